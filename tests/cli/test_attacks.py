"""Ways to make a red check green without an approved act: each fails the check, and what honest people do passes.

On `main`, adopted with all its terms, the fair is late (1.1), with two milestones, nobody has reported on the training
(1.2), and the measures (2) are far behind; an extension of 1.1 was refused, one of 1.1.1 waits for an answer. 刘洋, who
asked for both, works on a branch of it. `check` is what runs every night, and
`check --new-since main` what runs on his branch: what was red on main already does not fail there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cli_support import Bench, Run
from repository import git

pytestmark = pytest.mark.slow  # a repository each

PLAN = """\
id: fairs
title: {zh: 会展计划, en: Plan of the fairs}
issuer: stic
language: zh
period: {first: 2024-01-01, last: 2024-12-31}
report_every: month
policy:
  lights: office
  grace: 0
  due_soon: 7
  behind: 10
  severity: {behind: error, no-lead: error}
  approval: {extend: other-person, cancel: recorded, close: recorded}
units:
  stic: {zh: 科创局, en: STI Bureau}
  fund: {zh: 基金委, en: NSF Committee}
indicators:
  - id: trained
    label: {zh: 培训人数, en: People trained}
    unit: 人
    tasks: ["1.2"]
    target: {text: 200人以上, value: 200, unit: 人, qualifier: 以上, basis: document}
tasks:
  - ref: "1"
    title: {zh: 办好展会, en: Hold the fairs}
    lead: [stic]
    tasks:
      - ref: "1.1"
        title: {zh: 办好高交会, en: Hold the Hi-Tech Fair}
        kind: deliverable
        due: 2024-11-15
        milestones:
          - {ref: "1.1.1", title: {zh: 方案印发, en: Programme issued}, due: 2024-10-15}
          - {ref: "1.1.2", title: {zh: 开幕, en: Opening}, due: 2024-11-14}
      - ref: "1.2"
        title: {zh: 培训200人以上, en: Train over 200 people}
        kind: ongoing
        lead: [fund]
      - ref: "1.3"
        title: {zh: 选定场馆, en: Choose the venue}
        kind: deliverable
        due: 2024-10-31
        weight: 1
  - ref: "2"
    title: {zh: 出台措施, en: Issue measures}
    kind: deliverable
    lead: [stic]
    start: 2024-03-01
    due: 2024-12-31
    curve: {06-30: 50}
