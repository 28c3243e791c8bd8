"""The guide says everything that there is, in both languages, and nothing that there is not."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import tables_told as told
from cli_support import SHIPPED, Bench
from command_tree import calls, commands, root
from guide_examples import FENCED, blocks
from read_support import DOCUMENT
from typer.testing import CliRunner
from words import trees

import plantrack
from plantrack.cli.app import build
from plantrack.cli.error_boundary import BROKEN_PIPE
from plantrack.cli.interruption import INTERRUPTED
from plantrack.errors import PlantrackError
from plantrack.evaluation.facts import Colour, Meaning, ReasonCode, RequestMark
from plantrack.evaluation.lights.packaged import NAMES as PACKAGED
from plantrack.evaluation.lights.rules import Bounds, When
from plantrack.guide import INDEX, page, topics
from plantrack.model.commands import ReportInput
from plantrack.model.contacts import Contacts, MailSender, Person, SmtpServer, UnitContacts
from plantrack.model.policy import Rule
from plantrack.model.section_keys import SectionKey
from plantrack.model.state import Status
from plantrack.model.updates import KINDS, DatedUpdate
from plantrack.notify import any_service, dingtalk, feishu, smtp, wecom
from plantrack.notify.channels import NAMES as CHANNELS
from plantrack.notify.secrets import FILE as SECRETS
from plantrack.planfile.schema import schema_text

ROOT = SHIPPED.parents[1]
HEADS = {
    "en": {"option": "option", "exit": "exit code", "variable": "variable", "rule": "rule", "format": "format",
           "kind": "kind", "command": "command", "part": "in it", "light": "light", "reason": "reason",
           "condition": "condition", "channel": "channel"},
    "zh": {"option": "选项", "exit": "退出码", "variable": "环境变量", "rule": "规则", "format": "格式",
           "kind": "种类", "command": "命令", "part": "其中", "light": "代码", "reason": "原因",
           "condition": "条件", "channel": "渠道"},
}  # fmt: skip
"""How the first columns of the tables are headed."""
COMMANDS = [*calls()]
FINE, FINDS = 0, 1
PRINTED = {
    "date": ["date", "每月25日"],
    "status": ["status"],
    "status --all": ["status", "--all"],
    "report --all": ["report", "--all", "--week", "2024-W46"],
    "check --all": ["check", "--all", "--as-of", "2024-11-17"],
    "list": ["list"],
    "agenda": ["agenda", "--as-of", "2024-11-17"],
    "remind": ["remind", "--dry-run", "--as-of", "2024-11-18"],
    "show": ["show", "6.6"],
    "explain": ["explain", "6.6"],
    "explain --compare": ["explain", "--compare", "default", "yinchuan-2025"],
    "baseline": ["baseline"],
    "log": ["log"],
    "check": ["check", "--as-of", "2024-11-17"],
    "report": ["report", "--week", "2024-W46"],
    "ledger status": ["ledger", "status"],
    "import": ["import", str(DOCUMENT)],
    "trace": ["trace", "shenzhen-sti-2024", str(DOCUMENT)],
}
"""A call of each command that writes JSON, which fills what it writes."""
ON_SERVER = {"journal stats", "journal roles"}
"""What writes JSON about a server, which its own tests hold."""
ENVELOPE = {"schema", "plan", "as_of", "known_at"}
ALL = {"schema", "place", "as_of", "known_at"}
BARE = {
    "import": {"schema", "plan"}, "trace": {"schema", "plan"}, "status --all": ALL, "report --all": ALL,
    "check --all": ALL,
}  # fmt: skip
"""The envelope of what speaks of documents, and of all plans."""
STAMP = {field.encode_name for field in msgspec.structs.fields(DatedUpdate)}
"""What every record has; the page says so above the table."""
OTHERS = {"TZ", "UTC", "_PLANTRACK_COMPLETE"}
"""What nobody sets: the time zone that LibreOffice is given, and what a shell that completes says."""
SENDING = {
    SECRETS, smtp.VARIABLE, any_service.VARIABLE, "SSL_CERT_FILE", "HTTPS_PROXY", "NO_PROXY",
    *(f"PLANTRACK_{robot.name.upper()}_URL" for robot in (wecom.DIALECT, dingtalk.DIALECT, feishu.DIALECT)),
    "PLANTRACK_DINGTALK_SECRET", "PLANTRACK_FEISHU_SECRET",
}  # fmt: skip
"""What channels are given, and what the standard library looks at when it connects."""
both = pytest.mark.parametrize("language", HEADS)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def spans(topic: str, language: str) -> set[str]:
    """Return what stands in backticks on a page, apart from its blocks."""
    return {*told.spans(FENCED.sub("", page(topic, language)))}


def names(topic: str, head: str, language: str) -> set[str]:
    """Return what the first column of a table of a page names."""
    return told.names(page(topic, language), HEADS[language][head])


def of(topic: str, head: str, language: str, name: str) -> set[str]:
    """Return what a table of a page says of a name."""
    return told.of(page(topic, language), HEADS[language][head], name)


def at(topic: str, language: str) -> str:
    """Return where to write what a page lacks."""
    return f"see plantrack/guide/{language}/{topic}.md"


def options(command: str) -> set[str]:
    """Return the options that a command has, but for -h and --help."""
    own = root() if command == "plantrack" else commands()[command]
    return {name for param in own.params for name in (*param.opts, *param.secondary_opts) if name.startswith("-")}


def printed(command: str) -> Any:
    """Return the JSON that a command writes about the shipped plan."""
    done = CliRunner().invoke(build(), [*PRINTED[command], "--format", "json"])
    return json.loads(done.stdout)


def exit_codes(error: type[PlantrackError] = PlantrackError) -> Iterator[str]:
    """Return the exit codes of the tree of errors."""
    yield str(error.exit_code)
    for below in error.__subclasses__():
        yield from exit_codes(below)


def variables() -> set[str]:
    """Return the variables that the program looks at: a line names the environment, or a channel needs a secret."""
    lines = (line for path, _ in trees() for line in path.read_text("utf-8").splitlines() if "environ" in line)
    return {name for line in lines for name in re.findall(r'"([A-Z_]{2,})"', line)} - OTHERS | SENDING


@both
@pytest.mark.parametrize("command", ["plantrack", *COMMANDS])
def test_options(command: str, language: str) -> None:
    """Its tables name every option of every command, and none that a command does not have."""
    tables = told.rows("\n".join(page(topic, language) for topic in topics()), HEADS[language]["option"])
    found = {name for row in tables if command in told.spans(row[1]) for name in told.spans(row[0])}
    assert told.unlike(found, options(command)) == [], at("*", language)


@both
def test_commands(language: str) -> None:
    """Every command is used or told of, and the index says which page has it, each once."""
    text = "\n".join(page(topic, language) for topic in topics())
    assert [command for command in COMMANDS if f"plantrack {command}" not in text] == []
    listed = re.findall(r"(?:Commands: |命令：)(.+)", page(INDEX, language))
    assert sorted(re.findall(r"[a-z]+", " ".join(listed))) == sorted({command.split()[0] for command in COMMANDS})


@both
def test_exit_codes(language: str) -> None:
    """Every exit code is explained."""
    real = {*exit_codes(), *map(str, (FINE, FINDS, INTERRUPTED, BROKEN_PIPE))}
    assert told.unlike(names("settings", "exit", language), real) == [], at("settings", language)


@both
def test_environment(language: str) -> None:
    """Every variable of the environment is explained."""
    assert told.unlike(names("settings", "variable", language), variables()) == [], at("settings", language)


@both
def test_channels(language: str) -> None:
    """Every channel is explained, and every key of contacts.yaml."""
    assert told.unlike(names("reminders", "channel", language), {*CHANNELS}) == [], at("reminders", language)
    kinds = (Contacts, UnitContacts, Person, SmtpServer, MailSender)
    words = spans("reminders", language) | told.words(page("reminders", language))
    assert {key for kind in kinds for key in kind.__struct_fields__} - words == set(), at("reminders", language)


@both
def test_check(language: str) -> None:
    """Every rule and every format of the check is explained."""
    (form,) = (param for param in commands()["check"].params if "--format" in param.opts)
    assert told.unlike(names("gate", "rule", language), set(Rule)) == [], at("gate", language)
    assert told.unlike(names("gate", "format", language), set(form.type.choices)) == [], at("gate", language)


@both
def test_lights(language: str) -> None:
    """Every light, reason, condition, bound, colour and rule set is explained."""
    assert told.unlike(names("lights", "light", language), set(Meaning)) == [], at("lights", language)
    assert told.unlike(names("lights", "reason", language), {*ReasonCode, *RequestMark}) == [], at("lights", language)
    assert told.unlike(names("lights", "condition", language), {*When.__struct_fields__}) == [], at("lights", language)
    words = spans("lights", language) | told.words(page("lights", language))
    assert {*Bounds.__struct_fields__, *Colour, *PACKAGED} - words == set(), at("lights", language)


@both
def test_plan_keys(language: str) -> None:
    """Every key of plan.yaml stands in its example or is named, and every word that one of them takes is."""
    schema = json.loads(schema_text())
    defined = [schema, *schema["$defs"].values()]
    text = page("plan", language)
    keys = {*re.findall(r"(\w+):", text), *told.words(" ".join(spans("plan", language)))}
    assert {key for one in defined for key in one.get("properties", ())} - keys == set(), at("plan", language)
    taken = {
        word
        for name, one in schema["$defs"].items()
        if name not in ("Rule", "SectionKey")
        for word in one.get("enum", ())
    }
    assert taken - told.words(text) == set(), at("plan", language)


@both
def test_sections(language: str) -> None:
    """Every part of the report has its key in the page on reports."""
    assert {*SectionKey} - spans("reports", language) == set(), at("reports", language)


@both
def test_update(language: str) -> None:
    """Every status, and every key of a line of `update -`, stands in the page on updates."""
    keys = {field.encode_name for field in msgspec.structs.fields(ReportInput)} - {"evidence"}
    assert {*Status, *keys} - spans("update", language) == set(), at("update", language)


@both
def test_kinds(language: str) -> None:
    """Every kind of record is explained, with its fields, and none that it does not have."""
    assert told.unlike(names("journal", "kind", language), set(KINDS)) == [], at("journal", language)
    for kind, record in KINDS.items():
        own = {field.encode_name for field in msgspec.structs.fields(record)} - STAMP
        assert (kind, told.unlike(of("journal", "kind", language, kind), own)) == (kind, []), at("journal", language)


@both
@pytest.mark.parametrize("command", PRINTED)
def test_json_keys(command: str, language: str) -> None:
    """Every key at the top of a command's JSON is named with the command, and no other; every key below is named."""
    shown, wanted = printed(command), of("json", "command", language, command) | BARE.get(command, ENVELOPE)
    assert told.unlike(wanted, set(shown)) == [], at("json", language)
    fields = {field for kind in KINDS for field in of("journal", "kind", language, kind)}
    unsaid = set(told.keys(shown)) - told.words(" ".join(spans("json", language))) - fields
    assert unsaid == set(), at("json", language)


