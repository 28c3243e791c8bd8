"""Values are read by the type that a key asks for; whatever cannot be read is a problem with its place and a remedy."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from plantrack.model.basis import Attribution, Link, StatedBasis
from plantrack.model.plan import Frequency, Text
from plantrack.model.plan_fields import FileName, Reference, Span, Words
from plantrack.model.policy import Identifier
from plantrack.planfile.composing import compose
from plantrack.planfile.nodes import BAD, NodeReader


class Inner(Struct, frozen=True):
    """What may stand inside an entry."""

    name: Words


class Entry(Struct, frozen=True):
    """A value of every type that plans have. Only `id` is required."""

    id: Identifier
    title: Text | None = None
    words: Words = "-"
    ref: Reference | None = None
    refs: tuple[Reference, ...] = ()
    names: tuple[Words, ...] = ()
    day: date | None = None
    number: float | int = 0
    whole: int = 0
    weight: Annotated[float, Meta(gt=0)] | None = None
    share: Annotated[float, Meta(ge=0, le=100)] = 0
    grace: Annotated[int, Meta(ge=0)] = 0
    flag: bool = False
    language: Literal["zh", "en"] = "zh"
    every: Frequency | None = None
    basis: StatedBasis = "assumed"
    link: Link | None = None
    template: FileName | None = None
    span: Span | None = None
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    texts: dict[int, Text] = {}
    named: dict[Identifier, Inner] = {}
    children: tuple[Entry, ...] = ()


KNOWN = ", ".join(Entry.__struct_fields__)
FULL_WIDTH = "a full-width colon or comma (：，) made this one text: write “: ” or “, ”"
FORM = "is not of the form that belongs here:"
NAME = "lower-case letters, digits and hyphens, as in hi-tech-fair"
SPAN = "a year, a part of one or a range: 2023, 2023-H1, 2023-Q4, 2023-12 or 2023-01/2023-11"
TEMPLATE = "the name of a Word file beside plan.yaml, as in letterhead.docx"
ALIAS = "anchors and aliases (& and *) are not supported in a plan; write the value out"


def read(text: str) -> tuple[Any, list[str]]:
    """Return the entry of a YAML text, and what was wrong with it, by place."""
    reader = NodeReader("e.yaml")
    value = reader.read(compose("id: e\n" + dedent(text), "e.yaml"), Entry)
    problems = sorted(reader.problems, key=lambda problem: (problem.line, problem.column))
    return value, [problem.text().removeprefix("e.yaml:") for problem in problems]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("words: no", "words", "no"),
        ("words: 6.10", "words", "6.10"),
        ("words: 12:30", "words", "12:30"),
        ("words: 0123", "words", "0123"),
        ("words: 2024-11-14", "words", "2024-11-14"),
        ("words: 1e3", "words", "1e3"),
        ("words: 'null'", "words", "null"),
        ('words: "~"', "words", "~"),
        ("words: =", "words", "="),
        ("words: |\n  一\n  二\n", "words", "一\n二\n"),
        ("words: '：，'", "words", "：，"),
        ('ref: "6.10"', "ref", "6.10"),
        ("ref: '6'", "ref", "6"),
        ('refs: ["6.1", "6.10"]', "refs", ("6.1", "6.10")),
        ('refs: "6.1"', "refs", ("6.1",)),
        ("names: 甲", "names", ("甲",)),
        ("names: []", "names", ()),
        ("day: 2024-02-29", "day", date(2024, 2, 29)),
        ('day: "2024-02-29"', "day", date(2024, 2, 29)),
        ("number: 24700", "number", 24700),
        ("number: -7.5", "number", -7.5),
        ("number: 999999999999999999", "number", 999999999999999999),
        ("whole: 0123", "whole", 123),
        ("weight: 0.000000000001", "weight", 1e-12),
        ("weight: 7", "weight", 7),
        ("share: 0", "share", 0),
        ("share: 100.0", "share", 100.0),
        ("grace: 0", "grace", 0),
        ("flag: true", "flag", True),
        ("language: en", "language", "en"),
        ("every: week", "every", Frequency.WEEK),
        ("basis: document", "basis", "document"),
        ("basis: {public: 'https://example.org/a?b=c#d'}", "basis", Attribution("https://example.org/a?b=c#d")),
        (
            "basis: {assigned: 张敏, on: 2024-10-08, paper: 5号}",
            "basis",
            Attribution(assigned="张敏", on=date(2024, 10, 8), paper="5号"),
        ),
        ("link: http://example.org", "link", "http://example.org"),
        ("template: 红头.docx", "template", "红头.docx"),
        ('span: "2023-01/2023-12"', "span", "2023-01/2023-12"),
        ("title: {zh: 甲, en: A}", "title", Text("甲", "A")),
        ("title: 甲", "title", Text("甲", "甲")),
        ("title: {en: A}", "title", Text("A", "A")),
        ("title: no", "title", Text("no", "no")),
        ("inners: [{name: 甲}, {name: 乙}]", "inners", (Inner("甲"), Inner("乙"))),
        ("texts: {0: 甲, 10: {zh: 乙, en: B}}", "texts", {0: Text("甲", "甲"), 10: Text("乙", "B")}),
        ("named: {a-1: {name: 甲}}", "named", {"a-1": Inner("甲")}),
    ],
)
def test_values(text: str, field: str, value: object) -> None:
    """A scalar keeps its text, and is what its key asks for; nothing is guessed, as YAML 1.1 would."""
    entry, problems = read(text)
    assert (getattr(entry, field), problems) == (value, [])
    assert type(getattr(entry, field)) is type(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tittle: 甲", "2:1: unknown key 'tittle'; did you mean 'title'?"),
        ("colour: 甲", f"2:1: unknown key 'colour'; known here: {KNOWN}"),
        ("flag: true\nflag: false", "3:1: the key 'flag' appears twice; keep one of them"),
        ("inner: {name: 甲, name: 乙}", "2:18: the key 'name' appears twice; keep one of them"),
        ("texts: {1: 甲, 1: 乙}", "2:15: the key '1' appears twice; keep one of them"),
        ("? [a]\n: b", "2:3: a key must be a plain word"),
        ("day:", "2:5: the key 'day' has no value; give one or leave the key out"),
        ("day: ~", "2:6: the key 'day' has no value; give one or leave the key out"),
        ("title: null", "2:8: the key 'title' has no value; give one or leave the key out"),
        ("texts: {1: }", "2:12: the key '1' has no value; give one or leave the key out"),
        ('title: ""', "2:8: this is empty; write the text or leave the key out"),
        ('title: "  "', "2:8: this is empty; write the text or leave the key out"),
        ('title: {zh: "", en: A}', "2:13: this is empty; write the text or leave the key out"),
        ("title: [甲]", "2:8: a group of keys is expected here: zh, en"),
        ("inner: 甲", "2:8: a group of keys is expected here: name"),
        ("inner: {}", "2:8: the key 'name' is missing; add it here"),
        ("inners: {name: 甲}", "2:9: a list is expected here: each entry on its own line, after “- ”"),
        ("inners: 甲", "2:9: a list is expected here: each entry on its own line, after “- ”"),
        ("texts: [甲]", "2:8: a group of keys and values is expected here"),
        ("words: [甲]", "2:8: a single value is expected here, not a list or a group of keys"),
        ("day: {a: b}", "2:6: a single value is expected here, not a list or a group of keys"),
        ("ref: 6.10", '2:6: the reference 6.10 must stand in quotes: "6.10"'),
        ('refs: ["6.1", 6.2]', '2:15: the reference 6.2 must stand in quotes: "6.2"'),
        ("refs: 6", '2:7: the reference 6 must stand in quotes: "6"'),
        ('ref: "6."', f"2:6: '6.' {FORM} numbers with dots between them, as in 6.10"),
        ('ref: "6.１"', f"2:6: '6.１' {FORM} numbers with dots between them, as in 6.10"),
        ("named: {Fair: {name: 甲}}", f"2:9: 'Fair' {FORM} {NAME}"),
        (
            "link: example.org",
            f"2:7: 'example.org' {FORM} an address that begins with http:// or https://",
        ),
        ("template: ../红头.docx", f"2:11: '../红头.docx' {FORM} {TEMPLATE}"),
        ("template: /red.docx", f"2:11: '/red.docx' {FORM} {TEMPLATE}"),
        (r"template: C:\red.docx", rf"2:11: 'C:\\red.docx' {FORM} {TEMPLATE}"),
        ("template: red.doc", f"2:11: 'red.doc' {FORM} {TEMPLATE}"),
        ("span: 2023年", f"2:7: '2023年' {FORM} {SPAN}"),
        ("day: 0001-01-01", "2:6: 0001-01-01 is in no year from 1900 to 2999; correct it"),
        ("day: 9999-12-31", "2:6: 9999-12-31 is in no year from 1900 to 2999; correct it"),
        ("day: 2023-02-29", "2:6: the day 2023-02-29 does not exist in the calendar; correct it"),
        ("day: 2024/11/17", "2:6: '2024/11/17' is not a day; write it as YYYY-MM-DD"),
        ("day: 11月17日", "2:6: '11月17日' is not a day; write it as YYYY-MM-DD"),
        ("day: ２０２４-11-17", "2:6: '２０２４-11-17' is not a day; write it as YYYY-MM-DD"),
        (
            "number: 2.47万",
            "2:9: '2.47万' is not a number in the base unit; write digits only, as in 24700 or 7.5",
        ),
        ("number: 1e999", "2:9: '1e999' is not a number in the base unit; write digits only, as in 24700 or 7.5"),
        ("number: .inf", "2:9: '.inf' is not a number in the base unit; write digits only, as in 24700 or 7.5"),
        ("weight: 0", "2:9: 0 is too small; write a number above 0"),
        ("weight: -0.5", "2:9: -0.5 is too small; write a number above 0"),
        ("share: -0.1", "2:8: -0.1 is too small; write a number of 0 or more"),
        ("share: 100.1", "2:8: 100.1 is too large; write a number of 100 or less"),
        ("grace: -1", "2:8: -1 is too small; write a number of 0 or more"),
        ("grace: 0.5", "2:8: '0.5' is not a whole number; write at most 18 digits and nothing else"),
        ("whole: 7.5", "2:8: '7.5' is not a whole number; write at most 18 digits and nothing else"),
        (
            f"whole: {'9' * 5000}",
            f"2:8: '{'9' * 5000}' is not a whole number; write at most 18 digits and nothing else",
        ),
        ("flag: yes", "2:7: 'yes' is no value of this key; write one of true, false"),
        ("language: no", "2:11: 'no' is no value of this key; write one of en, zh"),
        ("every: weeks", "2:8: 'weeks' is no value of this key; did you mean 'week'?"),
        ("basis: guessed", "2:8: 'guessed' is no value of this key; write one of approved, assumed, document"),
        ("names: [甲，乙, '']", "2:14: this is empty; write the text or leave the key out"),
        ("basis：document: x", f"2:1: unknown key 'basis：document'; known here: {KNOWN}; {FULL_WIDTH}"),
        ("named: {a，b: {name: 甲}}", f"2:9: 'a，b' {FORM} {NAME}; {FULL_WIDTH}"),
        ("words: !!binary aGk=", "2:8: tags are not supported in a plan; remove !!binary"),
        ("words: !secret x", "2:8: tags are not supported in a plan; remove !secret"),
        ("inner: !!map {name: 甲}", "2:8: tags are not supported in a plan; remove !!map"),
        (
            "names: !!python/object/apply:os.system [ls]",
            "2:8: tags are not supported in a plan; remove !!python/object/apply:os.system",
        ),
        (
            "words: &w 甲\nnames: *w",
            f"2:8: {ALIAS}",
        ),
        (
            "inner: &i {name: 甲}\ninners: [*i]",
            f"2:8: {ALIAS}",
        ),
        (
            "inner: &i {name: 甲}\ntitle: {<<: *i, zh: 甲, en: A}",
            "3:9: unknown key '<<'; known here: zh, en",
        ),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_problems(text: str, said: str) -> None:
    """Whatever is wrong is told once, at its place, with what to do about it; the rest of the entry is read."""
    entry, problems = read(text)
    assert problems == [said]
    assert entry.id == "e"


def test_all_at_once() -> None:
    """One run tells every problem, whatever level it is on."""
    _, problems = read("""\
        tilte: 甲
        day: 2024-13-01
        inner: {nmae: 甲}
        inners:
        - {name: ''}
        - 乙
        refs: [6.1]
        """)
    assert problems == [
        "2:1: unknown key 'tilte'; did you mean 'title'?",
        "3:6: the day 2024-13-01 does not exist in the calendar; correct it",
        "4:8: the key 'name' is missing; add it here",
        "4:9: unknown key 'nmae'; did you mean 'name'?",
        "6:10: this is empty; write the text or leave the key out",
        "7:3: a group of keys is expected here: name",
        '8:8: the reference 6.1 must stand in quotes: "6.1"',
    ]


def test_left_out() -> None:
    """An entry in which something required is missing or wrong is left out as a whole; those beside it stay."""
    entry, problems = read("inners: [{name: 甲}, {}, {name: ''}, {name: 乙}]")
    assert entry.inners == (Inner("甲"), Inner("乙"))
    assert problems == [
        "2:21: the key 'name' is missing; add it here",
        "2:32: this is empty; write the text or leave the key out",
    ]


def test_nothing_left() -> None:
    """Where the whole is left out, no value comes of it."""
    reader = NodeReader("e.yaml")
    assert reader.read(compose("{title: 甲}", "e.yaml"), Entry) is BAD
    assert [problem.text() for problem in reader.problems] == ["e.yaml:1:1: the key 'id' is missing; add it here"]


def test_unread() -> None:
    """The ids of what was left out are known, so that nobody says that they do not exist."""
    reader = NodeReader("e.yaml")
    assert reader.read(compose("{id: hi, number: 1, named: {a: {}, b: {name: 甲}}, texts: {3: {}}}", "e"), Entry)
    assert reader.unread == {"a"}


def test_places() -> None:
    """Each field, and each item of a list, is known by the place where it stands."""
    reader = NodeReader("e.yaml")
    entry = reader.read(compose("id: e\nnames: [甲,\n 乙]\n", "e.yaml"), Entry)
    marks = {name: reader.place(entry, name) for name in ("id", "names", "names[0]", "names[1]", "day")}
    found = {name: (node.start_mark.line + 1, node.start_mark.column + 1) for name, node in marks.items() if node}
    assert found == {"id": (1, 5), "names": (2, 8), "names[0]": (2, 9), "names[1]": (3, 2)}


def test_billion_laughs() -> None:
    """Aliases of aliases cost nothing: what an anchor names is read once, and each alias is refused where that is."""
    laughs = "children:\n- &a0 {id: a}\n" + "".join(
        f"- &a{n + 1} {{id: a, children: [{', '.join([f'*a{n}'] * 9)}]}}\n" for n in range(40)
    )
    entry, problems = read(laughs)
    assert [len(child.children) for child in entry.children] == [0] * 41
    assert [problem.partition(": ")[2] for problem in problems] == [ALIAS] * (40 * 9)
    assert problems[0] == f"3:3: {ALIAS}"