"""
CALENDAR = "holidays: [2024-10-01, 2024-10-02, 2024-10-03]\n"
LIGHTS = """\
id: office
title: {zh: 本办规则, en: Rules of the office}
source: 深科〔2024〕1号
rules:
- {light: cancelled, because: cancelled, when: {status: cancelled}}
- {light: done, because: done, when: {status: done}}
- {light: off-track, because: overdue, when: {days_overdue: {at_least: 1}}}
- {light: off-track, because: far-behind, when: {points_behind: {over: 30}}}
- {light: unreported, because: unreported, when: {unreported: {at_least: 1}}}
- {light: not-due, because: not-adopted, when: {adopted: false}}
- {light: on-track, because: reported}
"""
NOW = "2024-11-18T04:00:00Z"


def record(kind: str, name: str, day: str, by: str = "张敏", **said: Any) -> dict[str, Any]:
    """Return a record as the journal keeps it; `name` is its id."""
    stamp = {"kind": kind, "id": name, "act": f"{name}A", "at": f"{day}T03:00:00.000Z", "by": by}
    return stamp | ({} if kind == "retract" else {"on": day}) | said


RECORDED = [
    record("report", "R1", "2024-10-08", ref="1.1", percent=60),
    record("report", "R2", "2024-10-08", ref="2", percent=20),
    record("request", "C1", "2024-10-30", ref="1.3", what="close", by="李静"),
    record("answer", "C2", "2024-10-31", ref="1.3", what="close", request="C1", verdict="approve"),
    record("report", "R4", "2024-11-05", ref="1.1", percent=80),
    record("request", "E1", "2024-11-05", ref="1.1", what="extend", due="2024-12-20", reason="检修", by="刘洋"),
    record("answer", "E2", "2024-11-05", ref="1.1", what="extend", request="E1", verdict="refuse", reason="不延"),
    record("request", "E3", "2024-11-05", ref="1.1.1", what="extend", due="2024-11-30", reason="会签", by="刘洋"),
    record("report", "R5", "2024-11-05", ref="2", percent=30),
]


class Branch(Bench):
    """A branch of the repository."""

    def __init__(self, here: Path) -> None:
        super().__init__(here, "fairs")
        self.calendar = self.folder / "calendar.yaml"
        self.lights = self.folder / "lights" / "office.yaml"
        self.adopted, self.reported = (self.journal / f"2024-{week}.jsonl" for week in ("W38", "W45"))

    def check(self, *words: str) -> Run:
        """Run the check."""
        return self.run("check", *words, "--lang", "en")

    def adoption(self) -> str:
        """Return the act by which the plan was adopted."""
        act: str = json.loads(self.adopted.read_text("utf-8"))["act"]
        return act

    def forge(self, kind: str, day: str = "2024-11-18", **said: Any) -> None:
        """Write a record by hand."""
        self.write(record(kind, f"F{len(self.records())}", day, **{"by": "刘洋", **said}), week="2024-W47")

    def refused(self, *words: str, given: str = "") -> None:
        """Try a command that is refused."""
        assert self.run(*words, given=given).code != 0

    def commit(self) -> None:
        """Commit everything as it stands."""
        git(self.here, "add", "-A")
        git(self.here, "commit", "-q", "-m", "x")


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file in one place."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def errors(done: Run) -> list[str]:
    """Return what fails a check, without its place."""
    return [line.split(" error ", 1)[1] for line in done.out.splitlines() if " error [" in line]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the repository, which every case copies."""
    branch = Branch(tmp_path_factory.mktemp("template") / "office")
    for file, text in ((branch.file, PLAN), (branch.calendar, CALENDAR), (branch.lights, LIGHTS)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    with time_machine.travel("2024-09-18T04:00:00Z"):
        adopted = branch.run("adopt", "--plan", str(branch.folder), "--by", "张敏")
        assert (adopted.code, adopted.err) == (0, "")
    branch.write(*RECORDED)
    git(branch.here, "init", "-q", "-b", "main", "--template=")
    branch.commit()
    git(branch.here, "switch", "-q", "-c", "work")
    return branch.here


@pytest.fixture
def branch(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Branch]:
    """Return a branch of `main` on which nothing was changed yet, at noon on Monday, 2024-11-18."""
    here = tmp_path / "office"
    shutil.copytree(template, here)
    monkeypatch.chdir(here)
    with time_machine.travel(NOW):
        yield Branch(here)


def test_the_check_of_main_is_red(branch: Branch) -> None:
    """What has to stay red until somebody reports, or has it approved; on a branch that changes nothing it is known."""
    red = [
        "[overdue] 1.1 Hold the Hi-Tech Fair: due 2024-11-15, 3 days ago, and not done",
        "[overdue] 1.1.1 Hold the Hi-Tech Fair, milestone “Programme issued”: due 2024-10-15, not reached",
        "[overdue] 1.1.2 Hold the Hi-Tech Fair, milestone “Opening”: due 2024-11-14, not reached",
        "[off-track] 2 Issue measures: off track, 57.9 points behind",
        "[unreported] 1.2 Train over 200 people: no report for 2024-10",
        "[behind] 1.1 Hold the Hi-Tech Fair: at 80% where 100% are expected, 20 points behind",
        "[behind] 2 Issue measures: at 30% where 87.9% are expected, 57.9 points behind",
    ]
    assert (errors(branch.check()), branch.check().code) == (red, 1)
    assert (errors(branch.check("--new-since", "main")), branch.check("--new-since", "main").code) == ([], 0)


# what the plan's files say and nobody decided: found every night, and on the branch


STONE = '          - {ref: "1.1.1", title: {zh: 方案印发, en: Programme issued}, due: 2024-10-15}\n'
MEASURES = PLAN[PLAN.index('  - ref: "2"') :]
POLICY = PLAN[PLAN.index("policy:") : PLAN.index("units:")]
FAIR, TRAINING, ALL = "1.1 Hold the Hi-Tech Fair", "1.2 Train over 200 people", "Plan of the fairs"
LENIENT = "severity: {overdue: warning, unreported: warning, off-track: 'off', quiet-slip: 'off'}"
GONE = "was adopted and is gone from the plan; put it back"
NEW = "stands in the plan and was never adopted; take it out"

Attack = Callable[[Branch], object]


def edit(*changes: str) -> Attack:
    """Return the attack that changes plan.yaml: old and new text by turns."""

    def attack(branch: Branch) -> None:
        for old, new in zip(changes[::2], changes[1::2], strict=True):
            branch.edit(old, new)

    return attack


def slip(what: str, field: str, old: object, new: object) -> str:
    """Return what the check says of a field that nobody adopted otherwise."""
    return f"quiet-slip] {what}: {field} was adopted as {old}, the plan says {new}; put it back"


def of_task(line: str) -> tuple[str, str]:
    """Return the change that gives the training a further key."""
    return "kind: ongoing\n", f"kind: ongoing\n        {line}\n"


QUIET: list[tuple[str, Attack, str]] = [
    ("day", edit("    due: 2024-11-15", "    due: 2024-12-20"), slip(FAIR, "due", "2024-11-15", "2024-12-20")),
    ("day of a milestone", edit("due: 2024-10-15", "due: 2024-11-15"),
     slip("1.1.1 Programme issued", "due", "2024-10-15", "2024-11-15")),
    ("start", edit("start: 2024-03-01", "start: 2024-06-01"),
     slip("2 Issue measures", "start", "2024-03-01", "2024-06-01")),
    ("start after the report owed", edit(*of_task("start: 2024-11-01")), slip(TRAINING, "start", "none", "2024-11-01")),
    ("flat curve", edit("curve: {06-30: 50}", "curve: {06-30: 50, 11-30: 51}"),
     slip("2 Issue measures", "curve 11-30", "none", "51")),
    ("curve of the plan", edit("policy:", "curve: {11-30: 1}\npolicy:"), slip(ALL, "curve 11-30", "none", "1")),
    ("kind", edit("kind: deliverable\n        due: 2024-11-15", "kind: ongoing\n        due: 2024-11-15"),
     slip(FAIR, "kind", "deliverable", "ongoing")),
    ("title", edit("zh: 培训200人以上", "zh: 培训20人以上"), slip(TRAINING, "title", "培训200人以上", "培训20人以上")),
    ("target", edit("text: 200人以上, value: 200", "text: 20人以上, value: 20"),
     slip("trained People trained", "target", "200", "20")),
    ("words of a target", edit("200人以上, value: 200, unit: 人, qualifier: 以上",
                               "200人左右, value: 200, unit: 人, qualifier: 左右"),
     slip("trained People trained", "target", "200人以上", "200人左右")),
    ("target dropped", edit(PLAN[PLAN.index("    target:") : PLAN.index("tasks:\n")], ""), f"trained {GONE}"),
    ("what is measured", edit('tasks: ["1.2"]', 'tasks: ["2"]'), slip(ALL, "tasks of indicator trained", "1.2", "2")),
    ("weight", edit("weight: 1", "weight: 50"), slip("1.3 Choose the venue", "weight", "1", "50")),
    ("grace", edit("grace: 0", "grace: 9999"), slip(ALL, "days of grace", "0", "9999")),
    ("grace that is merged in", edit("  grace: 0\n", "  grace: 0\n  <<: {grace: 99}\n"),
     "invalid-plan] unknown key '<<'"),
    ("days that are soon", edit("due_soon: 7", "due_soon: 0"), slip(ALL, "days that are soon", "7", "0")),
    ("points behind", edit("behind: 10", "behind: 100"), slip(ALL, "points that are behind", "10", "100")),
    ("severity", edit("severity: {behind: error, no-lead: error}", LENIENT),
     "quiet-slip] Plan of the fairs: severity of findings was adopted as behind: error, no-lead: error, the plan says"),
    ("severity, and what it hides", edit("severity: {behind: error, no-lead: error}", LENIENT, "grace: 0", "grace: 99"),
     slip(ALL, "days of grace", "0", "99")),
    ("approvals", edit("extend: other-person, cancel: recorded, close: recorded", "extend: none, cancel: none"),
     slip(ALL, "approvals", "extend: other-person, cancel: recorded, close: recorded",
          "extend: none, cancel: none, close: none")),
    ("policy dropped", edit(POLICY, ""), slip(ALL, "name of the light rules", "office", "default")),
    ("name of the light rules", edit("lights: office", "lights: ruihai"),
     slip(ALL, "name of the light rules", "office", "ruihai")),
    ("light rules", lambda branch: rewrite(branch.lights, "over: 30", "over: 99"),
     "quiet-slip] Plan of the fairs: rules of the lights changed since it was adopted"),
    ("calendar", lambda branch: rewrite(branch.calendar, "]", ", 2024-11-11, 2024-11-12]"),
     "quiet-slip] Plan of the fairs: calendar changed since it was adopted"),
    ("calendar gone", lambda branch: branch.calendar.unlink(),
     "quiet-slip] Plan of the fairs: calendar changed since it was adopted"),
    ("rhythm", edit("report_every: month", "report_every: quarter"), slip(ALL, "report frequency", "month", "quarter")),
    ("rhythm of a task", edit(*of_task("report_every: quarter")),
     slip(TRAINING, "report frequency", "none", "quarter")),
    ("deadline", edit("policy:", "report_due: in 99 days\npolicy:"),
     slip(ALL, "report deadline", "none", "in 99 days")),
    ("deadline of a task", edit(*of_task("report_due: in 99 days")),
     slip(TRAINING, "report deadline", "none", "in 99 days")),
    ("period", edit("last: 2024-12-31", "last: 2025-12-31"),
     slip(ALL, "period", "2024-01-01 to 2024-12-31", "2024-01-01 to 2025-12-31")),
    ("time zone", edit("policy:", "timezone: Pacific/Midway\npolicy:"),
     slip(ALL, "time zone", "Asia/Shanghai", "Pacific/Midway")),
    ("lead is nobody", edit("        lead: [fund]", "        lead: []"),
     slip(TRAINING, "lead", "NSF Committee", "none")),
    ("lead is another", edit("        lead: [fund]", "        lead: [stic]"),
     slip(TRAINING, "lead", "NSF Committee", "STI Bureau")),
    ("support", edit(*of_task("support: [stic]")), slip(TRAINING, "support", "none", "STI Bureau")),
    ("task dropped", edit(MEASURES, ""), f"quiet-slip] 2 {GONE}"),
    ("milestone dropped", edit(STONE, ""), f"quiet-slip] 1.1.1 {GONE}"),
    ("milestone moved to what is done", edit(STONE, "", "weight: 1\n", f"weight: 1\n        milestones:\n{STONE}"),
     slip("1.1.1 Programme issued", "task above", "1.1", "1.3")),
    ("reference", edit('- ref: "2"', '- ref: "3"'), f"quiet-slip] 2 {GONE}"),
    ("task put below", edit("    curve: {06-30: 50}\n", "    tasks: [{ref: '2.1', title: 一, kind: ongoing}]\n"),
     f"quiet-slip] 2.1 一: {NEW}"),
    ("unit renamed", edit("  fund:", "  nsf:", "        lead: [fund]", "        lead: [nsf]"),
     slip(TRAINING, "lead", "fund", "NSF Committee")),
    ("unit gone", edit("  fund: {zh: 基金委, en: NSF Committee}\n", ""), "invalid-plan] no unit is called fund"),
    ("unit ended", edit("en: NSF Committee}", "en: NSF Committee, until: 2024-06-30}"),
     "no-lead] 1.2 Train over 200 people: NSF Committee ended, and nobody succeeds it"),
    ("id of the plan", edit("id: fairs", "id: expo"), "invalid-plan] the plan is called expo, its folder fairs"),
]  # fmt: skip


def cases(table: list[tuple[str, Attack, str]]) -> list[Any]:
    """Return the rows of a table, each under its name."""
    return [pytest.param(*case, id=name) for name, *case in table]


@pytest.mark.parametrize(("attack", "said"), cases(QUIET))
def test_what_nobody_decided(branch: Branch, attack: Attack, said: str) -> None:
    """A change of plan.yaml, calendar.yaml or the light rules is found every night, and is new on the branch."""
    attack(branch)
    for done in (branch.check(), branch.check("--new-since", "main")):
        assert done.code == 1
        assert [one for one in errors(done) if said in one], done.out


# what nobody reported stays red


UNREPORTED, OVERDUE = "[unreported] 1.2 ", "[overdue] 1.1 "
MOVED = edit("    due: 2024-11-15", "    due: 2024-12-20")
SLIPPED = slip(FAIR, "due", "2024-11-15", "2024-12-20")


def refused(*words: str, given: str = "") -> Attack:
    """Return the attack by a command that is refused."""
    return lambda branch: branch.refused(*words, given=given)


def forged(kind: str, **said: Any) -> Attack:
    """Return the attack by a record that is written by hand."""
    return lambda branch: branch.forge(kind, **said)


def approved(request: str, ref: str, due: str, by: str = "张敏") -> Attack:
    """Return the attack by the approval of an extension that is written by hand."""
    return forged("answer", ref=ref, what="extend", request=request, verdict="approve", due=due, by=by)


def both(*attacks: Attack) -> Attack:
    """Return the attack that does one thing after the other."""
    return lambda branch: [attack(branch) for attack in attacks]


RED: list[tuple[str, Attack, str]] = [
    ("blank note", refused("update", "1.2", "--note", " \u3000\u200b\u00a0\t"), UNREPORTED),
    ("blank note in JSON", refused("update", "-", given='{"ref": "1.2", "note": "\\u200b\\u2060"}'), UNREPORTED),
    ("blank note by hand", forged("report", ref="1.2", progress="\u200b\u3000", **{"for": "2024-10"}), UNREPORTED),
    ("nothing by hand", forged("report", ref="1.2", **{"for": "2024-10"}), UNREPORTED),
    ("comment", lambda branch: branch.run("comment", "1.2", "办理中"), UNREPORTED),
    ("done tomorrow", refused("done", "1.1", "--on", "2024-11-19"), OVERDUE),
    ("done tomorrow, by hand", forged("report", ref="1.1", status="done", on="2024-11-19"), OVERDUE),
    ("done above", forged("report", ref="1", status="done"), "[unapproved] 1 "),
    ("cancelled", refused("update", "1.1", "--status", "cancelled"), OVERDUE),
    ("cancelled by hand", forged("report", ref="1.1", status="cancelled"), "[unapproved] 1.1 "),
    ("cancellation asked for", lambda branch: branch.run("cancel", "1.1", "--reason", "场馆检修"), OVERDUE),
    ("completion claimed", lambda branch: branch.run("done", "1.1"), OVERDUE),
    ("done by hand", forged("report", ref="1.1", status="done"), "[unapproved] 1.1 "),
    ("done, with milestones not reached", both(
        forged("request", ref="1.1", what="close", id="C9"),
        forged("answer", ref="1.1", what="close", request="C9", verdict="approve", by="张敏"),
    ), "[done-with-open-milestones] 1.1 "),
    ("approved by who asked", refused("approve", "E3"), "[overdue] 1.1.1 "),
    ("approved by who asked, by hand", approved("E3", "1.1.1", "2024-11-30", by="刘洋"), "[self-approved] 1.1.1 "),
    ("approved to another day", approved("E3", "1.1.1", "2024-12-31"), "[unapproved] 1.1.1 "),
    ("approved after a refusal", approved("E1", "1.1", "2024-12-20"), "[unapproved] 1.1 "),
    ("approved and never asked for", approved("E9", "1.1", "2024-12-20"), "[unapproved] 1.1 "),
    ("approved as in earlier versions", forged("reschedule", ref="1.1", step="approve", due="2024-12-20", ask="E9"),
     "[unapproved] 1.1 "),
    ("amended by hand, without a reason", forged("adopt", promises={"1.1": {"due": "2024-12-20"}}, reason="\u200b"),
     "[unapproved] Plan of the fairs: changes what was adopted, and gives no reason"),
    ("approvals lifted by hand", both(
        forged("adopt", promises={}, terms={"policy": {"approval": {"cancel": "none"}}}),
        forged("report", ref="1.1", status="cancelled"),
    ), "[unapproved] 1.1 "),
    ("reports undone", both(forged("retract", target="R2A"), forged("retract", target="R5A")), "[unreported] 2 "),
    ("nobody assigned", forged("assign", ref="1.2", lead=["nobody"]), "[invalid-plan] nobody answers for 1.2"),
    ("adoption dated back", both(MOVED, refused("adopt", "--on", "2024-09-01", "--reason", "调整")), SLIPPED),
    ("adoption dated back, by hand",
     both(MOVED, forged("adopt", on="2024-09-01", promises={"1.1": {"due": "2024-12-20"}}, reason="调整")), SLIPPED),
    ("adoption without a reason", both(MOVED, refused("adopt", "--reason", "\u200b")), SLIPPED),
    ("record under the id of another", lambda branch: branch.write(RECORDED[-1] | {"percent": 95}),
     "[journal-line] two records have the id R5"),
    ("truncated journal", lambda branch: branch.adopted.write_bytes(branch.adopted.read_bytes()[:500]),
     "[journal-line] this line cannot be read as a record"),
    ("merge marker", lambda branch: branch.write("<<<<<<< HEAD"), "[journal-line] a merge marker"),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "said"), cases(RED))
