"""The command that drafts a plan from a document: what it writes, shows and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import ROOT, Bench, Run, on_terminal
from read_support import TEXT

from plantrack.documents.draft import draft, questions
from plantrack.documents.formats import read_file
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ImportHints, ParsedDocument
from plantrack.planfile import read_plan
from plantrack.render.documents import reading_json
from plantrack.render.i18n import translator

DOCUMENT = "harbour-2026.txt"
PLAN = "plans/harbour-2026/plan.yaml"
WRITTEN = [
    PLAN,
    "plans/plan.schema.json",
    "plans/harbour-2026/.gitignore",
    "plans/harbour-2026/journal/.gitattributes",
    "plans/harbour-2026/journal/.gitignore",
]
NEXT = (
    "now answer the questions in plans/harbour-2026/plan.yaml, or one by one with --review added to this command, "
    "then run `plantrack validate plans/harbour-2026` and `plantrack adopt --plan plans/harbour-2026`"
)


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    """Return a bench with a document, and without any plan."""
    bench = Bench(tmp_path / "here", "harbour-2026")
    (bench.here / DOCUMENT).write_text(TEXT, "utf-8")
    return bench


def reading(bench: Bench, guide: ImportHints | None = None) -> ParsedDocument:
    """Return what stands in the bench's document."""
    return parse_document(read_file(bench.here / DOCUMENT, None), guide or ImportHints())


def drafted(bench: Bench, language: str = "en") -> str:
    """Return what is drafted from it."""
    return draft(reading(bench), "harbour-2026", DOCUMENT, translator(language))


def test_import(desk: Bench) -> None:
    """The draft is written with what belongs beside it; what was read and what comes next is said."""
    done = desk.run("import", DOCUMENT, "-o", "plans/harbour-2026", "--lang", "en")
    text = drafted(desk)
    assert (done.code, done.err, desk.file.read_text("utf-8")) == (0, "", text)
    assert done.out.splitlines()[-6:] == [*(f"{path} written" for path in WRITTEN), NEXT]
    assert f"To decide       {questions(text)}\n" in done.out
    assert sorted(desk.files()) == sorted([*WRITTEN, DOCUMENT])
    first = next(number for number, line in enumerate(text.splitlines(), 1) if "# ? " in line)
    assert desk.run("validate", "--lang", "en") == Run(
        0,
        f"{PLAN}:{first}: warning: questions `# ?` are still open: {questions(text)}; decide, and delete them\n"
        f"{PLAN}: errors 0, warnings 1\n",
    )
    assert desk.run("adopt").code == 0


def test_hardly_understood(desk: Bench) -> None:
    """What was read and what was not is shown, where it was looked for is said, and nothing is written but by force."""
    (desk.here / "lost.txt").write_text("2026年工作计划\n一、工作任务\n春风吹拂港湾\n", "utf-8")
    done = desk.run("import", "lost.txt", "--lang", "en")
    why = (
        "\nerror: lost.txt: no task was read in the whole document; sentences that hold an action, a date or "
        "an amount: 0. Name the heading of the plan with --plan-heading, look with --text at what was read, or bring "
        "it into a form that is read (guide import); --force drafts it all the same\n"
    )
    assert (done.code, done.out, sorted(desk.files())) == (3, "", [DOCUMENT, "lost.txt"])
    assert done.err.startswith("Title           2026年工作计划\n")
    assert done.err.endswith(why)
    assert desk.run("import", "lost.txt", "--format", "json", "--lang", "en").code == 3
    assert desk.run("import", "lost.txt", "--force").code == 0


def test_deliverables_only(desk: Bench) -> None:
    """What cannot be ticked off is not in the draft, and counted there."""
    assert desk.run("import", DOCUMENT, "--deliverables-only", "--lang", "en").code == 0
    plan = read_plan(desk.folder).plan
    assert [task.kind for task in plan.walk() if not task.tasks] == ["deliverable"] * 4
    assert "# 2 clauses that are no deliverables were left out\n" in desk.file.read_text("utf-8")


def test_where_it_goes(desk: Bench) -> None:
    """Without -o the document's name is the plan's, where it can be; the file itself may be named as well."""
    assert desk.run("import", DOCUMENT).code == 0
    assert read_plan(desk.folder).plan.id == "harbour-2026"
    assert desk.run("import", DOCUMENT, "-o", "elsewhere/port/plan.yaml").code == 0
    assert read_plan(desk.here / "elsewhere" / "port").plan.id == "port"
    (desk.here / DOCUMENT).rename(desk.here / "工作计划.txt")
    assert desk.run("import", "工作计划.txt", "--lang", "en") == Run(
        2, "", "error: a draft needs a folder of its own; name it with -o plans/ID, as in -o plans/science-2025\n"
    )


