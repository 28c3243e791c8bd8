"""An office's own light rules: their file beside the plan, what is wrong with one, and names that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.errors import NotFoundError, PlanError
from plantrack.evaluation.facts import Colour, Meaning, ReasonCode
from plantrack.evaluation.lights.packaged import NAMES, packaged
from plantrack.evaluation.lights.rules import Bounds, LightRule, RuleSet, When
from plantrack.model.plan import Text
from plantrack.model.state import Status
from plantrack.planfile.light_rules import known_rules, parse_rules, read_rules

OWN = """\
id: own
title: {zh: 自定规则, en: Own rules}
source: 红头文件
rules:
- {light: done, because: done, when: {status: done}}
- {light: unreported, because: unreported, when: {unreported: {at_least: 1}}}
- light: attention
  because: due-soon
  when: {days_to_due: {at_least: 0, at_most: 2.5}}
  assumed: days_to_due
  colour: orange
  words: {zh: 急办, en: urgent}
- {light: on-track, because: reported}
"""
READ = RuleSet(
    "own",
    Text("自定规则", "Own rules"),
    "红头文件",
    (
        LightRule(Meaning.DONE, ReasonCode.DONE, When(status=(Status.DONE,))),
        LightRule(Meaning.UNREPORTED, ReasonCode.UNREPORTED, When(unreported=Bounds(at_least=1))),
        LightRule(
            Meaning.ATTENTION,
            ReasonCode.DUE_SOON,
            When(days_to_due=Bounds(at_least=0, at_most=2.5)),
            Colour.ORANGE,
            Text("急办", "urgent"),
            ("days_to_due",),
        ),
        LightRule(Meaning.ON_TRACK, ReasonCode.REPORTED),
    ),
)
SHOWN_AS_FINE = (
    "silence would be shown as fine; put `{light: unreported, because: unreported, when: {unreported: {at_least: 1}}}`"
    " before this rule"
)
HOSTILE = "[red]x[/red] \x1b[31m \u202e"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan folder with rules of its own."""
    (tmp_path / "lights").mkdir()
    (tmp_path / "lights" / "own.yaml").write_text(OWN, "utf-8")
    return tmp_path


def test_an_offices_own_file(folder: Path) -> None:
    """It is read as it stands; one status, and one assumed condition, may stand for a list."""
    assert read_rules("own", folder) == READ == parse_rules(OWN, "own", "own.yaml")


def test_the_own_file_goes_first(folder: Path) -> None:
    """An office may have its own default; without a file, and without a plan, it is the program's."""
    assert read_rules("default", folder) == read_rules("default", None) == packaged("default")
    (folder / "lights" / "default.yaml").write_text(OWN.replace("id: own", "id: default"), "utf-8")
    assert read_rules("default", folder).title.en == "Own rules"
    assert read_rules("default", None) == packaged("default")


@pytest.mark.parametrize("name", NAMES)
def test_packaged_rules_are_found_by_name(name: str, tmp_path: Path) -> None:
    """With a plan that has none, and without one."""
    assert read_rules(name, tmp_path) is read_rules(name, None) is packaged(name)


def test_the_known_names(folder: Path) -> None:
    """Those of the plan and of the program, each once; what cannot be a name is none."""
    for name in ("default", "Own", "a b", "x.y"):
        (folder / "lights" / f"{name}.yaml").write_text(OWN, "utf-8")
    (folder / "lights" / "notes.txt").write_text("", "utf-8")
    assert known_rules(folder) == sorted({*NAMES, "own"})
    assert known_rules(None) == known_rules(folder / "nowhere") == sorted(NAMES)


@pytest.mark.parametrize(
    "name",
    ["nobody", "../own", "../lights/own", "own.yaml", "/etc/passwd", "own\n", "OWN", "", ".", "..", "a" * 5000, "own\0",
     HOSTILE],
)  # fmt: skip
def test_a_name_that_is_none_tells_those_there_are(folder: Path, name: str) -> None:
    """No path is followed, wherever it leads; each candidate has its title, or the file it stands in."""
    with pytest.raises(NotFoundError) as error:
        read_rules(name, folder / "lights" / "..")
    assert (error.value.message.template, error.value.message.facts["name"]) == (
        "no light rules are called {name!r}", name,
    )  # fmt: skip
    assert dict(error.value.candidates) == {
        "own": "lights/own.yaml", **{known: packaged(known).title for known in NAMES},
    }  # fmt: skip


