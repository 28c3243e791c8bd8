"""plan.yaml as a file: found, read and checked; every problem with file, line and column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support import plan_text

from plantrack.errors import NotFoundError, PlanError
from plantrack.model.plan import CHINA_TIME, Text
from plantrack.planfile import PlanFile, find_plan, parse_plan, read_plan

NO_PLAN = "no plan found; run this below a folder plans/, or name a plan with --plan"
NOT_A_PLAN = "p/plan.yaml: not a plan; a plan begins with `id:`, `title:` and `period:`"
CONTROL = (
    "p/plan.yaml:1:6: not valid YAML: unacceptable character #x0000: control characters are not allowed; "
    "look here and at the line before"
)
OPEN = "p/plan.yaml:{}: questions `# ?` are still open: {}; decide, and delete them"
EMPTY = "p/plan.yaml: the file is empty; a plan begins with `id:`"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of one's own, with no plan above it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path | str, content: str | bytes | None = None) -> Path:
    """Write a plan.yaml into a folder, and return the folder."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    text = plan_text(f"id: {folder.name}") if content is None else content
    (folder / "plan.yaml").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def told(file: PlanFile) -> list[str]:
    """Return the problems of a plan that can be read."""
    return [problem.text() for problem in file.problems]


# Found


def test_find_nearest(here: Path) -> None:
    """The one plan under the nearest `plans/` upwards is meant, wherever below it one works."""
    far, near = put(here / "plans" / "far"), put(here / "office" / "plans" / "near")
    deep = here / "office" / "reports" / "2024"
    deep.mkdir(parents=True)
    assert find_plan(None, deep) == find_plan(None, near) == near
    assert find_plan(None, here) == far


def test_find_only_plans(here: Path) -> None:
    """A folder without a plan.yaml is no plan."""
    (here / "plans" / "draft").mkdir(parents=True)
    (here / "plans" / "plan.yaml").write_text("")
    plan = put(here / "plans" / "p")
    assert find_plan(None, here) == plan


@pytest.mark.parametrize("empty", [True, False], ids=["an empty plans/", "no plans/"])
def test_find_none(here: Path, *, empty: bool) -> None:
    """Where there is none, the error says what to do."""
    if empty:
        (here / "plans").mkdir()
    with pytest.raises(NotFoundError) as error:
        find_plan(None, here)
    assert (str(error.value), error.value.exit_code, error.value.candidates) == (NO_PLAN, 4, ())


def test_find_several(here: Path) -> None:
    """Where there are several, they are the candidates, in order."""
    folders = [put(here / "plans" / name) for name in ("b", "a")]
    with pytest.raises(NotFoundError, match="there are several plans here; choose one with --plan") as error:
        find_plan(None, here)
    assert error.value.candidates == (("a", str(folders[1])), ("b", str(folders[0])))


