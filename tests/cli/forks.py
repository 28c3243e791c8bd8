"""Plantrack run as a program many times over: a process that has loaded it forks for each command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from cli_support import Run, environment

SERVER = """
import gc, json, os, sys
from contextlib import nullcontext
from importlib import import_module

import time_machine

import plantrack.cli as cli
from plantrack.cli.app import COMMAND_MODULES

for name in COMMAND_MODULES:
    import_module(f"plantrack.cli.commands.{name}")
told, scratch = os.fdopen(int(sys.argv[1]), "w"), sys.argv[2]
files = [os.path.join(scratch, name) for name in ("out", "err", "ran")]

def child(words, here, env, moment):
    for number, name in enumerate(files[:2], 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.chdir(here)
    os.environ.clear()
    os.environ.update(env)
    run = cli._command
    def ran():
        os.mkdir(files[2])
        run()
    cli._command = ran
    sys.argv = ["plantrack", *words]
    with time_machine.travel(moment) if moment else nullcontext():
        try:
            cli.run()
        except SystemExit as end:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(end.code or 0)  # to take down what was loaded takes as long as many a command

gc.collect()
gc.freeze()
for line in sys.stdin:
    if os.path.exists(files[2]):
        os.rmdir(files[2])
    pid = os.fork()
    if not pid:
        child(*json.loads(line))
    _, status = os.waitpid(pid, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), not os.path.exists(files[2])]), file=told, flush=True)
"""


class Answer(NamedTuple):
    """How a command ended, and whether it was spared: what it had written before was written again."""

    run: Run
    recalled: bool


class Forks:
    """Runs command lines in a folder, each in a process of its own."""

    def __init__(self, process: subprocess.Popen[str], told: TextIO, scratch: Path, here: Path) -> None:
        self._process, self._told, self._scratch = process, told, scratch
        self.here = here
        self.moment: str | None = None
        """When it is; now if nothing is said."""
        self.env: dict[str, str] = {}

    def ask(self, words: str, env: Mapping[str, str] | None = None, here: Path | None = None) -> Answer:
        """Run a command line."""
        given = environment({**self.env, **(env or {})})
        assert self._process.stdin
        self._process.stdin.write(json.dumps([words.split(), str(here or self.here), given, self.moment]) + "\n")
        self._process.stdin.flush()
        code, recalled = json.loads(self._told.readline())
        out, err = ((self._scratch / name).read_bytes().decode("utf-8", "surrogateescape") for name in ("out", "err"))
        return Answer(Run(code, out, err), recalled)

    def afresh(self, words: str, env: Mapping[str, str] | None = None) -> Run:
        """Return how it ends without any cache."""
        return self.ask(words, {**(env or {}), "PLANTRACK_CACHE": "off"}).run


@contextmanager
def forks(scratch: Path, here: Path) -> Iterator[Forks]:
    """Start the process that forks."""
    scratch.mkdir()
    reader, writer = os.pipe()
    command = [sys.executable, "-c", SERVER, str(writer), str(scratch)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True, env=environment(), pass_fds=(writer,)) as process:
        os.close(writer)
        with os.fdopen(reader) as told:
            yield Forks(process, told, scratch, here)
            assert process.stdin
            process.stdin.close()
