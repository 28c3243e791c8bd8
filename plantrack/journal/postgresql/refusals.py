"""Why a server did not do what was asked of it: in words for people, and for how long it is worth asking again.

What refuses a connection comes without a code, in the server's own language; PostgreSQL's English and Chinese are known
here. An answer of the server that is in neither is taken for one that stays the same, so that no wrong password is
tried again and again.
"""

import re
from enum import Enum
from typing import NamedTuple

import psycopg
from psycopg import errors

from plantrack.errors import JournalError, Message, RefusedError, message
from plantrack.journal.postgresql.denials import denial


class Patience(Enum):
    """For how long it is worth asking again."""

    NONE = "it stays so"
    SHORT = "for as long as a server is waited for from which nothing comes"
    LONG = "for as long as one is waited for that answers, though it cannot yet"


class Refusal(NamedTuple):
    """Why it was not done. `{said}` are the server's own words; what the pattern names of them is told, too."""

    patience: Patience
    pattern: str
    words: Message


NONE, SHORT, LONG = Patience
SILENT, UNCONFIRMED = "no answer", "not confirmed"
"""What the client itself says: of a statement that nothing answers, and of an update that only one machine has."""
REASONS = (
    Refusal(NONE, "no password supplied", message(
        "no password was given; put it into the file that PGPASSFILE names, or into PGPASSWORD")),
    Refusal(NONE, 'password authentication failed for user "(?P<role>.*)"', message(
        "wrong password for {role}, or no such role; correct it in the file that PGPASSFILE names, or in PGPASSWORD")),
    Refusal(NONE, "28P01|password authentication|[Pp]assword ?认证失败|密码", message(
        "no password, or a wrong one ({said}); correct it in the file that PGPASSFILE names, or in PGPASSWORD")),
    Refusal(NONE, 'database "(?P<database>.*)" does not exist', message(
        "there is no database {database}; correct the address, or ask whoever runs the server")),
    Refusal(NONE, "3D000|数据库.*不存在", message(
        "no such database ({said}); correct the address, or ask whoever runs the server")),
    Refusal(NONE, 'role "(?P<role>.*)" does not exist', message(
        "there is no role {role}; correct the address, or ask whoever runs the server")),
    Refusal(NONE, 'role "(?P<role>.*)" is not permitted to log in', message(
        "role {role} may not log in; correct the address, or ask whoever runs the server")),
    Refusal(NONE, "28000|pg_hba|角色.*不存在", message(
        "no login ({said}); correct role and `sslmode` in the address, or ask whoever runs the server")),
    Refusal(NONE, "53100", message("its disk is full; nothing was recorded; tell whoever runs the server")),
    Refusal(NONE, "55P03", message("another command has been recording for too long; try again once it has ended")),
    Refusal(NONE, "57014", message("not done in time; try again when the server has less to do")),
    Refusal(LONG, "40001|40P01", message("others record at the same moment")),
    Refusal(LONG, "57P01|57P02|shutting down|关闭", message("it is being shut down")),
    Refusal(LONG, "57P03|starting up|in recovery|accepting conn|启动|恢复", message("it is only starting")),
    Refusal(LONG, "53300|too many|connection slots|太多|连接位置", message("it has as many connections as it takes")),
    Refusal(LONG, "session is read-only|is in hot standby mode", message("no host of the address takes updates")),
    Refusal(LONG, UNCONFIRMED, message("its standby has not confirmed what was recorded")),
    Refusal(LONG, "closed the conn|reset by peer|is (closed|lost)|EOF|timed out", message("the connection was lost")),
    Refusal(SHORT, "25006", message("it takes no updates: it is a standby, or set to be only read")),
    Refusal(SHORT, "Connection refused", message("no server listens there")),
    Refusal(SHORT, f"timeout expired|{SILENT}", message("nothing comes back from it")),
    Refusal(SHORT, r"(resolve|translate) host|\[Errno -\d", message("there is no host of this name, or no network")),
    Refusal(SHORT, "support SSL", message("it offers no encryption, which the address demands")),
)  # fmt: skip
"""By the code of an error, or the text of one that has none."""
ANSWERED = re.compile(r"failed: [^\s:]+:  ")
"""What a server answers to whoever connects begins with how grave it is, in its language, and two spaces."""
REFUSED = "{server}: refused: {why}"
NOT_KEPT = (psycopg.DataError, psycopg.IntegrityError, errors.ProgramLimitExceeded, errors.StatementTooComplex)
"""What a server says of lines that it cannot keep, whoever sends them."""
NOT_ADDED = ("PT004", "PT005", "PT006", "PT007", "PT008", "PT009", "PT013")
"""What it says of a record that this role may not add, though it may add others."""
FORBIDDEN = errors.InsufficientPrivilege
"""What it says to a role that may add none, or not do at all what it asks for."""
MISSING = (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedFunction)


def reason_of(error: psycopg.Error) -> tuple[Patience, Message | str]:
    """Return for how long it is worth asking again after an error, and why in words."""
    if denied := denial(error):
        return NONE, denied
    told = error.sqlstate or str(error)
    for patience, pattern, words in REASONS:
        if found := re.search(pattern, told):
            return patience, Message(words.template, {"said": said(error)} | found.groupdict())
    lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and not ANSWERED.search(told)
    return LONG if lost and not isinstance(error, NOT_KEPT) else NONE, said(error)


def refusal(server: str, error: psycopg.Error) -> JournalError:
    """Return why a server refuses, for good."""
    if isinstance(error, MISSING):
        return JournalError(
            "{server}: there are no tables for journals; `plantrack journal init` makes them", server=server
        )
    why = reason_of(error)[1]
    if isinstance(error, (*NOT_KEPT, FORBIDDEN)) or error.sqlstate in NOT_ADDED:
        return RefusedError(REFUSED, server=server, why=why)
    return JournalError(REFUSED, server=server, why=why)


def said(error: psycopg.Error) -> str:
    """Return what a server, or the way to it, says: a line."""
    line = error.diag.message_primary or next(iter(str(error).splitlines()), type(error).__name__)
    return re.sub(r"^connection (failed|is bad): |connection to server at .*? failed: (\S+:  )?", "", line)
