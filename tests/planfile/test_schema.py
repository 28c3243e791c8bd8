"""The JSON Schema of plan.yaml, held by a validator that knows nothing of this program, the way an editor uses it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from contacts_example import WHOLE
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from support import plan_text

from plantrack.planfile.contacts import parse_contacts
from plantrack.planfile.schema import DRAFT, contacts_schema, plan_schema, schema_text

PLANS = Path(__file__).parents[2] / "plans"
SHIPPED = PLANS / "shenzhen-sti-2024" / "plan.yaml"
VALIDATOR = Draft202012Validator(plan_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


class Loader(yaml.SafeLoader):
    """Reads YAML the way editors do: a day stays text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(text: str) -> Any:
    """Return YAML as JSON values, whose keys are text."""
    return json.loads(json.dumps(yaml.load(text, Loader)))  # noqa: S506 - it is a safe loader


def marked(text: str) -> tuple[str, str] | None:
    """Return the place that the validator marks, and what it says there; None where all is well."""
    found = best_match(VALIDATOR.iter_errors(read(text)))
    return found and (found.json_path, found.message)


def test_it_is_a_schema() -> None:
    """It is valid itself, of the draft that it names."""
    Draft202012Validator.check_schema(plan_schema())
    assert plan_schema()["$schema"] == DRAFT == Draft202012Validator.META_SCHEMA["$id"]


def test_the_kept_copy() -> None:
    """The copy beside the plans is the schema of today."""
    assert (PLANS / "plan.schema.json").read_text("utf-8") == schema_text()
    assert json.loads(schema_text()) == plan_schema()


def otherwise(schema: Any) -> Any:
    """Return a schema as another release of msgspec may write it: in another order, with a keyword that is new."""
    if isinstance(schema, list):
        return [otherwise(choice) for choice in schema]
    if not isinstance(schema, dict):
        return schema
    words = {word: value for word, value in reversed(schema.items()) if word != "properties"}
    kept = {"properties": named(schema["properties"])} if "properties" in schema else {}
    return {"unheardOf": True, **{word: otherwise(value) for word, value in words.items()}, **kept}


