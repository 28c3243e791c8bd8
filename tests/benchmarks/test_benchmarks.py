"""What the benchmarks stand on: the same seed gives the same valid plans and journals, and timing counts right.

Nothing here asserts a time. What needs `benchmarks.cases` runs on a cache of its own.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from benchmarks import cases, document, picture, scale, tables, timing
from benchmarks.generate import AS_OF, journal, plan_text, shape, write

from plantrack.checks.records import unknown_references
from plantrack.cli.marks import Stamp, stamp_of
from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.journal import open_journal
from plantrack.journal.folder import week_file
from plantrack.journal.lines import encode
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import Retraction
from plantrack.planfile import PlanFile, parse_plan, read_plan

SIZES = (10, 1000)


def parsed(tasks: int) -> PlanFile:
    return parse_plan(plan_text(tasks), Path(f"tasks-{tasks}"), "plan.yaml")


def lines(plan: Plan, updates: int, seed: int = 1) -> bytes:
    return b"".join(map(encode, journal(plan, updates, seed)))


def quick(*words: str) -> timing.Job:
    return timing.Job((sys.executable, "-S", "-c", *words))


def sample(*seconds: float) -> timing.Sample:
    return timing.Sample(tuple(timing.Run(s, s / 2, 10) for s in seconds))


def test_what_makes_a_plan_names_its_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator and every kind of update: where one of them changes, plans are made anew."""
    made_by = {path.name for path in cases.MADE_BY}
    assert made_by >= {"generate.py", "base.py", "report.py", "adoption.py"}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert cases.cache().is_relative_to(tmp_path)


def test_a_seed_gives_the_same_plan_and_the_same_journal() -> None:
    """The same bytes twice; another seed gives others."""
    plan = parsed(10).plan
    assert plan_text(1000, 7) == plan_text(1000, 7) != plan_text(1000, 8)
    assert lines(plan, 500, 7) == lines(plan, 500, 7) != lines(plan, 500, 8)


@pytest.mark.parametrize("tasks", SIZES)
def test_a_generated_plan_has_its_size_and_no_problem(tasks: int) -> None:
    """Items count as tasks; `validate` would find nothing, not even a warning."""
    found = parsed(tasks)
    assert not found.problems
    assert len(list(found.plan.walk())) == tasks
    assert len(found.plan.tasks) == shape(tasks)[0]


@pytest.mark.parametrize("tasks", SIZES)
def test_a_generated_journal_reads_without_problem(tmp_path: Path, tasks: int) -> None:
    """Every update lies in the file of its week and names what the plan has; all kinds of everyday acts occur."""
    folder = tmp_path / f"tasks-{tasks}"
    write(folder, tasks, 2000)
    plan, reading = read_plan(folder).plan, open_journal(folder / "journal").read(places=True)
    assert len(reading.updates) == 2000
    assert not reading.problems
    assert not reading.unknown
    assert not unknown_references(plan, History(reading.updates), reading.places, max(u.at for u in reading.updates))
    assert all(Path(reading.places[u.id][0]).name == week_file(u) for u in reading.updates)
    assert {type(u).__name__ for u in reading.updates} == {
        "Adoption", "Report", "MilestoneUpdate", "Measurement", "Retraction",
    }  # fmt: skip


def test_a_generated_journal_ends_on_the_day_of_the_checks() -> None:
    """Nothing took effect after AS_OF, the day that `cases` names too."""
    days = [u.on for u in journal(parsed(10).plan, 300) if not isinstance(u, Retraction)]
    assert max(days) <= AS_OF == date.fromisoformat(cases.AS_OF)


def test_a_generated_document_has_its_length_and_is_read_whole() -> None:
    """The same text twice; every section and item is found, and every action has owners."""
    made = document.text(6_000)
    assert made == document.text(6_000) != document.text(6_000, seed=1)
    assert 6_000 <= len(made) <= 8_000
    found = read_source(made.encode(), "document.txt")
    reading = parse_document(found)
    assert [len(reading.sections), len(reading.items)] == [document.PARTS, document.PARTS]
    assert all(clause.duty.lead and clause.duty.support for item in reading.items for clause in item.clauses)
    assert reading.figures
    assert not reading.skipped


def test_no_updates_make_no_journal(tmp_path: Path) -> None:
    """A plan that nobody adopted yet has an empty journal folder."""
    write(tmp_path / "tasks-10", 10, 0)
    assert not list((tmp_path / "tasks-10" / "journal").iterdir())