def test_every_json_is_held() -> None:
    """The commands that write JSON are those that are held here."""
    held = {command.partition(" --")[0] for command in PRINTED} | ON_SERVER
    assert {name for name in COMMANDS if "--format" in options(name)} == held


@both
def test_the_script_prints_the_report(language: str) -> None:
    """The lines of Python do what `report` does."""
    (script,) = (block.text for block in blocks(page("json", language)) if block.language == "python")
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        exec(script, {"plantrack": plantrack})  # noqa: S102 - the guide's own words
    words = ["report", "--week", "2024-W46", "--format", "markdown", "--lang", language]
    assert shown.getvalue() == Bench(ROOT, "").run(*words).out + "\n"


TABLE = """\
| option | of | does |
|---|---|---|
| `--by` | `list`, `log` | who |
| `--since` | `log` | from when on |
"""


def test_what_is_not_told() -> None:
    """What the page lacks is found, and so is what only the page has."""
    found = {name for row in told.rows(TABLE, "option") if "log" in told.spans(row[1]) for name in told.spans(row[0])}
    assert found == {"--by", "--since"}
    assert told.unlike(found, {"--by", "--since", "--invented"}) == ["lacks --invented"]
    assert told.unlike(found, {"--by"}) == ["has --since, which is not there"]
