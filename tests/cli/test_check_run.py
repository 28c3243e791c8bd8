"""The gate: what one run of the check looks for, what fails, and what was there before."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest
import time_machine
from cli_support import ADOPTED, Bench, Run
from repository import git

DAY_MOVED = ("due: 2024-11-16", "due: 2024-12-06")
SLIP = (
    "plans/fairs/plan.yaml:29: error [quiet-slip] 1.1 Hold the Hi-Tech Fair: due was adopted as 2024-11-16, "
    "the plan says 2024-12-06; put it back, "
    "have an extension approved, or adopt it as an amendment with a reason\n"
)


def found(bench: Bench, *words: str) -> tuple[int, list[str]]:
    """Return the exit code of a check, and each finding as rule and reference; `(…)` is a warning, `~` is known."""
    done = bench.run("check", *words, "--format", "json")
    told = bench.json("check", *words)["findings"]
    shapes = {"error": "{} {}", "warning": "({} {})"}
    return done.code, [
        "~" * entry["known"] + shapes[entry["severity"]].format(entry["rule"], entry["ref"]) for entry in told
    ]


def policy(bench: Bench, text: str) -> None:
    """Give the plan a policy."""
    bench.edit("language: zh\n", f"language: zh\npolicy: {text}\n")


# rules and their weight


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--only overdue", (1, ["overdue 1.1", "overdue 1.1.1"])),
        ("--rule overdue", (1, ["overdue 1.1", "overdue 1.1.1"])),
        ("--only overdue --warn-on overdue", (0, ["(overdue 1.1)", "(overdue 1.1.1)"])),
        ("--only assumed-due", (0, ["(assumed-due 1.1)", "(assumed-due 1.1.1)", "(assumed-due 2)"])),
        ("--only assumed-due --fail-on assumed-due", (1, ["assumed-due 1.1", "assumed-due 1.1.1", "assumed-due 2"])),
        ("--only no-lead", (0, [])),
        ("--only overdue --fail-on assumed-due", (1, ["overdue 1.1", "overdue 1.1.1"])),
        ("--only overdue,unreported --grace 2",
         (1, ["overdue 1.1.1", "unreported 1.1", "unreported 1.2", "unreported 2"])),
        ("--only overdue --only unreported --lead fund", (1, ["unreported 1.2"])),
        ("--only overdue --grace 34", (0, [])),
        ("--only unreported,overdue --warn-on overdue,unreported --lead stic --grace 1",
         (0, ["(overdue 1.1)", "(overdue 1.1.1)", "(unreported 1.1)", "(unreported 2)"])),
        ("--warn-on overdue,unreported --lead 基金委", (0, ["(unreported 1.2)"])),
        ("--only due-soon --as-of 2024-11-09", (0, ["(due-soon 1.1)"])),
        ("--only due-soon --as-of 2024-11-08", (0, [])),
    ],
)  # fmt: skip
def test_what_is_looked_for(bench: Bench, words: str, expected: tuple[int, list[str]]) -> None:
    """Only what was asked for; an error makes the exit code 1, a warning does not."""
    assert found(bench, *words.split()) == expected


@pytest.mark.parametrize("option", ["--only", "--fail-on", "--warn-on", "--rule"])
@pytest.mark.parametrize("given", ["late", "overdue,late", "overdue, late", "late,overdue"])
def test_unknown_rule(bench: Bench, option: str, given: str) -> None:
    """A rule that is none is wrong usage, also among others, and those there are are named."""
    said = (
        "error: no rule is called 'late'; the rules are overdue, off-track, unreported, quiet-slip, "
        "unapproved, self-approved, done-with-open-children, done-with-open-milestones, invalid-plan, journal-line, "
        "behind, due-soon, no-lead, assumed-due, unknown-record\n"
    )
    assert bench.run("check", option, given, "--lang", "en") == Run(2, "", said)


@pytest.mark.parametrize("words", ["--only overdue,", "--only ,", "--grace -1", "--grace x"])
def test_wrong_usage(bench: Bench, words: str) -> None:
    """An empty name and days that are none."""
    assert bench.run("check", *words.split()).code == 2


def test_unknown_unit(bench: Bench) -> None:
    """A unit that the plan does not have ends with 4; nothing is written."""
    done = bench.run("check", "--lead", "nobody", "--lang", "en")
    assert (done.code, done.out) == (4, "")
    assert "nobody" in done.err


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("{severity: {overdue: 'off', unreported: warning, assumed-due: 'off'}}", "",
         (0, ["(unreported 1.1)", "(unreported 1.2)", "(unreported 2)"])),
        ("{severity: {overdue: 'off'}}", "--only overdue", (0, ["(overdue 1.1)", "(overdue 1.1.1)"])),
        ("{severity: {overdue: 'off'}}", "--only overdue --fail-on overdue", (1, ["overdue 1.1", "overdue 1.1.1"])),
        ("{severity: {assumed-due: error}}", "--only assumed-due --lead 科创局",
         (1, ["assumed-due 1.1", "assumed-due 1.1.1", "assumed-due 2"])),
        ("{grace: 2}", "--only overdue", (1, ["overdue 1.1.1"])),
        ("{grace: 2}", "--only overdue --grace 0", (1, ["overdue 1.1", "overdue 1.1.1"])),
        ("{due_soon: 43}", "--only due-soon", (0, ["(due-soon 2)"])),
        ("{due_soon: 42}", "--only due-soon", (0, [])),
    ],
)  # fmt: skip
def test_the_policy_of_the_plan(bench: Bench, text: str, words: str, expected: tuple[int, list[str]]) -> None:
    """What an office decided about weights and thresholds; one run may say otherwise."""
    policy(bench, text)
    assert found(bench, *words.split()) == expected


def test_how_far_behind(bench: Bench) -> None:
    """By more points than the policy allows."""
    assert bench.run("update", "2", "--percent", "70").code == 0
    assert found(bench, "--only", "behind") == (0, ["(behind 2)"])
    policy(bench, "{behind: 30}")
    assert found(bench, "--only", "behind") == (0, [])


def test_only_what_was_tried_is_counted(bench: Bench) -> None:
    """In the order of the rules, whatever the order in which they were named."""
    assert bench.json("check", "--only", "behind,overdue")["counts"] == {"overdue": 2, "behind": 0}
    policy(bench, "{severity: {overdue: 'off'}}")
    assert "overdue" not in bench.json("check")["counts"]


def test_records_that_nobody_knows(bench: Bench) -> None:
    """Of unknown kind, of unknown reference, from the future: warnings at their line; what was dropped was known."""
    stamp = {"kind": "report", "act": "A", "by": "刘洋", "on": "2024-11-05", "percent": 5}
    bench.write(
        {"kind": "poll", "id": "U1"},
        {**stamp, "id": "R1", "at": "2024-11-05T00:00:00.000Z", "ref": "9"},
        {**stamp, "id": "R2", "at": "2024-11-20T00:00:00.000Z", "ref": "2"},
        {**stamp, "id": "R3", "at": "2024-11-05T00:00:00.000Z", "ref": "8"},
        {"kind": "adopt", "id": "D", "act": "D", "by": "刘洋", "at": "2024-11-05T00:00:00.000Z", "on": "2024-11-05",
         "promises": {"8": {"dropped": True}}},
    )  # fmt: skip
    file = "plans/fairs/journal/2024-W45.jsonl"
    assert bench.run("check", "--only", "unknown-record", "--lang", "en") == Run(
        0,
        f"{file}:1: warning [unknown-record] a record of unknown kind 'poll'; kept and left alone\n"
        f"{file}:2: warning [unknown-record] the plan has nothing called 9; the record is kept and left alone\n"
        f"{file}:3: warning [unknown-record] recorded at 2024-11-20 08:00, more than a day from now; "
        "whose clock is wrong?\n"
        "findings as of 2024-11-18: 3 (unknown-record 3)\n",
    )


def test_a_plan_file_is_of_today_whatever_day_is_looked_at(bench: Bench) -> None:
    """It is compared with everything recorded, so an extension that was approved since is no slip then."""
    bench.edit(*DAY_MOVED)
    slipped = (1, ["quiet-slip 1.1"])
    then = ("--only", "quiet-slip", "--as-of", "2024-11-01")
    assert found(bench, *then) == found(bench, *then, "--known-at", "2024-11-01") == slipped
    approved(bench)
    assert found(bench, *then) == found(bench, *then, "--known-at", "2024-11-01") == (0, [])
    assert found(bench, "--only", "quiet-slip", "--known-at", "2024-11-01") == (0, [])


def approved(bench: Bench) -> None:
    """Ask for the extension of 1.1 and approve it."""
    assert bench.run("reschedule", "1.1", "2024-12-06", "--reason", "场馆检修", "--by", "陈静").code == 0
    asked = bench.json("log")["updates"][-1]["id"]
    assert bench.run("reschedule", "--approve", asked).code == 0


# what was there before: a git revision


def commit(bench: Bench, *words: str) -> None:
    """Commit everything as it stands."""
    git(bench.here, "add", "-A")
    git(bench.here, "commit", "-q", "-m", "x", *words)


@pytest.fixture
def repository(bench: Bench) -> Bench:
    """A bench whose plan is committed on `main`, with a branch `work` to change it."""
    git(bench.here, "init", "-q", "-b", "main")
    commit(bench)
    git(bench.here, "switch", "-q", "-c", "work")
    return bench


SINCE = ("--new-since", "main")
OLD = [
    "~overdue 1.1", "~overdue 1.1.1", "~unreported 1.1", "~unreported 1.2", "~unreported 2",
    "(assumed-due 1.1)", "(assumed-due 1.1.1)", "(assumed-due 2)",
]  # fmt: skip
KNOWN = [one if one.startswith("~") else f"~{one}" for one in OLD]


def test_a_date_moved_by_hand_fails(repository: Bench) -> None:
    """With the old and the new day and the line of `due:`; what was found before is known."""
    repository.edit(*DAY_MOVED)
    commit(repository)
    done = repository.run("check", *SINCE, "--lang", "en")
    assert (done.code, done.err) == (1, "")
    assert SLIP in done.out
    assert done.out.endswith(
        "findings as of 2024-11-18: 9, new 1, known 8 (overdue 2, unreported 3, quiet-slip 1, assumed-due 3)\n"
    )
    assert [one for one in found(repository, *SINCE)[1] if not one.startswith("~")] == ["quiet-slip 1.1"]
    assert repository.file.read_text("utf-8").splitlines()[28].strip() == "due: 2024-12-06"


def test_with_the_approved_extension_it_passes(repository: Bench) -> None:
    """The same change of the file, beside the records of who asked and who approved."""
    repository.edit(*DAY_MOVED)
    approved(repository)
    commit(repository)
    assert found(repository, *SINCE) == (
        0, [one for one in KNOWN if one not in ("~overdue 1.1", "~(assumed-due 1.1)")],
    )  # fmt: skip


def test_years_of_old_findings_do_not_fail(repository: Bench) -> None:
    """Judged as of the same day, what time alone has done was there before; a new finding fails among them."""
    with time_machine.travel("2025-12-01T04:00:00Z"):
        code, old = found(repository)
        assert (code, len(old)) == (1, 9)
        assert found(repository, *SINCE) == (0, [f"~{one}" for one in old])
        repository.edit(*DAY_MOVED)
        code, now = found(repository, *SINCE)
        assert (code, [one for one in now if not one.startswith("~")]) == (1, ["quiet-slip 1.1"])


def test_a_real_plan_cannot_be_made_an_example(bench: Bench) -> None:
    """A clock that stands before the adoption hides what is owed by then, but not that nobody adopted it."""
    bench.edit("language: zh\n", "language: zh\nexample: 2024-01-01\n")
    assert found(bench) == (1, ["quiet-slip None", "(assumed-due 1.1)", "(assumed-due 1.1.1)", "(assumed-due 2)"])
    assert bench.run("check", "--only", "quiet-slip", "--lang", "en").out.splitlines()[1] == (
        "plans/fairs/plan.yaml:5: error [quiet-slip] Plan of the fairs: made-up example was adopted as none, the plan "
        "says yes; put it back, or adopt it as an amendment with a reason"
    )


def test_a_line_of_the_journal_broken_since(repository: Bench) -> None:
    """As a merge leaves it: a new finding at its line."""
    repository.write("<<<<<<< HEAD")
    assert repository.run("check", "--only", "journal-line", *SINCE, "--lang", "en") == Run(
        1,
        "plans/fairs/journal/2024-W45.jsonl:1: error [journal-line] "
        "a merge marker; both sides belong here, so delete only this line\n"
        "findings as of 2024-11-18: 1 (journal-line 1)\n",
        "warning: 1 line of the journal cannot be read; see `plantrack validate`\n",
    )


def test_a_slip_that_is_known_cannot_go_on(repository: Bench) -> None:
    """The same slip is known; moved again it is new."""
    repository.edit(*DAY_MOVED)
    commit(repository)
    since = ("--only", "quiet-slip", "--new-since", "HEAD")
    assert found(repository, *since) == (0, ["~quiet-slip 1.1"])
    repository.edit("due: 2024-12-06", "due: 2024-12-13")
    assert found(repository, *since) == (1, ["quiet-slip 1.1"])


def test_what_was_mended_is_not_told(repository: Bench) -> None:
    """Only what is found now is shown."""
    assert repository.run("done", "1.1", "1.1.1", "--on", "2024-11-16").code == 0
    assert found(repository, *SINCE) == (0, ["~unreported 1.2", "~unreported 2", "~(assumed-due 2)"])


def test_a_stricter_policy_makes_nothing_new(repository: Bench) -> None:
    """The revision is judged by the policy and the light rules of now."""
    assert repository.run("update", "2", "--status", "not-started").code == 0
    git(repository.here, "switch", "-q", "main")
    commit(repository)
    assert found(repository, "--only", "off-track") == (0, [])
    policy(repository, "{lights: yinchuan-2025, due_soon: 60, severity: {due-soon: error}}")
    assert found(repository, "--only", "off-track,due-soon") == (1, ["off-track 2", "due-soon 2"])
    assert found(repository, "--only", "off-track,due-soon", *SINCE) == (0, ["~off-track 2", "~due-soon 2"])


def test_another_lead_makes_nothing_new(repository: Bench) -> None:
    """What a unit takes over was found before, also where the unit itself is new."""
    repository.edit("sections:", "  smart: {zh: 医学院, en: SMART}\nsections:")
    assert repository.run("assign", "2", "smart").code == 0
    assert repository.run("check", "--lead", "smart", *SINCE, "--lang", "en") == Run(
        0,
        "plans/fairs/plan.yaml:34: error known [unreported] 2 Issue measures: no report for 2024-10\n"
        "plans/fairs/plan.yaml:34: warning known [assumed-due] 2 Issue measures: due 2024-12-31, "
        "which neither the document nor a published source says\n"
        "findings as of 2024-11-18: 2, new 0, known 2 (unreported 1, assumed-due 1)\n",
    )


def test_a_journal_only_grows(repository: Bench) -> None:
    """A record of main that is gone or changed fails, and so does a first promise that became another."""
    (path,) = repository.journal.glob("*.jsonl")
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("2024-11-16", "2024-12-06"), "utf-8")
    code, told = found(repository, "--new-since", "main", "--only", "quiet-slip,journal-line")
    assert (code, told) == (1, ["quiet-slip 1.1", "journal-line None", "quiet-slip 1.1"])
    path.unlink()
    code, told = found(repository, "--new-since", "main", "--only", "journal-line")
    assert (code, told) == (1, ["journal-line None"])
    path.write_text(whole, "utf-8")
    assert found(repository, "--new-since", "main", "--only", "quiet-slip,journal-line") == (0, [])


def test_undoing_the_adoption_is_seen(repository: Bench) -> None:
    """So nobody moves a promise by taking it back and adopting the plan again."""
    repository.run("undo", "ADOPTED0")
    repository.edit(*DAY_MOVED)
    repository.run("adopt", "--on", "2024-09-18")
    code, told = found(repository, "--new-since", "main", "--only", "quiet-slip")
    assert (code, told) == (1, ["quiet-slip 1.1"])
    said = "1.1 Hold the Hi-Tech Fair: the first promise was changed; it must stay, so undo the change\n"
    assert repository.run("check", "--new-since", "main", "--lang", "en").out.count(said) == 1


def test_a_change_of_what_nobody_adopted_yet_needs_a_reason(repository: Bench) -> None:
    """Beside the revision; whoever adopts what stood there before needs none, whoever changes it first does."""
    assert repository.run("adopt").code == 0
    assert found(repository, "--new-since", "main", "--only", "quiet-slip,unapproved") == (0, [])
    repository.run("undo")
    repository.edit("en: Win exhibitors", "en: Win few")
    assert repository.run("adopt").code == 0
    assert found(repository, "--new-since", "main", "--only", "quiet-slip,unapproved") == (1, ["unapproved 1.2"])
    repository.run("undo")
    assert repository.run("adopt", "--reason", "调整").code == 0
    assert found(repository, "--new-since", "main", "--only", "quiet-slip,unapproved") == (0, [])
    repository.write({**ADOPTED, "id": "F", "act": "F", "promises": {"2": {"due": "2025-12-31"}}})
    assert found(repository, "--new-since", "main", "--only", "unapproved") == (1, ["unapproved 2"])


def test_an_adoption_dated_later_covers_nothing_today(repository: Bench) -> None:
    """Written by hand for a day to come, with a reason: the change is a slip until that day."""
    repository.edit(*DAY_MOVED)
    stamp = {"id": "F", "act": "F", "at": "2024-11-18T03:00:00.000Z", "on": "2024-12-01", "reason": "调整"}
    repository.write({**ADOPTED, **stamp, "promises": {"1.1": {"due": "2024-12-06"}}}, week="2024-W47")
    slipped = (1, ["quiet-slip 1.1"])
    assert [found(repository, *words, "--only", "quiet-slip") for words in ((), SINCE)] == [slipped, slipped]
    with time_machine.travel("2024-12-02T04:00:00Z"):
        assert found(repository, "--only", "quiet-slip") == (0, [])


def test_a_plan_moved_away_from_its_journal(repository: Bench) -> None:
    """Under another name nothing is promised, so that the plan that is gone is a finding."""
    elsewhere = repository.folder.with_name("exhibitions")
    elsewhere.mkdir()
    repository.file.rename(elsewhere / "plan.yaml")
    shutil.rmtree(repository.folder)
    done = repository.run("check", "--plan", str(elsewhere), *SINCE, "--only", "quiet-slip", "--lang", "en")
    said = "the plan in plans/fairs is gone, and its promises with it; put it back"
    assert done.code == 1
    assert done.out == (
        f"plans/exhibitions/plan.yaml: error [quiet-slip] {said}\nfindings as of 2024-11-18: 1 (quiet-slip 1)\n"
    )


def test_no_change_disarms_its_own_check(repository: Bench) -> None:
    """What failed by main's policy fails, whatever the change says; the command line may still say otherwise."""
    policy(repository, "{severity: {quiet-slip: 'off'}}")
    repository.edit(*DAY_MOVED)
    slipped = (1, ["quiet-slip 1.1", "quiet-slip None"])
    assert found(repository, "--new-since", "main", "--only", "quiet-slip") == slipped
    assert found(repository, "--new-since", "main", "--only", "quiet-slip", "--warn-on", "quiet-slip")[0] == 0