def test_a_copy_leaves_the_cached_case_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is made once; a week that is added to the copy is not in the case, whose files keep their times."""
    monkeypatch.setattr(cases, "cache", lambda: tmp_path)
    made = cases.case(10, 20)
    before = stamps(made)
    copied = cases.copy(made, tmp_path)
    (copied / "journal" / "2026-W01.jsonl").write_text("")
    (copied / "plan.yaml").write_text("")
    assert cases.case(10, 20) == made
    assert stamps(made) == before


def stamps(folder: Path) -> dict[str, Stamp]:
    """Return the size and times of everything in a folder."""
    return {str(path): stamp_of(str(path)) for path in folder.rglob("*")}


def test_jobs_run_in_turns_after_one_warm_up(tmp_path: Path) -> None:
    """Two runs each: the warm-up of both comes first and does not count; the counter begins with it."""
    note = "import sys; open(sys.argv[1], 'a').write(sys.argv[2] + sys.argv[3])"
    said = tmp_path / "said"
    first, second = (quick(note, str(said), name, timing.COUNTER) for name in "AB")
    pairs = timing.in_turns(first, second, 2)
    assert said.read_text() == "A1B1A2B2A3B3"
    assert len(pairs.first.runs) == len(pairs.second.runs) == 2


def test_a_run_has_its_time_its_memory_and_what_it_printed() -> None:
    """All of the process, from its start to its end."""
    found = timing.run_once(quick("print(1)"))
    assert found.output == "1\n"
    assert found.seconds > 0
    assert found.cpu > 0
    assert found.memory > 0


def test_what_is_slow_runs_once(tmp_path: Path) -> None:
    """One run each, after what is to be done before."""
    note, said = "import sys; open(sys.argv[1], 'a').write(sys.argv[2])", tmp_path / "said"
    first, second, before = (quick(note, str(said), name) for name in "ABC")
    assert len(timing.once(first, second, before).second.runs) == 1
    assert said.read_text() == "CAB"


def test_a_job_that_fails_is_an_error_with_its_output() -> None:
    """A wrong exit code is never timed; the codes that a job allows are."""
    failing = quick("import sys; print('why'); sys.exit(1)")
    with pytest.raises(RuntimeError, match=r"ended with 1:\nwhy"):
        timing.run_once(failing)
    assert timing.run_once(failing._replace(codes=(0, 1))).output == "why\n"


def test_only_the_end_of_a_long_output_is_kept() -> None:
    """However much a job prints, the process that times it stays small."""
    found = timing.run_once(quick("print('x' * 200_000, end='end')"))
    assert len(found.output) == timing.TAIL
    assert found.output.endswith("xend")


def test_children_compile_and_see_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes how Python, plantrack or Taskwarrior work does not reach a child."""
    for name in ("PYTHONDONTWRITEBYTECODE", "PLANTRACK_PLAN", "TASKDATA"):
        monkeypatch.setenv(name, "1")
    found = timing.environment({"TASKRC": "x"})
    assert not found.keys() & {"PYTHONDONTWRITEBYTECODE", "PLANTRACK_PLAN", "TASKDATA"}
    assert found["TASKRC"] == "x"
    assert timing.run_once(quick("import sys; print(sys.dont_write_bytecode)")).output == "False\n"


def test_medians_and_ratios() -> None:
    """A ratio is taken pair by pair first: one slow moment of the machine spoils one pair and not the median."""
    first, second = sample(1, 1, 10), sample(2, 3, 20)
    pairs = timing.Pairs(first, second)
    assert (first.seconds, second.seconds, first.memory) == (1, 3, 10)
    assert pairs.ratio == pairs.cpu_ratio == 2
    with pytest.raises(ValueError, match="zip"):
        timing.ratio([1], [1, 2])


def test_a_budget_says_of_each_limit_whether_it_is_kept() -> None:
    """Without a limit there is nothing to say."""
    assert tables.Budget(1.8, 1.3).verdict(1.5) == "core ≤ 1.8 ×: kept, hardening ≤ 1.3 ×: missed"
    assert tables.Budget(3).verdict(2, "s") == "core ≤ 3 s: kept"
    assert tables.Budget().verdict(9) == ""


def test_a_table_in_markdown() -> None:
    """A heading, the columns, the rows, and the notes below."""
    table = tables.Table("T", ("what", "time"), (("a", "1 ms"),), ("Note.",))
    assert tables.markdown(table) == "### T\n\n| what | time |\n|:--|--:|\n| a | 1 ms |\n\nNote.\n"
    with pytest.raises(ValueError, match="T: a row"):
        tables.markdown(table._replace(header=("what",)))


def test_a_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """What stands between the markers under its title is replaced, and nothing else; no markers are an error."""
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n\n{tables.BEGIN}\n\n{tables.END}\n\nafter\n", encoding="utf-8")
    for title, cell in (("A", "1"), ("B", "2"), ("A", "3")):
        tables.put(readme, tables.Table(title, ("what",), ((cell,),)))
    text = readme.read_text(encoding="utf-8")
    assert text == (
        f"before\n\n{tables.BEGIN}\n\n### A\n\n| what |\n|:--|\n| 3 |\n\n"
        f"### B\n\n| what |\n|:--|\n| 2 |\n\n{tables.END}\n\nafter\n"
    )
    readme.write_text("nothing")
    with pytest.raises(ValueError, match="no place"):
        tables.put(readme, tables.Table("A", (), ()))


def test_the_readme_has_a_place_for_the_tables() -> None:
    """The one beside this file is what a whole run writes into."""
    text = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    assert text.index(tables.BEGIN) < text.index(tables.END)


def test_the_picture_has_a_line_for_each_command_in_each_half() -> None:
    """It is XML that a parser reads."""
    cells = [
        scale.Cell(name, tasks, updates, timing.Pairs(sample(1), sample(0.1 * tasks + updates)))
        for name in scale.COMMANDS
        for tasks in (10, 100)
        for updates in (0, 5)
    ]
    root = ET.fromstring(picture.svg(cells))  # noqa: S314 - our own text
    assert len(root.findall("{http://www.w3.org/2000/svg}polyline")) == 2 * len(scale.COMMANDS)