def test_find_given(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A plan may be given by its folder, its file or its id; what is given counts before what is near."""
    near, other = put(here / "plans" / "near"), put(here / "plans" / "other")
    away = put(tmp_path_factory.mktemp("away") / "p")
    assert find_plan("other", here) == other
    assert find_plan("plans/near", here).resolve() == near
    assert find_plan("plans/near/", here).resolve() == near
    (near / "journal").mkdir()
    (near / "journal" / "2024-W46.jsonl").touch()
    for file in ("plan.yaml", "journal/2024-W46.jsonl"):
        assert find_plan(f"plans/near/{file}", here).resolve() == near
    assert find_plan(str(away), here) == away
    assert find_plan(str(away / "plan.yaml"), here) == away


def test_a_folder_here_never_stands_in_for_a_plan(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id that is a folder's name here too means neither; a path means what it says."""
    plan, other = put(here / "plans" / "p"), put(here / "p")
    monkeypatch.chdir(here)
    with pytest.raises(NotFoundError, match="several plans here are called p; give the folder of one") as error:
        find_plan("p", here)
    assert error.value.candidates == (("p", str(plan)), ("p", "p"))
    assert find_plan("./p", here).resolve() == other
    assert find_plan("plans/p", here).resolve() == plan
    monkeypatch.chdir(here / "plans")
    assert find_plan("p", here / "plans").resolve() == plan


def test_find_given_here(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within the plan's folder, its file is enough."""
    plan = put(here / "plans" / "p")
    monkeypatch.chdir(plan)
    assert read_plan(find_plan("plan.yaml", plan)).plan.id == "p"
    assert read_plan(find_plan(".", plan)).plan.id == "p"


@pytest.mark.parametrize("given", ["nowhere", "plans/nowhere", "plans", "nowhere/plan.yaml", "/etc/hosts"])
def test_find_given_none(here: Path, given: str) -> None:
    """What is given and is no plan is an error; no other plan takes its place."""
    put(here / "plans" / "p")
    with pytest.raises(NotFoundError) as error:
        find_plan(given, here)
    assert str(error.value) == f"there is no plan at {given}; name a folder with a plan.yaml, or an id under plans/"
    assert error.value.exit_code == 4


# Read


def test_read(here: Path) -> None:
    """A plan file is known as people would type it; its journal lies beside it."""
    file = read_plan(put(here / "plans" / "p"))
    assert (file.file, file.problems) == ("plans/p/plan.yaml", ())
    assert (file.folder, file.journal) == (here / "plans" / "p", here / "plans" / "p" / "journal")
    assert file.zone is CHINA_TIME
    assert read_plan("plans/p").plan == file.plan


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff---\r\n" + text.replace("\n", "\r\n") + "...\r\n",
    ],
    ids=["byte order mark", "CRLF", "both"],
)
def test_written_on_windows(here: Path, change: Callable[[str], str]) -> None:
    """A byte order mark and Windows line ends are nothing to speak of, and move no place."""
    plain = plan_text('id: p\ntitle: "2024年计划"\ntasks: [{ref: 1, title: 一, kind: ongoing}]\n')
    file = read_plan(put(here / "p", change(plain)))
    assert file.plan == read_plan(put(here / "p", plain)).plan
    assert file.plan.title == Text("2024年计划", "2024年计划")
    line = 3 + change("").count("---")
    assert told(file) == [f'p/plan.yaml:{line}:15: the reference 1 must stand in quotes: "1"']


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id: 深圳".encode("gb18030"), "p/plan.yaml: not UTF-8 at byte 4; save the file as UTF-8"),
        ("id: p".encode("utf-16"), "p/plan.yaml: not UTF-8 at byte 0; save the file as UTF-8"),
        (b"", EMPTY),
        (b"\xef\xbb\xbf", EMPTY),
        ("# 计划\n".encode(), EMPTY),
        (b"---\n...\n", NOT_A_PLAN),
        (b"- id: p\n- title: x\n", NOT_A_PLAN),
        (b"plan\n", NOT_A_PLAN),
        (b"null\n", NOT_A_PLAN),
        (b"9" * 5000, NOT_A_PLAN),
        (
            b"id: p\x00\n",
            CONTROL,
        ),
        (
            b"id: p\nx: " + b"[" * 900 + b"]" * 900,
            "p/plan.yaml:2:102: nested too deeply to be a plan; take levels out",
        ),
        (b"{}", "p/plan.yaml: cannot be read as a plan; see the problems"),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_no_plan(here: Path, content: bytes, said: str) -> None:
    """What is no plan at all is an error with the file, the place where there is one, and the remedy."""
    with pytest.raises(PlanError) as error:
        read_plan(put("p", content))
    assert (str(error.value), error.value.exit_code) == (said, 3)


def test_too_large(here: Path) -> None:
    """A file of a size that no plan has is not even read."""
    with (put("p") / "plan.yaml").open("r+b") as file:
        file.truncate(2**26 + 1)
    with pytest.raises(PlanError, match=r"^p/plan\.yaml: larger than 64 MiB, too large to be read; divide the plan$"):
        read_plan("p")


@pytest.mark.parametrize(
    ("path", "why"), [("p", "No such file or directory"), ("folder", "Is a directory")], ids=["none", "a folder"]
)
def test_cannot_be_read(here: Path, path: str, why: str) -> None:
    """A file that cannot be read is an error with its path."""
    (here / "folder" / "plan.yaml").mkdir(parents=True)
    with pytest.raises(PlanError) as error:
        read_plan(path)
    assert str(error.value) == f"{path}/plan.yaml: cannot be read: {why}"


def test_zone_of_a_wrong_name() -> None:
    """A time zone that does not exist is a problem, and counts as UTC meanwhile."""
    file = parse_plan(plan_text("id: p\ntimezone: Asia/Shenzhen\n"), Path("p"), "plan.yaml")
    assert told(file) == ["plan.yaml:2:11: no time zone is called 'Asia/Shenzhen'; write it as Asia/Shanghai"]
    assert file.zone == ZoneInfo("UTC")


# Questions of a draft


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id: p\n", []),
        ("id: p\n# ? whose?\na: 1  # ? when?\n", [OPEN.format(2, 2)]),
        ("a: \"x  # ? y\"\nb: 'x # ? y'\n# where it says “# ?”\nc: d# ? e\n", []),
        ('a: "say \\"x"  # ? y\n', [OPEN.format(1, 1)]),
    ],
)
def test_questions(here: Path, content: str, said: list[str]) -> None:
    """One warning, at the first; what is quoted asks nothing. The file as it lies there is asked."""
    file = read_plan(put("p"))
    put("p", content)
    assert [problem.text() for problem in file.questions] == said
    assert all(problem.warning for problem in file.questions)


def test_a_template_that_is_not_there(here: Path) -> None:
    """A warning, until the file lies beside the plan."""
    folder = put("p", plan_text("id: p\nbulletin: {template: 红头.docx}"))
    said = "p/plan.yaml: there is no 红头.docx beside the plan; put it there, or correct `template:`"
    assert [(problem.text(), problem.warning) for problem in read_plan(folder).missing_template] == [(said, True)]
    (folder / "红头.docx").touch()
    assert read_plan(folder).missing_template == ()