def test_what_was_not_reported_or_approved(branch: Branch, attack: Attack, said: str) -> None:
    """A command is refused, and a record by hand changes nothing or is found: the check of the night stays red."""
    attack(branch)
    done = branch.check()
    assert done.code == 1
    assert [one for one in errors(done) if said in one], done.out


# what was recorded or promised on main is found out on the branch


PROMISE = "quiet-slip] 1.1 Hold the Hi-Tech Fair: the first promise was changed; it must stay, so undo the change"
LAST = json.dumps(RECORDED[-1], ensure_ascii=False)
GONE_RECORD = "journal-line] the record R5 of 张敏 is gone or changed; restore it"
GRACE = slip(ALL, "days of grace", "0", "9999")


def in_their_place(branch: Branch) -> None:
    """Adopt the plan anew after taking its adoption back."""
    MOVED(branch)
    branch.forge("retract", target=branch.adoption())
    assert branch.run("adopt", "--on", "2024-09-18").code == 0


def forged_moment(branch: Branch) -> None:
    """Write an adoption as if it had been recorded before the first one."""
    MOVED(branch)
    branch.forge("adopt", "2024-09-01", promises={"1.1": {"due": "2024-12-20"}})


def rewritten_adoption(branch: Branch) -> None:
    """Change the day in plan.yaml and in what was adopted."""
    MOVED(branch)
    rewrite(branch.adopted, '"due":"2024-11-15"', '"due":"2024-12-20"')


