"""Plans drawn by hypothesis: valid ones, with texts that hold whatever a text can, and every kind of field."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from plantrack.model.amounts import Kind
from plantrack.model.basis import Attribution, BasisSet
from plantrack.model.plan import (
    Baseline,
    Bulletin,
    Direction,
    Figure,
    FormerName,
    Frequency,
    Indicator,
    Milestone,
    Plan,
    PlanPeriod,
    SourcePlace,
    Task,
    TaskKind,
    Text,
    Unit,
)
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.reminding import USUAL_LADDER, Level, ReminderStep, SheetName
from plantrack.model.text import given_text


def maybe(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Draw from a strategy, or nothing."""
    return st.none() | strategy


ODD = st.sampled_from([
    "=1+1", "'6.10", "6.10", "007", "-", "null", "[a, b]", '"x"', "a, b", "a；b", " blank ", "a\nb", "a\r\nb\tc",
    "<b>|`*_~\\", "2024-06-30", "true", "1e5", "\x1b[31m", "\u2028x", "\ufeffx", "⼀", "🙂\ufe0f", "# ?", "::error",
    "@all", "[[x]](y)", "&amp;", "<br>", "%41", "_x0041_", "#REF!", "{}", "[]", "\\n", "a|b", "a\\|b", "\u200bx",
])  # fmt: skip
WORDS: SearchStrategy[str] = ODD | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(
    lambda text: given_text(text) is not None
)
TEXTS = st.builds(Text, WORDS, WORDS) | WORDS.map(lambda words: Text(words, words))
IDS = st.sampled_from(["stic", "smart", "null", "no", "on", "y", "a-b"])
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
DAYS = st.dates(FIRST, LAST)
BASES: SearchStrategy[Any] = (
    st.sampled_from(["document", "assumed", "approved", None])
    | st.builds(Attribution, public=st.just("https://example.org/?a=b,c"))
    | st.builds(Attribution, assigned=WORDS, on=DAYS, paper=maybe(WORDS))
)
LADDER = (
    ReminderStep(-3, (Level.LEAD, Level.OFFICE), name=SheetName("提醒单", "Reminder, =1")),
    ReminderStep(5, (), ()),
)
DIRECTIONS = st.builds(Direction, WORDS, WORDS, sentence=maybe(st.just(3)))
WEIGHTS = st.none() | st.sampled_from([1, 2.5, 0.000001, 100000])


def units() -> SearchStrategy[dict[str, Unit]]:
    """Draw units; the issuer is one of them."""
    former = st.lists(st.builds(FormerName, zh=WORDS, en=WORDS, until=DAYS), max_size=2).map(tuple)
    unit = st.builds(Unit, WORDS, WORDS, people=st.lists(WORDS, max_size=3).map(tuple), formerly=former)
    return st.fixed_dictionaries({"stic": unit}, optional=dict.fromkeys(("smart", "null", "a-b"), unit))


def figures(letter: str) -> SearchStrategy[tuple[Figure, ...]]:
    """Draw numbers of a document."""
    figure = st.builds(
        Figure, id=st.just(letter), label=TEXTS, text=st.just("超2.47万家"), value=st.just(24700), unit=st.just("家"),
        kind=st.just(Kind.MEASURE), period=st.sampled_from(["2023", "2023-12", "2023-01/2023-11"]),
        section=st.just(1), qualifier=st.just("超"),
    )  # fmt: skip
    return st.lists(figure, max_size=1).map(tuple)


@st.composite
def tasks(draw: DrawFn, known: list[str], above: str, free: list[str], depth: int = 0) -> tuple[Task, ...]:
    """Draw tasks; their numbers mostly say where they stand, and sometimes anything else."""
    found = []
    for _ in range(draw(st.integers(0, 3 - depth))):
        number = free.pop(0)
        ref = number if draw(st.integers(0, 4)) == 0 or not above else f"{above}.{number}"
        below = draw(tasks(known, ref, free, depth + 1)) if depth < 2 else ()
        named = st.lists(st.sampled_from(known), max_size=2, unique=True).map(tuple)
        stones = st.builds(
            Milestone, ref=st.just(f"{ref}.{free.pop(0)}"), title=TEXTS, due=DAYS, basis=BASES, weight=WEIGHTS
        )
        found.append(Task(
            ref=ref, title=draw(TEXTS), short=draw(maybe(TEXTS)),
            kind=None if below else draw(st.sampled_from(TaskKind)),
            place=draw(maybe(st.builds(SourcePlace, st.just(1)))),
            lead=draw(named), support=draw(named), due=LAST, basis=draw(st.builds(BasisSet, BASES, BASES, BASES)),
            report_every=draw(maybe(st.sampled_from(Frequency))), weight=draw(WEIGHTS),
            curve=draw(st.sampled_from([{}, {"06-30": 50}, {"06-30": 33.3, "2024-09-30": 70}])),
            milestones=draw(st.lists(stones, max_size=1).map(tuple)),
            directions=draw(st.lists(DIRECTIONS, max_size=2).map(tuple)),
            tasks=below,
        ))  # fmt: skip
    return tuple(found)


@st.composite
def plans(draw: DrawFn) -> Plan:
    """Draw a plan."""
    directory = draw(units())
    found = draw(tasks([*directory], "", [str(number) for number in range(1, 100)]))
    refs = [task.ref for top in found for task in top.walk()]
    baseline = draw(maybe(st.builds(Baseline, st.just(2023), figures("f"))))
    indicator = st.builds(
        Indicator, id=st.just("i"), label=TEXTS, unit=st.just("家"), headline=st.booleans(),
        tasks=st.lists(st.sampled_from(refs), max_size=3, unique=True).map(tuple) if refs else st.just(()),
        baseline=st.just(("f",) if baseline and baseline.figures else ()),
    )  # fmt: skip
    return Plan(
        id="p", title=draw(TEXTS), issuer="stic", period=PlanPeriod(FIRST, LAST), units=directory, tasks=found,
        short=draw(maybe(TEXTS)), language=draw(st.sampled_from(["zh", "en"])),
        report_due=draw(st.sampled_from([None, "每月25日"])), curve=draw(st.sampled_from([{}, {"06-30": 50}])),
        policy=draw(st.builds(Policy, grace=st.integers(0, 3), severity=st.just({Rule.BEHIND: Severity.OFF}))),
        reminders=draw(st.sampled_from([USUAL_LADDER, (), LADDER])),
        bulletin=draw(st.builds(Bulletin, heading=maybe(TEXTS), to=st.lists(TEXTS, max_size=2).map(tuple))),
        sections={0: Text("总述", "Preamble"), 1: draw(TEXTS)}, baseline=baseline, figures=draw(figures("p")),
        indicators=draw(st.lists(indicator, max_size=1).map(tuple)),
    )  # fmt: skip
