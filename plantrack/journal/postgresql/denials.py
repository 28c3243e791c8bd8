"""What the tables' own rights deny, in words that say what to do: by the code that their functions give."""

import psycopg

from plantrack.errors import Message, message

DENIALS = {
    "42501": message(
        "this role may not do that in this plan ({said}); its office gives rights with `plantrack journal grant`"
    ),
    "42704": message("{said}; an administrator makes it with CREATE ROLE … LOGIN"),
    "PT001": message("{said}; make it with `plantrack journal init`"),
    "PT003": message(
        "{said}; let an administrator run CREATE ROLE for plantrack_reader, plantrack_unit and plantrack_office, "
        "each NOLOGIN, and try again"
    ),
    "PT004": message("a unit does not record this ({what}); ask the office to do so"),
    "PT005": message(
        "id, act and moment of the record do not belong together, or the act is another's; record it anew"
    ),
    "PT006": message("this role records only as {what}; give that name with --by, or none"),
    "PT007": message(
        "recorded more than 31 days ago, or for a day to come; set the clock of this machine, or ask the office"
    ),
    "PT008": message("a unit takes back its own records only; ask the office to undo this one"),
    "PT009": message("your unit neither leads nor supports {what}; ask the office, which assigns it"),
    "PT010": message("this is for {who}"),
    "PT011": message("the role of another unit records under one of these names; give others with --name"),
    "PT013": message("request {what} was answered, and stays; ask the office to undo its answer first"),
    "PT012": message("{said}; let an administrator run that, and try again"),
}
WHO = {"office": message("the office of the plan"), "owner": message("the owner of the tables")}


def denial(error: psycopg.Error) -> Message | None:
    """Return why the tables' rights deny what was asked for; None where it is something else."""
    words = DENIALS.get(error.sqlstate or "")
    if words is None:
        return None
    detail = error.diag.message_detail or "–"
    facts = {"said": error.diag.message_primary, "what": detail, "who": WHO.get(detail, detail)}
    return Message(words.template, facts)
