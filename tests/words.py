"""The catalogues of words, held against what the code asks for.

python tests/words.py            writes plantrack/locale anew, keeping translations; says what is still to translate
python tests/words.py --check    exit code 1 where a translation is missing, stale or unused
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from command_tree import commands, root

import plantrack
from plantrack.checks import _REMEDIES, AMEND
from plantrack.cli.groups import GROUPS
from plantrack.cli.help import FRAME, USAGE, sentences
from plantrack.dates.expressions import _REMEDIES as DATE_REMEDIES
from plantrack.dates.spans import Precision
from plantrack.documents.parsed_document import ClauseKind
from plantrack.evaluation.facts import Meaning, ReasonCode, RequestMark
from plantrack.evaluation.lights.rules import Bounds, When
from plantrack.model.plan import Frequency, TaskKind
from plantrack.model.policy import Rule
from plantrack.model.promises import NAMES, TERMS
from plantrack.model.reminding import Level, SheetColour
from plantrack.model.requesting import _NO_REASON
from plantrack.model.state import PROMISED, Status, Terms
from plantrack.model.updates import Cause
from plantrack.model.updates.answer import _REFUSED
from plantrack.planfile.scalars import _FORMS
from plantrack.render.choices import UNKNOWN
from plantrack.render.dates import ORDINALS
from plantrack.render.i18n import CATALOGUES, COUNTS, LANGUAGES, SILENT
from plantrack.reports.changes import Trend
from plantrack.reports.sections.outstanding import _KINDS
from plantrack.reports.summary import SHARES, TALLIES

PACKAGE = Path(plantrack.__file__).parent
TEMPLATE = CATALOGUES / "plantrack.pot"
BEGAN = datetime(2024, 9, 18, tzinfo=UTC)
"""The date that catalogues bear, always the same, so that only words differ between two of them."""
COUNTED = re.compile(
    rf"\{{({'|'.join(COUNTS)})\}} (working |more )?"
    r"(days|months|years|points|places|tasks|milestones|entries|times|seconds|requests|problems|lines|references|rows|plans|matters|"
    r"of them)\b"
)
"""What is counted, and in English has another form where there is one of it."""
CODED = re.compile(
    r"(status|light|kind|basis|because|summary|precision|when|rule|direction|field|month|severity|nth|term|told|level|sheet)"
    r" [a-z0-9_-]+$"
    r"|(at_least|at_most) |\(basis |half$|\{n\} percent$|reopened$"
)
SAYING = {
    "say": 0, "warn": 0, "column": 1,
    "message": 0, "Message": 0, "UsageError": 0, "InputError": 0, "NotFoundError": 0, "PlanError": 0,
    "JournalError": 0, "CacheError": 0, "UnreachableError": 0, "RefusedError": 0, "LostError": 0, "DeliveryError": 0,
    "PlantrackError": 0,
    "problem": 1, "_fail": 1, "_expect": 2, "_only": 3, "_repeated": 2, "find_named": 2,
}  # fmt: skip
"""The calls that take a template, and which argument it is."""
PASSED_ON = {
    "template", "title", "hint.template", "message.template", "said.template", "value.template", "words.template",
    "error.message.template", "problem.template", "context.plan", "using.plan", "plan",
}  # fmt: skip
"""What is no template here: one given to the function where it is passed on, and the plan of `commands.say`."""


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """Return every module of the package but the catalogues."""
    return tuple(_trees())


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "words.py":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def codes(file: str, call: str, argument: int) -> set[str]:
    """Return the plain texts that a module hands to a call, such as the codes of reasons."""
    found = [n for n in ast.walk(ast.parse((PACKAGE / file).read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    args = [
        n.args[argument] for n in found if isinstance(n.func, ast.Name) and n.func.id == call and len(n.args) > argument
    ]
    return {arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


UNITS = codes("evaluation/comparison.py", "Change", 1) - {"share"}
WORDS: dict[str, Iterable[str]] = {
    "status": set(Status),
    "self.status": set(Status),
    "update.status": set(Status),
    "facts.status": set(Status),
    "meaning": set(Meaning),
    "part.meaning": set(Meaning),
    "light.meaning": set(Meaning),
    "reason.code": {*ReasonCode, *RequestMark},
    "first.code": set(ReasonCode),
    "said": {Status.DONE, Status.CANCELLED},
    "value": set(),
    "condition.name": When.__struct_fields__,
    "asked": When.__struct_fields__,
    "word": {"document", "public", "assumed", "assigned", "approved"},
    "basis_word(basis)": {"document", "public", "assumed", "assigned", "approved"},
    "basis_word(found.basis)": {"document", "public", "assumed", "assigned", "approved"},
    "facts.task.kind": set(TaskKind),
    "row.task.kind": set(TaskKind),
    "row.facts.status": set(Status),
    "cell.unit": UNITS,
    "role": {"lead", "support"},
    "found.precision": set(Precision),
    "entry.direction": set(Trend),
    "name": {*TALLIES, *SHARES},
    "field": {"status", "percent", "light", "due", "lead"},
    "decided.how": {"assigned", "approved"},
    "bound": Bounds.__struct_fields__,
    "rule": set(Rule),
    "found.severity": {"error", "warning"},
    "place.clause.kind": set(ClauseKind),
    "month": set(map(str, range(1, 13))),
    "nth": set(map(str, ORDINALS)),
    "code": set(TERMS),
    "matter.cause": set(Cause),
    "self.level": set(Level),
    "told.level": set(Level),
    "level": set(Level),
    "step.colour": set(SheetColour),
}
"""The words that may stand at a place of a built key."""
FIELDS = {*PROMISED, *Terms.__struct_fields__} - {"target_text", "dropped", "policy"}
BUILT: dict[tuple[str, str], set[str]] = {
    ("milestone.py", "self.state"): {"reached", "reopened"},
    ("periods.py", "length.value"): {"week", "month", "quarter", "half", "year"},
    ("promises.py", "NAMES.get(field, field)"): {NAMES.get(field, field) for field in FIELDS} | {*NAMES.values()},
    ("promises.py", "NAMES.get(name, name)"): {"curve", "policy"},
    ("promises.py", "value.value"): set(Frequency),
    ("__init__.py", "_REMEDIES.get(slip.field, AMEND)"): {AMEND, *_REMEDIES.values()},
    ("expressions.py", "remedy"): {remedy for _, remedy in DATE_REMEDIES},
    ("owed.py", "length.value"): set(Frequency),
    ("records.py", "every.value"): set(Frequency),
    ("choices.py", "UNKNOWN[of]"): set(UNKNOWN.values()),
    ("task.py", "names[name]"): {"Done so far", "Problem", "Next"},
    ("prompts.py", "name"): {"progress", "problem", "next"},
    ("scalars.py", "words"): set(_FORMS.values()),
    ("answer.py", "_REFUSED[self.what]"): set(_REFUSED.values()),
    ("requesting.py", "_NO_REASON[what]"): set(_NO_REASON.values()),
    ("requesting.py", "done.verdict"): {"approve", "refuse"},
    ("commands.py", "found.verdict"): {"approve", "refuse"},
    ("outstanding.py", "_KINDS[entry.what]"): set(_KINDS.values()),
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


@cache
def helped() -> frozenset[str]:
    """Return every sentence of the help: of commands, their options and arguments, examples with words, and typer's."""
    found = {*FRAME, *USAGE, *(f"{heading}:" for heading in GROUPS), "Commands:", "Show this message and exit."}
    for command in (root(), *commands().values()):
        said = {words for part in sentences(command.help) for words in part}
        examples = {words for words in said if words.startswith("Example: ")}
        found |= said - examples | {words.removeprefix("Example: ") for words in examples if '"' in words}
        found |= {param.help for param in command.params}
    return frozenset(found)


