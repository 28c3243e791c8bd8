"""The lines of tasks: `test_draft` compares them whole; here is what few documents have, and what is asked once."""

from __future__ import annotations

from datetime import date
from functools import partial

from read_support import DELIVERABLE, DIRECTION, ONGOING

from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.draft_task import DraftTask
from plantrack.documents.draft.fact_writer import FactWriter
from plantrack.documents.draft.task_writer import TaskWriter
from plantrack.documents.draft.writer import DraftWriter, settled
from plantrack.documents.parsed_document import Clause, DatedStep, Deadline, Duty, Rhythm

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def written(*tasks: DraftTask) -> str:
    """Return the lines of some tasks, with the questions for all before them."""
    units = Directory("局", (below.duty for task in tasks for below in task.walk()))

    def lines(writer: DraftWriter) -> list[str]:
        facts = FactWriter(units, YEAR, writer)
        return [*writer.for_all(), *TaskWriter(facts, writer, ask_owners=True).lines(tasks)]

    return settled(lines, str, "zh")


task = partial(DraftTask, kind=DELIVERABLE, duty=Duty(lead=("局",)))


def test_work_that_comes_back() -> None:
    """It is reported on as often, where a plan can say so."""
    quarter = task(ref="1", title="通报", kind=ONGOING, recurs=Rhythm.QUARTER)
    half = task(ref="2", title="体检", kind=ONGOING, recurs=Rhythm.HALF)
    assert (
        written(quarter, half)
        == """\
  - ref: "1"
    title: "通报"
    lead: [issuer]
    kind: ongoing
    report_every: quarter
    basis: {lead: document}
  - ref: "2"
    title: "体检"
    lead: [issuer]
    kind: ongoing
    # comes back every day, half-year or year
    basis: {lead: document}
"""
    )


def test_milestones_and_what_is_ticked_off() -> None:
    """A milestone lies before the day of its task, and its number behind those of the tasks below; others are asked."""
    stones = (
        DatedStep("验收", date(2026, 6, 30)), DatedStep("开工", None), DatedStep("移交", date(2026, 10, 1)),
    )  # fmt: skip
    due = Deadline(date(2026, 9, 30), "9月底前", 0)
    assert (
        written(task(ref="1", title="建成", deadline=due, milestones=stones, ticked=True))
        == """\
  - ref: "1"
    title: "建成"
    lead: [issuer]
    kind: deliverable
    due: 2026-09-30
    # ticked off in the document; once adopted, record it: plantrack done 1
    basis: {lead: document, due: document}
    # ? is this a milestone, and by which day: “开工”?
    # ? the milestone “移交” of 2026-10-01 lies outside of the dates of its task
    milestones:
      - {ref: "1.1", title: "验收", due: 2026-06-30, basis: document}
"""
    )


def test_what_is_folded() -> None:
    """Ongoing work among the directions is counted."""
    clauses = tuple(
        Clause(title, kind, title, 0, n) for n, (title, kind) in enumerate([("甲", ONGOING), ("乙", DIRECTION)], 1)
    )
    assert (
        written(task(ref="1", title="投资", kind=ONGOING, directions=clauses, folded=1))
        == """\
  - ref: "1"
    title: "投资"
    lead: [issuer]
    kind: ongoing
    basis: {lead: document}
    # ongoing work among these directions: 1
    directions:
      - {zh: "甲", sentence: 1}
      - {zh: "乙", sentence: 2}
"""
    )


def test_one_question_for_many() -> None:
    """What would be asked more than three times is asked once, with the references; what it says stays a comment."""
    asked = [task(ref=str(n), title="甲", duty=Duty(), deadline="汛期前" if n > 4 else None) for n in range(1, 9)]
    assert written(*asked).splitlines()[:12] == [
        "# ? who leads these 8: 1, 2, 3, 4, 5, 6, 7, 8?",
        "# ? 4 deliverables have no date in the document, so the last day of the plan is assumed: 1, 2, 3, 4",
        "# ? 4 times in the document are no days; which days are they? They stand beside 5, 6, 7, 8",
        '  - ref: "1"',
        '    title: "甲"',
        "    kind: deliverable",
        "    due: 2026-12-31",
        "    basis: {due: assumed}",
        '  - ref: "2"',
        '    title: "甲"',
        "    kind: deliverable",
        "    due: 2026-12-31",
    ]
    assert "    due: 2026-12-31  # the document says “汛期前”\n" in written(*asked)


def test_who_leads() -> None:
    """It is asked once where nothing below has owners, and for each task that has none beside others that have."""
    bare, led = task(ref="1.1", title="甲", duty=Duty()), task(ref="1.2", title="乙")
    parent = DraftTask(ref="1", title="章", tasks=(bare, led))
    lines = written(parent, DraftTask(ref="2", title="节", tasks=(bare, bare))).splitlines()
    assert [(line, lines[place + 1].strip()) for place, line in enumerate(lines) if "who leads" in line] == [
        ("      # ? who leads this?", '- ref: "1.1"'), ("  # ? who leads this?", '- ref: "2"'),
    ]  # fmt: skip


def test_ongoing_work_needs_no_day() -> None:
    """What the document says of when stays beside it, and nobody is asked for a day."""
    assert written(task(ref="1", title="分办", kind=ONGOING, deadline="within 7 days")).splitlines()[3] == (
        "    kind: ongoing  # the document says “within 7 days”"
    )
