"""The page of all errors in the guide: what each says, what to do, and a command line that brings it about."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import Any

import words
from error_cases import CASES

from plantrack import errors
from plantrack.budget import _LIMITS
from plantrack.cli.commands.rights import NOBODY
from plantrack.cli.hints import HINTS
from plantrack.journal.postgresql.migrating import OLDER
from plantrack.journal.postgresql.mirror import CLOSED, NOT_KEPT, RECORDED_SINCE, REVOKED, REWRITTEN, SET_BACK
from plantrack.journal.postgresql.store import STOPPED
from plantrack.journal.postgresql.verifying import CHANGED
from plantrack.journal.shared import REMOVED
from plantrack.render.i18n import translator

CLASSES = ("UsageError", "InputError", "PlanError", "NotFoundError", "JournalError", "RefusedError",
           "LostError", "CacheError", "UnreachableError", "DeliveryError", "PlantrackError")  # fmt: skip
FINDING = ("_only", "find_named")
"""The functions that raise NotFoundError with a template that they are given."""
NEVER = {
    "the plan in {file} would not be the same in a plan.yaml; nothing was written, please report it": "nobody yet",
    "an update brings its own id": "whoever writes to a journal in Python",
    "a journal is only ever appended to; record a retract instead": "whoever writes to a journal in Python",
    "{text!r} is no deadline of reports; write every Friday, 25th of every month, 5th of next month or in 3 working"
    " days": "`validate` shows it among the problems of plan.yaml",
    "nothing was written: {file} would not read as it should; edit it by hand": "whoever finds a fault of ours",
    "the amount {text!r} has no unit; write it, as in CNY 6 billion": "`validate` shows it among those, too",
    **dict.fromkeys(
        (
            "it is not known whether {host} took the message over: {why}; it will be marked when it is sent again",
            "not every service in {name} took the message over; check the addresses in it",
            "the certificate of {host} is not trusted: {why}; name the office's own authority in SSL_CERT_FILE",
            "the robot of {name} refuses the message: {said}; check {variable}, and the robot's security settings",
            "the robot of {name} takes nothing more for now: {said}; run this again in ten minutes",
            "{file} has no mail address under {place}; add one with `mail:`",
            "{file}: {why}; name another folder",
            "{host} cannot be reached: {why}; check `smtp:` in {file}, and the network",
            "{host} cannot be reached: {why}; check the address in {name}, and the network",
            "{host} offers no encryption or no login; correct `tls:` or `login:` in {file}",
            "{host} refuses the login ({code}); correct `login:` in {file}, and {name}",
            "{host} refuses the mail: {why}; correct the address, or ask whoever runs the server",
            "{host} refuses the message: {why}; check the address in {name}",
            "{host} takes no address that is not ASCII; give another one in {file}",
            "{host} takes nothing more for now ({why}); run this again later",
            "{mail!r} in {file} is no mail address; correct it",
        ),
        "whoever `remind` tells as a warning that a unit was not told; it goes on, and ends with exit code 5",
    ),
    **dict.fromkeys(
        (
            CHANGED,
            CLOSED,
            REVOKED,
            NOBODY,
            NOT_KEPT,
            REWRITTEN,
            RECORDED_SINCE,
            REMOVED,
            SET_BACK,
            "the server says that it is PostgreSQL {version}; journals need {oldest} or later",
            "the tables of the server are of a newer version; update plantrack",
            (
                "this role may not read the records about {ref}, which its unit neither leads nor supports;"
                " its office gives rights with `plantrack journal grant`"
            ),
            "{plan!r} cannot be a plan's id, so there can be no folder for it",
            "{server}: refused: {why}",
            "{server}: the connection was lost; nothing was recorded; try again",
            STOPPED,
            OLDER,
            "{server}: there are no tables for journals; `plantrack journal init` makes them",
            "{server}: there is no journal of plan {plan}; make it with `plantrack journal init`",
            "{server}: {n} records were not kept: others with the same ids, and other words, are there already",
        ),
        "whoever has a server: the tests of journals on PostgreSQL start one",
    ),
}
"""The errors that no command line ends in, and who meets them instead."""
REASONED = ("{file}: {why}", "nothing was written: {why}", "{text!r}: {said}", "{problem}")
"""The messages that are no more than a place before another message, which has the remedy."""
PLACE = re.compile(r"“\{\w+(?:!r)?\}……”|“\{\w+(?:!r)?\}”|\{\w+(?:!r)?\}")
AT_REMEDY = {"en": re.compile("; "), "zh": re.compile("；|，(?=请|可)|。(?=--)")}
"""What stands between what is wrong and what to do."""
LONGEST = 70
"""Characters of a command line on the page."""
TITLES = {
    "en": "Errors: what each says and what to do, by exit code",
    "zh": "错误：逐条说明含义和处理办法，按退出码排列",
}
INTRODUCTION = {
    "en": "An error is one line on stderr, and what led to it changed nothing. `…` stands for what you typed, or for"
    " the file that is meant; the last column is one command line that ends so. With exit code 70 the fault is ours:"
    " run the command again as `plantrack --debug …`, and report what it shows. 1 is no error: `check` found"
    " something.",
    "zh": "出错时，标准错误输出上显示一行说明，计划和日志不作任何改动。“…”代表您输入的内容或所指的文件；末列举一条会"
    "出现该错误的命令。退出码 70 是程序自身的问题：请用 `plantrack --debug …` 重新运行并反馈所显示的内容。退出码 1 不是"
    "错误，表示 `check` 查出了问题。",
}
HEADS = {"en": ("what it says", "what to do", "for example"), "zh": ("显示", "处理", "示例")}
GROUPS = {
    2: {"en": "2: what was typed cannot be carried out", "zh": "2：输入的内容无法执行"},
    3: {"en": "3: a plan or a document cannot be read", "zh": "3：计划或文件无法读取"},
    4: {"en": "4: there is no such thing, or there are several", "zh": "4：没有所指的对象，或有多个"},
    5: {"en": "5: a journal cannot be read or written", "zh": "5：工作日志无法读写"},
}
SEE_REASON = {"en": "as the reason in it says", "zh": "按其中所述原因处理"}


@cache
def raised() -> dict[str, set[int]]:
    """Return the exit codes of every error that the package raises, by the template of its message."""
    found = {said.template: {errors.PlanError.exit_code} for _, said in _LIMITS.values()}
    for path, tree in words.trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (kind := _class(node)) and (template := words.template_of(node)):
                for key in words.expanded(template, path.name):
                    found.setdefault(key, set()).add(kind.exit_code)
    return found


def _class(call: ast.Call) -> type[errors.PlantrackError] | None:
    name = getattr(call.func, "id", "")
    return errors.NotFoundError if name in FINDING else getattr(errors, name) if name in CLASSES else None


def told(template: str, language: str) -> tuple[str, str]:
    """Return what is wrong and what to do, from the message of an error and what is added to it; nothing if neither."""
    say: Any = translator(language)
    said, hint = say(template), HINTS.get(template)
    found = AT_REMEDY[language].search(said)
    if found:
        return said[: found.start()], said[found.end() :]
    return said, say(hint.template) if hint else SEE_REASON[language] if template in REASONED else ""


def page(language: str) -> str:
    """Return the page in a language."""
    codes = raised()
    parts = [f"# {TITLES[language]}", INTRODUCTION[language]]
    for code, titles in GROUPS.items():
        rows = [_row((*told(template, language), f"`{_command(template)}`"))
                for template in CASES if code in codes[template]]  # fmt: skip
        parts += [f"## {titles[language]}", "\n".join([_row(HEADS[language]), "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(PLACE.sub("…", cell).replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |"


def _command(template: str) -> str:
    line = CASES[template].line.replace("BYTES", "…")
    return f"plantrack {line if len(line) <= LONGEST else line[:LONGEST] + '…'}"