@cache
def keys() -> frozenset[str]:
    """Return every key that has words: all that is asked for but bare places and what stays unsaid."""
    return frozenset(key for key in used() | helped() if not re.fullmatch(r"\{\w+\}", key)) - SILENT


def coded(key: str) -> bool:
    """Tell whether a key is no English: it stands for a word of the data."""
    return CODED.match(key) is not None


def file(language: str, ending: str = "po") -> Path:
    """Return where the catalogue of a language stands."""
    return CATALOGUES / LANGUAGES[language].folder / "LC_MESSAGES" / f"plantrack.{ending}"


@cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as its .po has it."""
    with file(language).open("rb") as source:
        return read_po(source, locale=LANGUAGES[language].folder, domain="plantrack")


def forms(entry: Message | None) -> tuple[str, ...]:
    """Return the words of an entry: one text, or one for each number that its language tells apart."""
    words = entry.string if entry else ""
    return tuple(word or "" for word in (words if isinstance(words, tuple | list) else (words,)))


def english(key: str) -> str:
    """Return the English of a key, of several things where it counts."""
    return forms(catalogue("en").get(key))[-1] or ("" if coded(key) else key)


def counts(key: str) -> bool:
    """Tell whether the English of a key has another form where 1 is counted."""
    return COUNTED.search(english(key)) is not None


def wanted(language: str) -> frozenset[str]:
    """Return the keys of a catalogue: in English those whose words are not the key itself."""
    return keys() if language == "zh" else frozenset(key for key in keys() if coded(key) or counts(key))


def renewed(language: str | None) -> Catalog:
    """Return a catalogue of the keys of today with the words that it has; without a language, the template."""
    locale = LANGUAGES[language].folder if language else None
    new = Catalog(locale, "plantrack", project="plantrack", version="0", creation_date=BEGAN, revision_date=BEGAN,
                  copyright_holder="plantrack", fuzzy=False)  # fmt: skip
    new.header_comment = "# The words of plantrack. `python tests/words.py` renews the keys, and keeps the words."
    for key in sorted(wanted(language) if language else keys()):
        words = forms(catalogue(language).get(key)) if language else ()
        size = new.num_plurals if counts(key) else 1
        words = (*words, *[""] * size)[:size]
        new.add((key, key) if counts(key) else key, words if counts(key) else words[0])
    return new


def written(new: Catalog) -> bytes:
    """Return a catalogue as a .po file."""
    into = io.BytesIO()
    write_po(into, new, width=0)
    return into.getvalue()


def compiled(new: Catalog) -> bytes:
    """Return a catalogue as a .mo file."""
    into = io.BytesIO()
    write_mo(into, new)
    return into.getvalue()


def entries(found: Catalog) -> dict[str, tuple[str, ...]]:
    """Return what a catalogue says, by key; without what it says of itself."""
    return {entry.id if isinstance(entry.id, str) else entry.id[0]: forms(entry) for entry in found if entry.id}


def places(template: str) -> set[str]:
    """Return the names of the facts that a template is filled with."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def wrong(language: str) -> Iterator[str]:
    """Yield what is wrong in the catalogue of a language: missing, unused, fuzzy, other places, or not compiled."""
    found = entries(catalogue(language))
    yield from (f"unused: {key}" for key in sorted(found.keys() - wanted(language)))
    for key in sorted(wanted(language)):
        words = found.get(key, ("",))
        if not all(words) or len(words) != (catalogue(language).num_plurals if counts(key) else 1):
            yield f"missing: {key}"
        elif any(places(said) != places(english(key)) for said in words):
            yield f"other places: {key}"
    yield from (f"fuzzy: {entry.id}" for entry in catalogue(language) if entry.id and entry.fuzzy)
    with file(language, "mo").open("rb") as source:
        if entries(read_mo(source)) != {key: words for key, words in found.items() if any(words)}:
            yield "the .mo is not what the .po gives"


def problems() -> list[str]:
    """Return everything that is wrong in the catalogues."""
    with TEMPLATE.open("rb") as source:
        stale = entries(read_po(source)).keys() != keys()
    found = [
        f"plantrack/locale/{file(language).relative_to(CATALOGUES)}: {said}"
        for language in LANGUAGES
        for said in wrong(language)
    ]
    return [*(["plantrack.pot: is stale; run python tests/words.py"] if stale else []), *found]


def main() -> int:
    """Write the catalogues, unless with --check; name what is wrong, and return 1 where anything is."""
    if "--check" not in sys.argv:
        new = {language: renewed(language) for language in LANGUAGES}
        TEMPLATE.write_bytes(written(renewed(None)))
        for language, one in new.items():
            file(language).write_bytes(written(one))
            file(language, "mo").write_bytes(compiled(one))
        catalogue.cache_clear()
    found = problems()
    sys.stderr.write("".join(f"{said}\n" for said in found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