def files_called_main(branch: Branch) -> None:
    """Put results that know everything where a revision might be looked for."""
    branch.edit("grace: 0", "grace: 9999")
    result = branch.run("check", "--format", "json").out
    (branch.here / "main").write_text(result, "utf-8")
    (branch.folder / "main").write_text(result, "utf-8")


def attributes(branch: Branch) -> None:
    """Have git treat the files of the plan in ways of its own."""
    branch.edit("grace: 0", "grace: 9999")
    text = "*.yaml export-ignore export-subst filter=none -diff\n*.jsonl merge=ours -text\n"
    (branch.here / ".gitattributes").write_text(text, "utf-8")
    branch.commit()


def linked(branch: Branch) -> None:
    """Put a link to another file in the place of plan.yaml."""
    branch.edit("grace: 0", "grace: 9999")
    branch.file.rename(branch.folder / "other.yaml")
    branch.file.symlink_to("other.yaml")


def moved_plan(branch: Branch) -> None:
    """Give the plan another folder and id, without its journal."""
    branch.folder.rename(branch.here / "plans" / "expo")
    branch.folder = branch.here / "plans" / "expo"
    rewrite(branch.folder / "plan.yaml", "id: fairs", "id: expo")
    shutil.rmtree(branch.folder / "journal")