def told(text: str, name: str = "own") -> list[str]:
    """Return what is wrong with a rule file, by place."""
    with pytest.raises(PlanError) as error:
        parse_rules(text, name, "own.yaml")
    assert error.value.message.text() == "own.yaml: these are no light rules; see the problems"
    return [problem.text().removeprefix("own.yaml:") for problem in error.value.problems]


HEAD = "id: own\ntitle: 一\nsource: 文\n"
SILENCE = "- {light: unreported, because: unreported, when: {unreported: {at_least: 1}}}\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (OWN.replace("id: own", "id: other"), ["1:5: the rules are called other, their file own; give both one name"]),
        (
            "id: own\n",
            ["1:1: the key 'title' is missing; add it here", "1:1: the key 'source' is missing; add it here",
             "1:1: the key 'rules' is missing; add it here"],
        ),
        ("- 1\n", ["1:1: a group of keys is expected here: id, title, source, rules"]),
        ("just words\n", ["1:1: a group of keys is expected here: id, title, source, rules"]),
        (HEAD + "rules: []\n", ["4:8: some tasks would have no light; the last rule must have no `when`"]),
        (
            HEAD + "rules:\n- {light: on-track, because: reported}\n" + SILENCE,
            [f"5:3: {SHOWN_AS_FINE}", "6:3: some tasks would have no light; the last rule must have no `when`"],
        ),
        (
            HEAD + "rules:\n- {light: on-track, because: reported}\n- {light: on-track, because: reported}\n",
            [f"5:3: {SHOWN_AS_FINE}", f"6:3: {SHOWN_AS_FINE}"],
        ),
        (
            HEAD + "rules:\n" + SILENCE + "- {light: cancelled, because: done, assumed: [status]}\n",
            ["6:3: only a task reported as cancelled may be cancelled; write `status: [cancelled]`",
             "6:3: status is marked as assumed and is no condition of this rule"],
        ),
        (
            OWN.replace("at_least: 1", "atleast: 1").replace("on-track", "green").replace("orange", "pink"),
            ["6:64: unknown key 'atleast'; did you mean 'at_least'?",
             "11:11: 'pink' is no value of this key; write one of green, blue, yellow, orange, red, purple, grey",
             f"13:11: 'green' is no value of this key; write one of {', '.join(Meaning)}"],
        ),
        (
            OWN.replace("at_most: 2.5", "at_most: soon").replace("status: done", "status: asleep"),
            ["5:47: 'asleep' is no value of this key; write one of not-started, in-progress, blocked, done, cancelled",
             "9:46: 'soon' is not a number in the base unit; write digits only, as in 24700 or 7.5"],
        ),
        (
            OWN.replace("days_to_due: {", "day_to_due: {"),
            ["9:10: unknown key 'day_to_due'; did you mean 'days_to_due'?"],
        ),
        (
            OWN.replace("source: 红头文件", "source: !!python/x 文"),
            ["3:9: tags are not supported in a plan; remove !!python/x"],
        ),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_rules(text: str, problems: list[str]) -> None:
    """Every problem is told where it stands, with what to do about it."""
    assert told(text) == problems


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "{file}: the file is empty; a plan begins with `id:`"),
        (
            b"rules: [",
            "{file}:2:1: not valid YAML: did not find expected node content; look here and at the line before",
        ),
        (b"id: \xff", "{file}: not UTF-8 at byte 4; save the file as UTF-8"),
    ],
)
def test_a_file_that_is_none(folder: Path, content: bytes, said: str) -> None:
    """Told with its name, as people would type it."""
    path = folder / "lights" / "own.yaml"
    path.write_bytes(content)
    with pytest.raises(PlanError) as error:
        read_rules("own", folder)
    assert error.value.message.text() == said.replace("{file}", str(path))


def test_hostile_text_in_a_problem_stays_as_it_is(folder: Path) -> None:
    """Whoever shows it makes it harmless; the place is still told."""
    text = OWN.replace("because: done", 'because: "[red]\\x1b[31m"')
    (problem,) = told(text)
    assert problem.startswith("5:26: ")
    assert (problem.count("[red]"), "\x1b" in problem) == (1, False)
