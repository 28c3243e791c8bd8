"""What the tables' own rights deny, in words that say what to do: by the code that their functions give."""

import re
from typing import NamedTuple

import psycopg

from plantrack.errors import Message, message


class Denial(NamedTuple):
    """Why the server does not do it: its code, and what of its words is told, as names in the pattern."""

    code: str
    pattern: str
    words: Message


DENIALS = (
    Denial("42501", "permission denied for database|对数据库", message(
        "this role may make no tables there; ask the owner of the database to run `plantrack journal init` first"
    )),
    Denial("42501", "permission denied for schema|对模式", message(
        "this role has no rights there; the office of a plan gives some with `plantrack journal grant`"
    )),
    Denial("42501", "", message(
        "this role may not do that in this plan; its office gives rights with `plantrack journal grant`"
    )),
    Denial("42704", "^there is no role (?P<role>.*)", message(
        "there is no role {role}; an administrator makes it with CREATE ROLE … LOGIN"
    )),
    Denial("PT001", "there is no journal of plan (?P<plan>.*)", message(
        "there is no journal of plan {plan}; make it with `plantrack journal init`"
    )),
    Denial("PT003", "(?P<role>.*) may not create roles", message(
        "{role} may not create roles; let an administrator run CREATE ROLE for plantrack_reader, plantrack_unit and "
        "plantrack_office, each NOLOGIN, and try again"
    )),
    Denial("PT004", "", message("a unit does not record this ({what}); ask the office to do so")),
    Denial("PT005", "", message(
        "id, act and moment of the record do not belong together, or the act is another's; record it anew"
    )),
    Denial("PT006", "", message(
        "this role records in names of its own only; give one that `plantrack journal roles` shows with --by, or none"
    )),
    Denial("PT007", "", message(
        "recorded more than 31 days ago, or for a day to come; set the clock of this machine, or ask the office"
    )),
    Denial("PT008", "", message("a unit takes back its own records only; ask the office to undo this one")),
    Denial("PT009", "", message("your unit neither leads nor supports {what}; ask the office, which assigns it")),
    Denial("PT010", "", message("this is for {who}")),
    Denial("PT011", "", message(
        "the role of another unit records under one of these names; give others with --name"
    )),
    Denial("PT012", "GRANT (?P<team>.*) TO (?P<role>.*)", message(
        "the owner of the tables may not run GRANT {team} TO {role}; let an administrator run that, and try again"
    )),
    Denial("PT013", "", message("request {what} was answered, and stays; ask the office to undo its answer first")),
)  # fmt: skip
WHO = {"office": message("the office of the plan"), "owner": message("the owner of the tables")}


def denial(error: psycopg.Error) -> Message | None:
    """Return why the tables' rights deny what was asked for; None where it is something else."""
    detail = error.diag.message_detail or "–"
    for code, pattern, words in DENIALS:
        if code == error.sqlstate and (found := re.search(pattern, error.diag.message_primary or "")):
            return Message(words.template, {"what": detail, "who": WHO.get(detail, detail)} | found.groupdict())
    return None