def test_unknown_revision(repository: Bench) -> None:
    """Neither a revision nor a file: wrong usage; nothing is written."""
    said = "error: there is no revision 'nowhere' here; correct the name, or fetch it with `git fetch --all --tags`\n"
    assert repository.run("check", "--new-since", "nowhere", "--lang", "en") == Run(2, "", said)


def test_outside_of_any_repository(bench: Bench) -> None:
    """Where there is no git, a file is what one can compare with."""
    done = bench.run("check", *SINCE, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error: plans/fairs is in no git repository; "
        "give a result of `plantrack check --format json` with --baseline instead\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "warning: the plan is not in main: everything found is new\n"),
        (b"id: [", "warning: the plan in main cannot be read: everything found is new\n"),
        (b"\xff\xfe", "warning: the plan in main cannot be read: everything found is new\n"),
        (b"title: x\n", "warning: the plan in main cannot be read: everything found is new\n"),
    ],
    ids=["absent", "no YAML", "no UTF-8", "no plan"],
)
def test_a_revision_without_a_plan(repository: Bench, content: bytes | None, said: str) -> None:
    """Whatever is found is new, and a warning says why."""
    whole = repository.file.read_bytes()
    git(repository.here, "switch", "-q", "main")
    repository.file.unlink()
    if content is not None:
        repository.file.write_bytes(content)
    commit(repository, "--amend")
    repository.file.write_bytes(whole)
    done = repository.run("check", "--lang", "en")
    assert done.code == 1
    assert repository.run("check", *SINCE, "--lang", "en") == Run(1, done.out, said)