REWRITTEN: list[tuple[str, Attack, str]] = [
    ("adoption undone", lambda branch: branch.run("undo", branch.adoption()), PROMISE),
    ("adoption taken back by hand", lambda branch: branch.forge("retract", target=branch.adoption()), PROMISE),
    ("adopted anew", in_their_place, PROMISE),
    ("adopted at a forged moment", forged_moment, PROMISE),
    ("cancelled at a forged moment", lambda branch: branch.forge("report", "2024-09-01", ref="1.1", status="cancelled"),
     "unapproved] 1.1 Hold the Hi-Tech Fair: reported as cancelled without the approval"),
    ("adoption rewritten", rewritten_adoption, PROMISE),
    ("report rewritten", lambda branch: rewrite(branch.reported, '"percent": 30', '"percent": 95'), GONE_RECORD),
    ("report deleted", lambda branch: rewrite(branch.reported, LAST, ""), GONE_RECORD),
    ("journal renamed", lambda branch: branch.reported.rename(branch.journal / "2024-W45.json"), GONE_RECORD),
    ("journal deleted", lambda branch: shutil.rmtree(branch.journal), PROMISE),
    ("files called main", files_called_main, GRACE),
    ("attributes of git", attributes, GRACE),
    ("a link to another plan", linked, GRACE),
    ("plan moved", moved_plan, "quiet-slip] the plan in plans/fairs is gone, and its promises with it; put it back"),
]  # fmt: skip