def test_in_chinese(desk: Bench) -> None:
    """A Chinese reader is asked in Chinese; so is whoever says nothing of it, as the document is."""
    for words in (("--lang", "zh"), ()):
        assert desk.run("import", DOCUMENT, "--force", *words).code == 0
        assert desk.file.read_text("utf-8") == drafted(desk, "zh")


def test_dry_run(desk: Bench) -> None:
    """A dry run shows the same and writes nothing."""
    before = desk.files()
    done = desk.run("import", DOCUMENT, "--dry-run", "--lang", "en")
    assert (done.code, done.out.splitlines()[-5:]) == (0, [f"{path}: would be written" for path in WRITTEN])
    assert desk.files() == before


def test_dry_run_of_a_document_whose_name_is_no_id(desk: Bench) -> None:
    """To see what is read, nobody needs to name a folder."""
    (desk.here / DOCUMENT).rename(desk.here / "工作计划.txt")
    done = desk.run("import", "工作计划.txt", "--dry-run", "--lang", "en")
    assert (done.code, done.out.splitlines()[-5]) == (0, "plans/draft/plan.yaml: would be written")


def test_a_document_that_is_no_plan_is_said_first(desk: Bench) -> None:
    """Whether a document can be drafted at all is told before a folder is asked for."""
    (desk.here / "新闻.txt").write_text("我市召开重点工作推进会\n会议指出，一是要抓项目；二是要抓产业。\n", "utf-8")
    for words in ((), ("--dry-run",), ("--format", "json"), ("-o", "plans/news")):
        done = desk.run("import", "新闻.txt", "--lang", "en", *words)
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith("error: 新闻.txt: no plan was found: ")


def test_json(desk: Bench) -> None:
    """What was read, for machines; nothing is written unless a folder is named."""
    before = desk.files()
    done = desk.run("import", DOCUMENT, "--format", "json", "--lang", "en")
    assert done == Run(0, reading_json(reading(desk), "en"))
    assert desk.files() == before
    assert list(json.loads(done.out)) == [
        "schema", "document", "summary", "plan", "plan_items", "figures", "targets", "skipped", "unplaced",
    ]  # fmt: skip
    with_folder = desk.run("import", DOCUMENT, "--format", "json", "-o", "plans/harbour-2026", "--lang", "en")
    assert (with_folder, desk.file.read_text("utf-8")) == (done, drafted(desk))


def test_text(desk: Bench) -> None:
    """The text in which offsets count is printed as it is, of whatever kind the document is."""
    assert desk.run("import", DOCUMENT, "--text") == Run(0, read_file(desk.here / DOCUMENT, None).text)
    (desk.here / DOCUMENT).write_text("没有计划的新闻。", "utf-8")
    assert desk.run("import", DOCUMENT, "--text").out.strip() == "没有计划的新闻。"


def test_nothing_is_overwritten(desk: Bench) -> None:
    """A plan that is there stays; with --force it is kept beside the draft, each time under a name of its own."""
    desk.run("import", DOCUMENT)
    desk.file.write_text("mine")
    before = desk.files()
    assert desk.run("import", DOCUMENT, "--lang", "en") == Run(
        2,
        "",
        f"error: {PLAN} is there already; nothing was changed. --force replaces it, and keeps it as plan.yaml.old\n",
    )
    assert desk.files() == before
    for number in ("", ".2"):
        desk.file.write_text(f"mine{number}")
        assert desk.run("import", DOCUMENT, "--force", "--lang", "en").code == 0
        assert (desk.folder / f"plan.yaml.old{number}").read_text() == f"mine{number}"
        assert desk.file.read_text("utf-8") == drafted(desk)


def test_a_plan_with_a_journal(desk: Bench) -> None:
    """Records would lose their tasks: that is said, and with --force they stay."""
    desk.run("import", DOCUMENT)
    desk.run("adopt")
    records = sorted(desk.journal.glob("*.jsonl"))
    refused = desk.run("import", DOCUMENT, "--lang", "en")
    assert (refused.code, "has a journal, whose records would lose their tasks" in refused.err) == (2, True)
    done = desk.run("import", DOCUMENT, "--force", "--lang", "en")
    assert (done.code, "the journal stays; `plantrack check` shows the records" in done.out) == (0, True)
    assert sorted(desk.journal.glob("*.jsonl")) == records