def test_problems_of_the_plan_before(repository: Bench) -> None:
    """A plan with problems is read as far as it goes; they are known, and nothing is said about them."""
    repository.edit("kind: ongoing, lead: [fund]", "kind: ongoing, leads: [fund]")
    git(repository.here, "switch", "-q", "main")
    commit(repository)
    done = repository.run("check", "--only", "invalid-plan", *SINCE, "--lang", "en")
    assert done.err == "warning: plans/fairs/plan.yaml has 1 problem; see `plantrack validate`\n"
    assert done.code == 0
    assert "plan.yaml:32: error known [invalid-plan] " in done.out
    assert done.out.endswith("findings as of 2024-11-18: 1, new 0, known 1 (invalid-plan 1)\n")


def test_from_elsewhere(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository is that of the plan, wherever its folder stands in it and the command is called."""
    office = bench.here / "office" / "年度"
    office.mkdir(parents=True)
    shutil.move(bench.here / "plans", office)
    git(bench.here, "init", "-q", "-b", "main")
    commit(bench)
    file = office / "plans" / "fairs" / "plan.yaml"
    file.write_text(file.read_text("utf-8").replace(*DAY_MOVED), "utf-8")
    (bench.here / "elsewhere").mkdir()
    monkeypatch.chdir(bench.here / "elsewhere")
    words = ("check", "--only", "quiet-slip,overdue", *SINCE, "--lang", "en", "--plan", "../office/年度/plans/fairs")
    done = bench.run(*words)
    assert (done.code, done.err) == (1, "")
    assert SLIP.replace("plans/fairs", "../office/年度/plans/fairs") in done.out
    assert done.out.endswith("findings as of 2024-11-18: 3, new 1, known 2 (overdue 2, quiet-slip 1)\n")


def test_nothing_is_changed(repository: Bench) -> None:
    """Neither the folder nor the repository: comparing is reading."""
    before = repository.files()
    repository.run("check", *SINCE)
    assert {path: content for path, content in repository.files().items() if "/.lock" not in path} == before


# what was there before: an earlier result


def test_what_time_has_caused_since_a_result_is_new(bench: Bench) -> None:
    """A file written a month ago names what was found then; what has become late since fails."""
    words = ("check", "--format", "json", "-o", "earlier.json")
    assert bench.run(*words, "--as-of", "2024-10-20").code == 1
    assert found(bench, "--baseline", "earlier.json") == (
        1,
        ["overdue 1.1", "~overdue 1.1.1", "unreported 1.1", "unreported 1.2", "unreported 2",
         "~(assumed-due 1.1)", "~(assumed-due 1.1.1)", "~(assumed-due 2)"],
    )  # fmt: skip
    assert bench.run(*words).code == 1
    assert found(bench, "--baseline", "earlier.json") == (0, KNOWN)


def test_a_pipe_will_do(bench: Bench) -> None:
    """As `<(…)` of a shell gives one."""
    result = bench.run("check", "--format", "json").out
    os.mkfifo("pipe")
    writer = threading.Thread(target=Path("pipe").write_text, args=(result,), daemon=True)
    writer.start()
    assert bench.run("check", "--baseline", "pipe").code == 0
    writer.join()


def test_a_file_that_is_no_result(bench: Bench) -> None:
    """Wrong usage, with what to do."""
    done = bench.run("check", "--baseline", "plans/fairs/plan.yaml", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: plans/fairs/plan.yaml: no result of `plantrack check --format json`; ")


def test_a_file_is_never_taken_for_a_revision(repository: Bench) -> None:
    """Whatever it is called: a result in the checkout under the name of a branch makes nothing known."""
    repository.edit(*DAY_MOVED)
    assert repository.run("check", "--format", "json", "-o", "main").code == 1
    assert [one for one in found(repository, *SINCE)[1] if not one.startswith("~")] == ["quiet-slip 1.1"]
    (repository.here / "main").rename(repository.here / "earlier.json")
    assert repository.run("check", "--new-since", "earlier.json", "--lang", "en") == Run(
        2, "", "error: 'earlier.json' is a file and no git revision; give an earlier result with --baseline\n"
    )
    assert repository.run("check", "--baseline", "earlier.json").code == 0
    done = repository.run("check", "--baseline", "earlier.json", *SINCE, "--lang", "en")
    assert (done.code, done.err) == (
        2, "error: --new-since and --baseline are two ways of comparing; give one of them\n",
    )  # fmt: skip


def test_a_baseline_that_the_change_could_rewrite_is_refused(repository: Bench) -> None:
    """A result that is tracked, also behind a link."""
    repository.edit(*DAY_MOVED)
    repository.run("check", "--format", "json", "-o", "earlier.json")
    (repository.here / "link.json").symlink_to("earlier.json")
    git(repository.here, "add", "earlier.json")
    for name in ("earlier.json", "link.json"):
        assert repository.run("check", "--baseline", name, "--lang", "en") == Run(
            2, "", "error: earlier.json is tracked by git, so that a change could rewrite it; "
            "keep the result out of the repository\n",
        )  # fmt: skip


def test_a_folder_may_be_called_as_a_branch(repository: Bench) -> None:
    """A folder is no result, so the revision is meant."""
    (repository.here / "main").mkdir()
    assert found(repository, *SINCE) == (0, KNOWN)