@pytest.mark.parametrize(("attack", "said"), cases(REWRITTEN))
def test_what_was_on_main(branch: Branch, attack: Attack, said: str) -> None:
    """Whoever rewrites what main has, or what it is compared with, is found out by the check of the branch."""
    attack(branch)
    done = branch.check("--new-since", "main")
    assert done.code == 1
    assert [one for one in errors(done) if said in one], done.out


# what is no result at all


def tagged(branch: Branch) -> None:
    """Call the branch's own commit `main`, too."""
    branch.edit("grace: 0", "grace: 9999")
    branch.commit()
    git(branch.here, "tag", "main")


def committed_result(branch: Branch) -> None:
    """Commit a result that knows everything."""
    branch.edit("grace: 0", "grace: 9999")
    (branch.here / "known.json").write_text(branch.run("check", "--format", "json").out, "utf-8")
    branch.commit()


def shadow(branch: Branch) -> None:
    """Put a plan without tasks where the plan's id might be looked for first."""
    (branch.here / "fairs").mkdir()
    (branch.here / "fairs" / "plan.yaml").write_text(PLAN[: PLAN.index("indicators:")] + "tasks: []\n", "utf-8")


@pytest.mark.parametrize(
    ("attack", "words", "code"),
    [
        pytest.param(tagged, "--new-since main", 2, id="a tag called main"),
        pytest.param(committed_result, "--baseline known.json", 2, id="a result that knows everything"),
        pytest.param(lambda branch: branch.file.unlink(), "", 4, id="no plan"),
        pytest.param(lambda branch: branch.file.write_text("id: [\n"), "", 3, id="no YAML"),
        pytest.param(lambda branch: branch.lights.unlink(), "", 4, id="no light rules"),
        pytest.param(shadow, "--plan fairs", 4, id="a plan in the place of another"),
        pytest.param(lambda branch: shutil.copytree(branch.folder, branch.here / "plans" / "expo"), "", 4,
                     id="a second plan"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged(branch: Branch, attack: Attack, words: str, code: int) -> None:
    """Where it is not clear what is checked, or against what, the command fails and says why."""
    attack(branch)
    done = branch.check(*words.split())
    assert (done.code, done.out) == (code, "")
    assert done.err


# what honest people do


def approve(branch: Branch) -> None:
    """Have the latest request approved by somebody else."""
    assert branch.run("approve", branch.json("log")["updates"][-1]["id"], "--by", "张敏").code == 0


def approved_extension(branch: Branch) -> None:
    """Ask for a later day, have it approved by somebody else, and write it into the plan."""
    assert branch.run("reschedule", "1.1", "2024-12-20", "--reason", "场馆检修").code == 0
    approve(branch)
    MOVED(branch)


def amended(branch: Branch) -> None:
    """Change the plan's terms and have them adopted with a reason."""
    edit("grace: 0", "grace: 3", "zh: 培训200人以上", "zh: 培训300人以上", STONE, "")(branch)
    rewrite(branch.calendar, "]", ", 2024-11-11]")
    assert branch.run("adopt", "--reason", "市政府常务会议调整").code == 0


HONEST: list[tuple[str, Attack]] = [
    ("a comment in the file", edit("report_every: month\n", "report_every: month  # 每月\n")),
    ("another order of keys", edit("    start: 2024-03-01\n", "", "    curve:", "    start: 2024-03-01\n    curve:")),
    ("a report", lambda branch: branch.run("update", "1.2", "--note", "已培训80人")),
    ("a late report", lambda branch: branch.run("update", "1.2", "--note", "已培训80人", "--for", "2024-10")),
    ("a report from another branch, recorded before", forged("report", ref="1.2", day="2024-10-20", progress="开班")),
    ("an undo", lambda branch: [branch.run("update", "2", "--percent", "90"), branch.run("undo")]),
    ("an extension that was approved", approved_extension),
    ("a cancellation that was approved", both(
        lambda branch: branch.run("cancel", "1.2", "--reason", "并入1.1", "--source", "深府〔2024〕9号"), approve,
    )),
    ("a completion that was approved", both(lambda branch: branch.run("done", "2", "--note", "已印发"), approve)),
    ("an amendment with a reason", amended),
    ("a unit that has a successor", edit(
        "  fund: {zh: 基金委, en: NSF Committee}\n",
        "  fund: {zh: 基金委, en: NSF Committee, until: 2024-11-10, successor: nsf}\n  nsf: {zh: 基金会, en: NSF}\n",
    )),
    ("a unit that has another name", edit(
        "{zh: 基金委, en: NSF Committee}",
        "{zh: 基金会, en: NSF, formerly: [{zh: 基金委, en: NSF Committee, until: 2024-11-10}]}",
    )),
]  # fmt: skip


@pytest.mark.parametrize("act", [pytest.param(act, id=name) for name, act in HONEST])
def test_what_honest_people_do(branch: Branch, act: Attack) -> None:
    """What is written, reported, adopted or approved as it should be adds nothing that fails."""
    before = branch.files()
    act(branch)
    assert branch.files() != before
    done = branch.check("--new-since", "main")
    assert (errors(done), done.code) == ([], 0)


def test_nobody_reports_in_advance(branch: Branch) -> None:
    """A report by hand on a period that had not begun answers nothing once that period is over."""
    branch.forge("report", ref="1.2", progress="已培训300人", **{"for": "2024-12"})
    with time_machine.travel("2025-01-10T04:00:00Z"):
        said = "[unreported] 1.2 Train over 200 people: no report for 2024-12 (3 periods in a row, since 2024-10)"
        assert said in errors(branch.check())