def test_the_year(desk: Bench) -> None:
    """A wrong guess is overridden."""
    assert desk.run("import", DOCUMENT, "--year", "2031").code == 0
    assert read_plan(desk.folder).plan.period.first.year == 2031


def test_the_folder_that_one_stands_in(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named by a full stop; the schema still goes beside it."""
    desk.folder.mkdir(parents=True)
    monkeypatch.chdir(desk.folder)
    assert desk.run("import", f"../../{DOCUMENT}", "-o", ".").code == 0
    assert sorted(str(path) for path in desk.files()) == sorted([DOCUMENT, *WRITTEN])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "gone.txt", "-o", "plans/p"), 3, "gone.txt"),
        (("import", DOCUMENT, "-o", "plans/Harbour"), 2, "'Harbour' cannot be a plan's id"),
        (("import", DOCUMENT, "-o", f"{DOCUMENT}/p"), 2, "cannot be written"),
        (("import", DOCUMENT, "-o", ""), 2, "a draft needs a folder of its own; name it with -o plans/ID"),
        (("import", DOCUMENT, "-o", "", "--dry-run"), 2, "a draft needs a folder of its own; name it with -o plans/ID"),
        (("import",), 2, "DOCUMENT"),
        (("import", DOCUMENT, "--year", "soon"), 2, "soon"),
    ],
)
def test_refused(desk: Bench, words: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be done is refused with its reason, and nothing is written."""
    monkeypatch.setenv("PLANTRACK_LANG", "en")
    before = desk.files()
    done = desk.run(*words)
    assert (done.code, done.out, said in done.err) == (code, "", True), done.err
    assert desk.files() == before


def test_no_plan(desk: Bench) -> None:
    """A news page is no plan: exit code 3, and nothing is written."""
    (desk.here / DOCUMENT).write_text("滨海港今日迎来第一艘邮轮，市民前往观看。\n", "utf-8")
    done = desk.run("import", DOCUMENT)
    assert (done.code, done.out, list(desk.files())) == (3, "", [DOCUMENT])


def test_on_a_terminal(desk: Bench) -> None:
    """What could steer a terminal is spelled out there."""
    (desk.here / DOCUMENT).write_text("一\x1b[31m二\u202e三\n", "utf-8")
    shown = on_terminal(desk, "import", DOCUMENT, "--text")
    assert (shown.code, "\x1b" in shown.out, "\u202e" in shown.out) == (0, False, False)


def test_a_summary_without_a_plan(desk: Bench) -> None:
    """A summary alone gives a baseline; nobody is told to adopt what is not there."""
    text = "某区2025年上半年工作总结\n一、经济运行平稳。完成投资30亿元。\n二、民生改善。新增就业3000人。\n"
    (desk.here / "half.txt").write_text(text, "utf-8")
    done = desk.run("import", "half.txt", "--lang", "en")
    assert (done.code, done.out.splitlines()[-1]) == (
        0, "no plan part was found, so there is nothing to adopt yet; plans/half/plan.yaml says what is missing",
    )  # fmt: skip
    assert read_plan(desk.here / "plans" / "half").plan.tasks == ()


def test_no_other_command_loads_the_reader_of_documents() -> None:
    """Documents are an optional layer: what checks, reports and records works without it."""
    code = "import sys\nfrom plantrack.cli import run\n"
    for words in ("check", "report --week 2024-W46", "update 6.6 --percent 10 --dry-run"):
        code += f"sys.argv = ['plantrack', *{words.split()}]\ntry: run()\nexcept SystemExit: pass\n"
    code += "print([name for name in sys.modules if name.startswith('plantrack.documents')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("folder", ["plans/there/journal", "plans/there/lights/new", ".git/hooks"])
def test_no_draft_in_what_belongs_to_a_plan_or_to_git(desk: Bench, folder: str) -> None:
    """Neither is a new plan made there."""
    (desk.here / "plans" / "there").mkdir(parents=True)
    (desk.here / "plans" / "there" / "plan.yaml").touch()
    said = f"error: {folder} belongs to a plan or to git; write the output to another file\n"
    before, (parent, _, name) = desk.files(), folder.rpartition("/")
    assert desk.run("import", DOCUMENT, "-o", folder, "--force", "--lang", "en") == Run(2, "", said)
    made = desk.run("new", name, "--title", "x", "--year", "2025", "--in", parent, "--lang", "en")
    assert made == Run(2, "", said)
    assert desk.files() == before
