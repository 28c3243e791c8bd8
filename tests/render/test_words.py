"""The catalogue of words against the code: nothing that people read is missing, and nothing is unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

import plantrack
from plantrack.dates.spans import Precision
from plantrack.model.facts import Meaning
from plantrack.model.plan import TaskKind
from plantrack.model.update import PROMISED, Status
from plantrack.planfile.nodes import _FORMS
from plantrack.render.words import ENGLISH, translator
from plantrack.render.words_zh import CHINESE

PACKAGE = Path(plantrack.__file__).parent
SAYING = {
    "say": 0, "warn": 0, "message": 0, "Message": 0, "UsageError": 0, "NotFoundError": 0, "PlanError": 0,
    "JournalError": 0, "PlantrackError": 0, "problem": 1, "_only": 3,
}  # fmt: skip
"""The calls that take a template, and which argument it is."""
PASSED_ON = {"template", "said.template", "value.template", "pen.plan"}
"""What is no template here: one given to the function where it is passed on, and the plan of `acts.say`."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the package but the catalogue."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name not in ("words.py", "words_zh.py"):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def codes(file: str, call: str, argument: int) -> set[str]:
    """Return the plain texts that a module hands to a call, such as the codes of reasons."""
    found = [n for n in ast.walk(ast.parse((PACKAGE / file).read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    args = [
        n.args[argument] for n in found if isinstance(n.func, ast.Name) and n.func.id == call and len(n.args) > argument
    ]
    return {arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


def summary_names() -> set[str]:
    """Return the numbers that the report tells, as named in its section."""
    names = next(
        n.value
        for _, tree in trees()
        for n in ast.walk(tree)
        if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "names" and isinstance(n.value, ast.Tuple)
    )
    return set(ast.literal_eval(names))


UNITS = codes("progress.py", "Change", 1)
WORDS: dict[str, Iterable[str]] = {
    "status": set(Status),
    "update.status": set(Status),
    "facts.status": set(Status),
    "meaning": set(Meaning),
    "light.meaning": set(Meaning),
    "reason.code": codes("lights.py", "Reason", 0),
    "word": {"document", "public", "assumed", "approved"},
    "basis_word(basis)": {"document", "public", "assumed", "approved"},
    "facts.task.kind": set(TaskKind),
    "unit": UNITS | {unit.removesuffix("s") for unit in UNITS},
    "role": {"lead", "support"},
    "found.precision": set(Precision),
    "name": summary_names(),
}
"""The words that may stand at a place of a built key."""
BUILT: dict[tuple[str, str], set[str]] = {
    ("lines.py", "update.state"): {"reached", "reopened"},
    ("periods.py", "length.value"): {"week", "month", "quarter"},
    ("lines.py", "change.field"): set(PROMISED),
    ("task.py", "names[name]"): {"Done so far", "Problem", "Next"},
    ("asking.py", "name"): {"progress", "problem", "next"},
    ("nodes.py", "words"): set(_FORMS.values()),
}
"""The keys behind expressions that are no text with places."""


@cache
def constants(file: str) -> dict[str, set[str]]:
    """Return the texts that modules of that name hold under a name of their own."""
    return {
        node.targets[0].id: {node.value.value}
        for path, tree in trees()
        for node in tree.body
        if path.name == file
        and isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def expanded(node: ast.expr, file: str) -> set[str]:
    """Return every key that an expression may stand for. A key that nobody listed fails here."""
    if isinstance(node, ast.IfExp):
        return expanded(node.body, file) | expanded(node.orelse, file)
    if isinstance(node, ast.JoinedStr):
        return {"".join(words) for words in product(*(_words(part) for part in node.values))}
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    source = ast.unparse(node)
    return set() if source in PASSED_ON else constants(file).get(source) or BUILT[file, source]


def _words(part: ast.expr) -> set[str]:
    if isinstance(part, ast.Constant):
        return {str(part.value)}
    assert isinstance(part, ast.FormattedValue)
    return {str(word) for word in WORDS[ast.unparse(part.value)]}


def template_of(call: ast.Call) -> ast.expr | None:
    """Return the argument of a call that is a template, if it takes one."""
    if isinstance(call.func, ast.Call) and isinstance(call.func.func, ast.Name) and call.func.func.id == "translator":
        return call.args[0]
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = SAYING.get(name)
    return call.args[place] if place is not None and len(call.args) > place else None


@cache
def used() -> set[str]:
    """Return every key that the package asks the catalogue for."""
    found: set[str] = set()
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (template := template_of(node)) is not None:
                found |= expanded(template, path.name)
    return found


def places(template: str) -> set[str]:
    """Return the names of the facts that a template is filled with."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_the_code_speaks() -> None:
    """What the walk finds is what the code says: some of each kind of key."""
    assert {
        "nothing is said about {ref}; give a status, a percentage or a note", "status in-progress", "basis public",
        "because far-behind", "summary not_due", "lead: {units}", "{n} places", "{n} year", "is dropped", "reopened",
        "warning: {said}", "the key {key!r} is missing; add it here", "numbers with dots between them, as in 6.10",
        "no indicator is called {typed!r}; `plantrack baseline` shows them all", "kind ongoing", "target",
    } <= used()  # fmt: skip


def test_everything_said_has_its_chinese() -> None:
    """A sentence that nobody translated would stand in English in a Chinese report."""
    wordless = {key for key in used() if re.fullmatch(r"\{\w+\}", key)}
    assert used() - CHINESE.keys() - wordless == set()


def test_no_chinese_is_unused() -> None:
    """An entry that nobody asks for is a sentence that was changed on one side."""
    assert CHINESE.keys() - used() == set()


def test_keys_that_are_no_english_have_theirs() -> None:
    """`status done`, `because overdue` …: words of the data, and the basis in brackets."""
    coded = {key for key in used() if re.match(r"(status|light|kind|basis|because|summary|precision) [a-z_-]+$", key)}
    assert coded <= ENGLISH.keys()
    assert ENGLISH.keys() <= used()


def test_both_languages_are_filled_with_the_same_facts() -> None:
    """A place that one side lacks would lose a fact, or fail when it is said."""
    english = translator("en")
    assert {key for key in CHINESE if places(CHINESE[key]) != places(english(key))} == set()


CJK = r"[\u3400-\u9fff\uff00-\uffef\u3001-\u3011]"
HALF = re.compile(rf"(?<={CJK})[,;:?!()]|(?<=\}})[,;:?!()](?={CJK})|[,;:?!()](?={CJK})")


def test_chinese_has_chinese_marks() -> None:
    """No comma, colon, question mark or bracket of half width stands between Chinese characters."""
    shown = {key: re.sub(r"`[^`]*`|“[^”]*”", "", said) for key, said in CHINESE.items()}
    assert {said for said in shown.values() if HALF.search(said)} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_key_that_the_catalogue_lacks_stands_for_itself(language: str) -> None:
    """Somebody else's sentence is shown as it is."""
    assert translator(language)("no such key {n}") == "no such key {n}"