def named(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return each of several schemas so, under its name."""
    return {name: otherwise(schema) for name, schema in schemas.items()}


def test_the_same_of_every_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept does not depend on the release of msgspec: what it adds, and its order, are normalised first."""
    expected, made = schema_text(), msgspec.json.schema
    monkeypatch.setattr(msgspec.json, "schema", lambda kind: {"$defs": named(made(kind)["$defs"])})
    assert schema_text() == expected


def test_the_shipped_plan_refers_to_it() -> None:
    """The first line tells an editor where the schema lies, seen from the plan."""
    key, _, value = SHIPPED.read_text("utf-8").splitlines()[0].partition("$schema=")
    assert key == "# yaml-language-server: "
    assert (SHIPPED.parent / value).resolve() == PLANS / "plan.schema.json"


def test_the_shipped_plan() -> None:
    """The shipped plan is valid."""
    assert marked(SHIPPED.read_text("utf-8")) is None


@pytest.mark.parametrize(
    "text",
    [
        "title: 计划",
        "title: {zh: 计划, en: Plan}",
        'tasks: [{ref: "1", title: 一, kind: ongoing, lead: stic}]',
        'tasks: [{ref: "1", title: 一, kind: ongoing, lead: [stic, smart], basis: {lead: document}}]',
        'tasks: [{ref: "1.10", title: 一, due: 2024-11-16, basis: {due: {public: "https://example.org"}}}]',
        "sections: {0: 总述, 1: {zh: 企业, en: Enterprises}}",
        "report_every: quarter",
        "curve: {06-30: 40, 2024-10-31: 80.5}",
        'tasks: [{ref: "1", title: 一, curve: {2024-06-30: 40}, weight: 2.5}]',
        'tasks: [{ref: "1", title: 一, milestones: [{ref: "1.1", title: 二, due: 2024-03-01, weight: 1}]}]',
        "policy: {lights: yinchuan-2025, grace: 3, due_soon: 10, behind: 12.5, severity: {overdue: warning}}",
    ],
)
def test_good(text: str) -> None:
    """What the reader takes the schema takes too: one text for both languages, one unit for a list, a bare day."""
    assert marked(plan_text(text)) is None


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("isuer: stic", "$", "Additional properties are not allowed ('isuer' was unexpected)"),
        ("id: P 2024", "$.id", "'P 2024' does not match '^[a-z][a-z0-9-]{0,63}$'"),
        ("title: ''", "$.title", "'' should be non-empty"),
        ("title: {}", "$.title", "{} is not valid under any of the given schemas"),
        ("units: {stic: {people: [李雷]}}", "$.units.stic", "is not valid under any of the given schemas"),
        ("title: 2024", "$.title", "2024 is not valid under any of the given schemas"),
        ("period: {first: 2024-01-01}", "$.period", "'last' is a required property"),
        ("period: {first: 2024-01-01, last: 2024-02-30}", "$.period.last", "'2024-02-30' is not a 'date'"),
        ("units: {stic: {zh: 科创局, en: STI, peple: []}}", "$.units.stic", "'peple'"),
        ("report_every: day", "$.report_every", "'day' is not one of ['month', 'quarter', 'week']"),
        ("curve: {6-30: 40}", "$.curve", "does not match '^([0-9]{4}-)?(0[1-9]"),
        ("curve: {13-30: 40}", "$.curve", "does not match '^([0-9]{4}-)?(0[1-9]"),
        ("curve: {06-30: 100.1}", "$.curve['06-30']", "100.1 is greater than the maximum of 100"),
        ("curve: {06-30: -1}", "$.curve['06-30']", "-1 is less than the minimum of 0"),
        (
            "tasks: [{ref: '1', title: 一, weight: 0}]",
            "$.tasks[0].weight",
            "0 is less than or equal to",
        ),
        ("policy: {grace: -1}", "$.policy.grace", "-1 is less than the minimum of 0"),
        ("policy: {lights: ../x}", "$.policy.lights", "'../x' does not match"),
        ("policy: {severity: {overdue: fatal}}", "$.policy.severity.overdue", "'fatal' is not one of"),
        ("policy: {severity: {overdu: error}}", "$.policy.severity", "'overdu' is not one of"),
        ("policy: {colour: red}", "$.policy", "('colour' was unexpected)"),
        ("language: de", "$.language", "'de' is not one of ['en', 'zh']"),
        ("tasks: {ref: '1'}", "$.tasks", "{'ref': '1'} is not of type 'array'"),
        ("tasks: [{ref: 6, title: 一}]", "$.tasks[0].ref", "6 is not of type 'string'"),
        ("tasks: [{ref: 6.10, title: 一}]", "$.tasks[0].ref", "6.1 is not of type 'string'"),
        ("tasks: [{ref: '6-1', title: 一}]", "$.tasks[0].ref", "'6-1' does not match"),
        ("tasks: [{title: 一}]", "$.tasks[0]", "'ref' is a required property"),
        ("tasks: [{ref: '1', title: 一, dew: 2024-11-16}]", "$.tasks[0]", "('dew' was unexpected)"),
        ("tasks: [{ref: '1', title: 一, due: 16.11.2024}]", "$.tasks[0].due", "'16.11.2024' is not a 'date'"),
        ("tasks: [{ref: '1', title: 一, kind: on-going}]", "$.tasks[0].kind", "'on-going' is not one of"),
        ("tasks: [{ref: '1', title: 一, due:}]", "$.tasks[0].due", "None is not of type 'string'"),
        (
            "tasks: [{ref: '1', title: 一, milestones: [{ref: '1.1', title: 二}]}]",
            "$.tasks[0].milestones[0]",
            "'due' is a required property",
        ),
        (
            "tasks: [{ref: '1', title: 一, tasks: [{ref: '1.1', title: 二, place: {section: 一}}]}]",
            "$.tasks[0].tasks[0].place.section",
            "'一' is not of type 'integer'",
        ),
        (
            "tasks: [{ref: '1', title: 一, basis: {due: {public: example.org}}}]",
            "$.tasks[0].basis.due.public",
            "'example.org' does not match",
        ),
        (
            "indicators: [{id: firms, label: 企业, unit: 家, headline: ja}]",
            "$.indicators[0].headline",
            "'ja' is not of type 'boolean'",
        ),
    ],
)
def test_bad(text: str, place: str, said: str) -> None:
    """A typo, a wrong type, a reference without quotes or a missing key is marked where it stands."""
    found = marked(plan_text(text))
    assert found is not None
    assert (found[0], said in found[1]) == (place, True), found


@pytest.mark.parametrize("key", ["id", "title", "issuer", "period", "units", "tasks"])
def test_missing(key: str) -> None:
    """Each key that a plan must have is missed."""
    lines = [line for line in plan_text("").splitlines() if not line.startswith(f"{key}:")]
    assert marked("\n".join(lines)) == ("$", f"'{key}' is a required property")


def test_nothing_is_null() -> None:
    """A key that says nothing is left out; editors never offer null or a default."""
    assert "null" not in schema_text()
    assert '"default"' not in schema_text()


def test_descriptions_are_one_line() -> None:
    """They are shown beside the line that is being written."""
    described = re.findall(r'"description": "(.*)"', schema_text())
    assert described
    assert [text for text in described if "\\n" in text or "  " in text] == []


CONTACTS = Draft202012Validator(contacts_schema())


def test_contacts() -> None:
    """The schema of contacts.yaml takes what its reader takes."""
    Draft202012Validator.check_schema(contacts_schema())
    assert contacts_schema()["title"] == "contacts.yaml of plantrack"
    assert list(CONTACTS.iter_errors(read(WHOLE))) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("office: [{mail: a@b.cn}]", "$.office[0]"),
        ("office: [{name: a, mail: a}]", "$.office[0].mail"),
        ("office: [{name: a, wecom: '@all'}]", "$.office[0].wecom"),
        ("office: [{name: a, feishu: all}]", "$.office[0].feishu"),
        ("office: [{name: a, mobile: 138-0013}]", "$.office[0].mobile"),
        ("smtp: {host: a b}", "$.smtp.host"),
        ("smtp: {host: a, tls: none}", "$.smtp.tls"),
        ("smtp: {host: a, password: b}", "$.smtp"),
        ("units: {Stic: {}}", "$.units"),
    ],
)
def test_contacts_that_are_wrong(text: str, place: str) -> None:
    """An editor marks what the reader refuses."""
    assert parse_contacts(text, "contacts.yaml", ("Stic",))[1]
    assert [error.json_path for error in CONTACTS.iter_errors(read(text))] == [place]
