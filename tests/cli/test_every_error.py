"""Every error: a command line brings it about, in both languages; it says what is wrong and what to do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from cli_support import Bench, Run, command, environment, on_terminal
from error_cases import CASES, Case
from errors_page import GROUPS, NEVER, page, raised, told
from syrupy.assertion import SnapshotAssertion

from plantrack.cli.hints import HINTS
from plantrack.render.i18n import translator

LANGUAGES = ("en", "zh")
WRITES = {"{file}: it is not known whether this was recorded: {why}; `plantrack log` shows what was"}
"""The errors that may have changed a file."""
OF_OTHERS = {
    "the guide has no page {typed!r}; choose one",
    "{program} made no PDF: {why}",
    "git cannot read the repository of {folder}: {why}",
    "the PDF cannot be read: {why}; open it, print it to a new PDF, or copy the text and save it as .txt",
    "the file is damaged: {why}; open it in Word or WPS and save it anew",
    "the template is no Word document (.docx): {why}",
}
"""The errors that list the pages of the guide, or tell a reason in another program's words: both may change."""


@pytest.mark.parametrize("template", CASES, ids=lambda template: template[:90])
def test_error(bench: Bench, template: str, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """The whole of stderr, and the exit code; stdout stays empty, and no file is changed."""
    case = CASES[template]
    for step in case.steps:
        step(bench, monkeypatch)
    before = bench.files()
    done = {language: _run(bench, case, language) for language in LANGUAGES}
    assert {run.code for run in done.values()} <= raised()[template]
    assert bench.files() == before or template in WRITES
    assert all(_pattern(template, language).search(run.err) for language, run in done.items()), done
    if template not in OF_OTHERS:
        assert "\n".join(run.err for run in done.values()).replace(str(bench.here), "HERE") == snapshot


def _run(bench: Bench, case: Case, language: str) -> Run:
    env = {"PLANTRACK_LANG": language}
    if case.how == "terminal":
        shown = on_terminal(bench, *case.words, columns=300, env=env)
        return Run(shown.code, "", shown.out.splitlines()[-1] + "\n")
    done = _into_full(bench, case, env) if case.how == "full" else bench.run(*case.words, given=case.given, env=env)
    assert done.out == ""
    return done


def _into_full(bench: Bench, case: Case, env: dict[str, str]) -> Run:
    """Run a command line whose output goes to a device that is full."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            command(*case.words), cwd=bench.here, env=environment(env), stdout=full, stderr=subprocess.PIPE, check=False
        )
    return Run(done.returncode, "", done.stderr.decode())


def _pattern(template: str, language: str) -> re.Pattern[str]:
    """Return what the message of a template looks like, with what is added to it."""
    say, hint = translator(language), HINTS.get(template)
    added = re.escape(say("{said}; {hint}").format(said="", hint=say(hint.template))) if hint else ""
    return re.compile(re.sub(r"\\\{\w+(!r)?\\\}", ".*", re.escape(say(template)) + added))


def test_every_error_has_its_command_line() -> None:
    """The table has every error that the package raises, but those that no command line ends in, and no other."""
    assert {*CASES, *NEVER} == {*raised()}
    assert CASES.keys().isdisjoint(NEVER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_says_what_to_do(language: str) -> None:
    """In its own words, or in those that the command line adds."""
    assert [template for template in CASES if not told(template, language)[1]] == []


def test_hints() -> None:
    """What is added belongs to a message that there is, and is not said in it already."""
    known = {*raised(), "there is no such day or period"}
    assert sorted(HINTS.keys() - known) == []
    assert [template for template in HINTS if "; " in template] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_error_once(language: str) -> None:
    """A row for each, below its exit code."""
    assert page(language).count("\n| ") == sum(len(raised()[template]) for template in CASES) + len(GROUPS)
