"""The gate in other people's CI: the hooks, the action, the workflows and the GitLab job run as they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_support import ROOT, Bench, Run, environment
from repository import ALONE, git
from required import require

from plantrack.guide import page

ACTION = ROOT / ".github" / "actions" / "plantrack" / "action.yml"
WORKFLOWS = ROOT / ".github" / "workflows"
CI, NEWEST, WEEKLY, RELEASE = (WORKFLOWS / f"{name}.yml" for name in ("ci", "newest", "weekly", "release"))
ISSUES = ROOT / ".github" / "ISSUE_TEMPLATE"
GITLAB = ROOT / ".gitlab" / "plantrack.gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
HOSTILE = ("$(touch x)`touch x`;touch x\n::error::x", "--help", "'名 字\" *")
"""What would do something if a shell, the program's options or the log of GitHub read it."""
DAY = "2024-11-18"


def read(file: Path) -> Any:
    """Return what a YAML file says."""
    return yaml.safe_load(file.read_text("utf-8"))


class Runner:
    """Runs the scripts of steps as GitHub does: as they stand, what was given only in the environment."""

    def __init__(self, bench: Bench, steps: Sequence[dict[str, Any]], inputs: Mapping[str, str]) -> None:
        self.bench, self.inputs = bench, inputs
        self.steps = {step["id"]: step for step in steps if "id" in step}
        self.temp = bench.here.parent / "temp"
        self.summary, self.output = self.temp / "summary", self.temp / "output"
        self.outputs = {"python": {"python-path": sys.executable}}
        program = self.temp / "plantrack" / "bin" / "plantrack"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plantrack "$@"\n', "utf-8")
        program.chmod(0o755)
        self.env = {
            "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_OUTPUT": str(self.output), "RUNNER_TEMP": str(self.temp),
            "GITHUB_ACTION_PATH": str(ACTION.parent), "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip

    def run(self, name: str, **more: str) -> Run:
        """Run the step of that id and keep its outputs."""
        step = self.steps[name]
        assert "${{" not in step["run"]
        given = {key: re.sub(r"\$\{\{ (.+?) \}\}", self._value, text) for key, text in step.get("env", {}).items()}
        self.summary.write_bytes(b"")
        self.output.write_bytes(b"")
        done = script(self.bench, step["run"], {**self.env, **given, **more}, BASH)
        written = self.output.read_text("utf-8").splitlines()
        self.outputs[name] = dict(line.split("=", 1) for line in written)
        return done

    def _value(self, found: re.Match[str]) -> str:
        match found[1].split("."):
            case ["inputs", name]:
                return self.inputs.get(name, "")
            case ["steps", name, "outputs", output]:
                return self.outputs[name].get(output, "")
        raise AssertionError(found[1])


def script(bench: Bench, text: str, env: Mapping[str, str], shell: Sequence[str]) -> Run:
    """Run a script with a shell on the bench."""
    file = bench.here.parent / "script"
    file.write_text(text, "utf-8")
    done = subprocess.run([*shell, file], cwd=bench.here, env=environment(env), capture_output=True, check=False)
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def action(bench: Bench, **inputs: str) -> Runner:
    """Return the action with inputs, which are written with _ for -; what is not given is as the action says."""
    told = read(ACTION)
    given = {name.replace("_", "-"): text for name, text in inputs.items()}
    assert set(given) <= set(told["inputs"])
    return Runner(bench, told["runs"]["steps"], {n: i["default"] for n, i in told["inputs"].items()} | given)


@pytest.fixture
def repository(bench: Bench) -> Bench:
    """A bench whose files are committed, as on a main branch that was fetched."""
    git(bench.here, "init", "-q", "-b", "main")
    commit(bench)
    git(bench.here, "update-ref", "refs/remotes/origin/main", "HEAD")
    return bench


def commit(bench: Bench) -> None:
    """Commit everything on the bench."""
    git(bench.here, "add", "-A")
    git(bench.here, "commit", "-qm", "x")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-actions", ACTION),
        *(("github-workflows", file) for file in (CI, NEWEST, WEEKLY, RELEASE)),
        ("gitlab-ci", GITLAB),
        *(("github-issue-forms", ISSUES / f"{name}.yml") for name in ("bug", "wish")),
        ("github-issue-config", ISSUES / "config.yml"),
    ],
)
def test_schemas(schema: str, file: Path) -> None:
    """The files are what the published schemas want."""
    words = [require("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


def test_workflows_may_only_read() -> None:
    """No workflow may do more than read the repository, and no script of theirs takes what is given as words.

    The job that publishes a release has no script; it may say to the index who it is, and nothing else.
    """
    for file in sorted(WORKFLOWS.iterdir()):
        told = read(file)
        assert told["permissions"] == {"contents": "read"}
        for name, job in told["jobs"].items():
            publishes = (file, name) == (RELEASE, "publish")
            assert job.get("permissions") == ({"id-token": "write"} if publishes else None)
            assert not publishes or not [step for step in job["steps"] if "run" in step]
            assert not [step for step in job["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize(
    ("tag", "told", "code"),
    [
        ("v0.9.0", "## 0.9.0 (2027-01-04)\n", 0),
        ("v0.9", "## 0.9.0\n", 1),
        ("0.9.0", "## 0.9.0\n", 1),
        ("v0.9.0", "## 0.8.0\n", 1),
        ("v0.9.0", "## 0.9.0 (unreleased)\n", 1),
    ],
)
def test_a_release_is_the_version_that_is_tagged(bench: Bench, tag: str, told: str, code: int) -> None:
    """A tag that names another version, or one of which the CHANGELOG does not tell, publishes nothing."""
    (bench.here / "plantrack").mkdir()
    (bench.here / "plantrack" / "version.py").write_text('__version__ = "0.9.0"\n', "utf-8")
    (bench.here / "CHANGELOG.md").write_text(f"# Changes\n\n{told}", "utf-8")
    runner = Runner(bench, read(RELEASE)["jobs"]["build"]["steps"], {})
    assert runner.run("version", GITHUB_REF_NAME=tag).code == code


@pytest.mark.parametrize("language", ["zh", "en"])
def test_examples(language: str) -> None:
    """They give the action inputs that it has, include the job that is there, and name hooks that are there."""
    examples = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", page("gate", language), re.DOTALL)]
    workflow, job, hooks, report = examples
    checkout, check = workflow["jobs"]["check"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    assert re.sub("^OWNER/plantrack/|@.*$", "", check["uses"]) == ACTION.parent.relative_to(ROOT).as_posix()
    assert set(check["with"]) <= set(read(ACTION)["inputs"])
    assert job["include"]["file"] == GITLAB.relative_to(ROOT).as_posix()
    named = [found["id"] for repository in hooks["repos"] for found in repository["hooks"]]
    assert named == [found["id"] for found in read(HOOKS)]
    assert {*job["plantrack"]["variables"]} <= {*read(GITLAB)["plantrack"]["variables"]}
    assert [*report["jobs"]] == ["report"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_example_of_a_weekly_report(bench: Bench, language: str) -> None:
    """Its steps put the report on the last week into the summary, and into the file that is kept."""
    *_, text = re.findall(r"```yaml\n(.*?)```", page("gate", language), re.DOTALL)
    steps = yaml.safe_load(text)["jobs"]["report"]["steps"]
    runner = Runner(bench, (), {})
    scripts = [step["run"] for step in steps if step.get("run", "").startswith("plantrack ")]
    assert script(bench, "\n".join(scripts), {**runner.env, "PLANTRACK_LANG": "en"}, BASH) == Run(
        0, "", "weekly.html written\n"
    )
    kept = bench.here / steps[-1]["with"]["path"]
    assert kept.read_text("utf-8").startswith("<!doctype html>")
    told = bench.program("report", "--week", "last", "--format", "markdown", "--lang", "en").out
    assert runner.summary.read_text("utf-8") == told


# the action


def test_action(repository: Bench) -> None:
    """Annotations, summary and SARIF are those of the check; its exit code comes out, and decides at the end."""
    runner = action(repository, plan="fairs", as_of=DAY, lang="en")
    words = ("check", "--as-of", DAY, "--lang", "en", "--format")
    annotations = repository.run(*words, "github").out
    assert "::error file=plans/fairs/plan.yaml,line=26,title=overdue::1.1 Hold the Hi-Tech Fair: due" in annotations
    sarif = runner.temp / "plantrack.sarif"
    assert runner.run("check") == Run(0, annotations, f"{sarif} written\n")
    assert runner.summary.read_text("utf-8").startswith(f"## Plan of the fairs\n\nfindings as of {DAY}: ")
    assert sarif.read_text("utf-8") == repository.run(*words, "sarif").out
    assert runner.outputs["check"] == {"exit-code": "1", "sarif": str(sarif)}
    assert runner.run("result") == Run(1, "")


@pytest.mark.slow
def test_action_rules(repository: Bench) -> None:
    """The rules are those that were asked for, and weigh what was asked for."""
    runner = action(repository, as_of=DAY, only="overdue,unreported", warn_on="overdue", fail_on="unreported")
    runner.run("check")
    told = json.loads((runner.temp / "plantrack.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert {(found["ruleId"], found["level"]) for found in told} == {("overdue", "warning"), ("unreported", "error")}


@pytest.mark.slow
def test_action_ratchet(repository: Bench) -> None:
    """Against a revision, what was there fails nothing."""
    runner = action(repository, as_of=DAY, new_since="origin/main", lang="en")
    done = runner.run("check")
    assert (done.out.count("::notice "), done.out.count("::error ")) == (done.out.count("\n") - 1, 0)
    assert runner.outputs["check"]["exit-code"] == "0"
    assert runner.run("result") == Run(0, "")


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["plan", "new_since", "baseline", "fail_on", "warn_on", "only", "as_of", "lang"])
def test_action_hostile(repository: Bench, name: str, text: str) -> None:
    """What was given as an input stays one value of one option: the check says no, and nothing else happens."""
    before = repository.files()
    runner = action(repository, **{name: text})
    done = runner.run("check")
    code = "4" if name == "plan" else "2"
    assert (done.code, done.out, runner.outputs["check"]) == (0, "", {"exit-code": code})
    assert [line for line in done.err.splitlines() if line.lstrip().startswith(("::", "Usage"))] == []
    assert runner.run("result") == Run(int(code), "")
    assert repository.files() == before
    assert sorted(path.name for path in runner.temp.iterdir()) == ["output", "plantrack", "summary"]


@pytest.mark.slow
def test_action_installs(repository: Bench) -> None:
    """Without words of its own it installs the version it came with, into a place of its own."""
    runner = action(repository, as_of=DAY)
    (runner.temp / "plantrack" / "bin" / "plantrack").unlink()
    assert runner.run("install", **offline()).code == 0
    program = runner.temp / "plantrack" / "bin" / "plantrack"
    where = "import plantrack; print(plantrack.__file__)"
    found = subprocess.run([program.parent / "python", "-c", where], env=offline(), capture_output=True, check=False)
    assert runner.temp.as_posix() in found.stdout.decode()
    runner.run("check", **offline())
    assert runner.outputs["check"]["exit-code"] == "1"
    before = repository.files()
    for text in HOSTILE:
        runner.inputs = {**runner.inputs, "install": text}
        done = runner.run("install", PYTHON="true", **offline())
        assert (done.code in (1, 2), done.out, repository.files()) == (True, "", before)
        assert "nvalid" in done.err
        assert [line for line in done.err.splitlines() if line.lstrip().startswith(("::", "Usage"))] == []


def offline() -> dict[str, str]:
    """Return what lets pip build and install without an index: everything else is this Python's."""
    pip = {"NO_INDEX": "1", "NO_DEPS": "1", "NO_BUILD_ISOLATION": "0", "IGNORE_INSTALLED": "1"}
    return {"PYTHONPATH": sysconfig.get_path("purelib"), **{f"PIP_{name}": value for name, value in pip.items()}}


# the weekly report


def weekly(bench: Bench, **inputs: str) -> Runner:
    """Return the workflow's steps, in a step that begins with an empty summary."""
    return Runner(bench, read(WEEKLY)["jobs"]["report"]["steps"], inputs)


@pytest.mark.slow
@pytest.mark.parametrize("week", ["2024-W46", ""])
def test_weekly(bench: Bench, week: str) -> None:
    """The report on the week goes into the summary; what the check finds is told beside it and fails nothing."""
    runner = weekly(bench, week=week)
    assert runner.run("report") == Run(0, "")
    expected = bench.program("report", "--week", week or "last", "--format", "markdown", "--lang", "zh")
    assert runner.summary.read_text("utf-8") == expected.out
    done = runner.run("check")
    assert (done.code, "::error file=" in done.out) == (0, True)
    assert runner.summary.read_text("utf-8").startswith("## 会展计划\n")


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_weekly_hostile(bench: Bench, text: str) -> None:
    """A week that is none is refused, and nothing else happens; a check that cannot be carried out fails."""
    before = bench.files()
    runner = weekly(bench, week=text)
    done = runner.run("report")
    assert (done.code, done.out, runner.summary.read_bytes(), bench.files()) == (2, "", b"", before)
    bench.file.write_bytes(b"\xff")
    assert runner.run("check").code == 1


# the GitLab job


def gitlab(bench: Bench, **env: str) -> Run:
    """Run the script of the job, after what it would install."""
    job = read(GITLAB)["plantrack"]
    given = {**Runner(bench, (), {}).env, "PLANTRACK_LANG": "en", "CI_DEFAULT_BRANCH": "main", **env}
    return script(bench, "\n".join(job["script"]), given, ("sh", "-e"))


@pytest.mark.slow
def test_gitlab(repository: Bench) -> None:
    """On the default branch everything fails that is found, and the reports are there nevertheless."""
    done = gitlab(repository)
    assert (done.code, done.err) == (1, "codequality.json written\njunit.xml written\n")
    assert done.out == repository.program("check", "--lang", "en").out
    reports = read(GITLAB)["plantrack"]["artifacts"]["reports"]
    for form, file in (("gitlab", reports["codequality"]), ("junit", reports["junit"])):
        expected = repository.program("check", "--lang", "en", "--format", form).out
        assert (repository.here / file).read_text("utf-8") == expected


@pytest.mark.slow
def test_gitlab_merge_request(repository: Bench) -> None:
    """On a merge request what was there where it began fails nothing; a plan that cannot be read always fails."""
    assert gitlab(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="main").code == 0
    repository.file.write_bytes(b"\xff")
    assert gitlab(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="main").code == 1
    assert read(GITLAB)["plantrack"]["variables"]["GIT_DEPTH"] == "0"


# the hooks


def hook(bench: Bench, name: str, *words: str, **more: Any) -> Run:
    """Run a hook by pre-commit, but with the plantrack that is here instead of one that it would install."""
    (told,) = (found for found in read(HOOKS) if found["id"] == name)
    config = {"repos": [{"repo": "local", "hooks": [{**told, "language": "system", **more}]}]}
    (bench.here / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
    git(bench.here, "add", ".pre-commit-config.yaml")
    env = {**Runner(bench, (), {}).env, **ALONE, "PRE_COMMIT_HOME": str(bench.here.parent / "cache")}
    done = subprocess.run(
        [require("pre-commit"), "run", "--color", "never", name, *words],
        cwd=bench.here, env=environment({**env, "PLANTRACK_LANG": "en"}), capture_output=True, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def shown(done: Run) -> list[str]:
    """Return what the hook itself printed."""
    return [line for line in done.out.splitlines() if line.startswith(("plans/", "error", "  "))]


@pytest.mark.slow
def test_manifest() -> None:
    """The manifest is what pre-commit wants."""
    done = subprocess.run([require("pre-commit"), "validate-manifest", HOOKS], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.slow
def test_validate_hook(repository: Bench) -> None:
    """The plans are looked at whose files changed, each once; another plan's problems are no concern of this commit."""
    labs = Bench(repository.here, "labs")
    labs.journal.mkdir(parents=True)
    labs.file.write_text(repository.file.read_text("utf-8").replace("id: fairs", "id: labs"), "utf-8")
    labs.write("<<<<<<< HEAD")
    commit(repository)
    repository.edit("title: {zh: 会展计划", "title: {zh: 展会计划")
    repository.write({"kind": "poll", "id": "U1"})
    git(repository.here, "add", "-A")
    warned = [
        "plans/fairs/journal/2024-W45.jsonl:1: warning: a record of unknown kind 'poll'; kept and left alone",
        "plans/fairs/plan.yaml: errors 0, warnings 1",
    ]
    done = hook(repository, "plantrack-validate", "--verbose")
    assert (done.code, shown(done)) == (0, warned)
    done = hook(repository, "plantrack-validate", "--all-files")
    assert (done.code, shown(done)) == (
        1,
        [
            *warned,
            "plans/labs/journal/2024-W45.jsonl:1: a merge marker; both sides belong here, so delete only this line",
            "plans/labs/plan.yaml: errors 1, warnings 0",
        ],
    )


@pytest.mark.slow
def test_hooks_let_other_files_pass(repository: Bench) -> None:
    """A commit that touches no plan validates none; slips are looked for in any case, for a deletion names no file."""
    (repository.here / "plans" / "notes.yaml").write_text("x", "utf-8")
    (repository.folder / "README.md").write_text("x", "utf-8")
    git(repository.here, "add", "-A")
    done = hook(repository, "plantrack-validate")
    assert (done.code, "no files to check" in done.out) == (0, True)
    assert hook(repository, "plantrack-check").code == 0


@pytest.mark.slow
def test_check_hook(repository: Bench) -> None:
    """A date that is moved without an extension stops the commit; what is only late does not."""
    repository.edit("lead: [fund],", "lead: [fund], weight: 2,")
    git(repository.here, "add", "-A")
    assert hook(repository, "plantrack-check").code == 0
    repository.edit("due: 2024-12-31, lead", "due: 2024-12-30, lead")
    git(repository.here, "add", "-A")
    done = hook(repository, "plantrack-check")
    assert (done.code, ["error [quiet-slip] 2 " in line for line in shown(done)]) == (1, [True])


@pytest.mark.slow
def test_check_hook_with_several_plans(repository: Bench) -> None:
    """Where there are several plans, it says that one is to be named; `args` names it."""
    labs = Bench(repository.here, "labs")
    labs.folder.mkdir()
    labs.file.write_text(repository.file.read_text("utf-8").replace("id: fairs", "id: labs"), "utf-8")
    git(repository.here, "add", "-A")
    done = hook(repository, "plantrack-check")
    assert (done.code, shown(done)[0]) == (1, "error: there are several plans here; choose one with --plan")
    assert hook(repository, "plantrack-check", args=["--plan", "labs"], files="^plans/labs/").code == 0
