"""Where everything is: plan folders of any size in a cache, copies of them to write into, and the commands to time.

The cache lies in the system's folder for temporary files and is made anew when what generates it changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

from benchmarks.timing import COUNTER, Job, environment

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "plans" / "shenzhen-sti-2024"
AS_OF, WEEK = "2024-11-17", "2024-W46"
FOUND = (0, 1)
"""The exit codes of a check that worked."""

MADE_BY = (HERE / "generate.py", *sorted((HERE.parents[1] / "plantrack" / "model" / "updates").glob("*.py")))


def cache() -> Path:
    """Return the folder that keeps generated plans between runs."""
    made_by = sha256(b"".join(path.read_bytes() for path in MADE_BY)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"plantrack-benchmarks-{os.getuid()}" / made_by
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def case(tasks: int, updates: int) -> Path:
    """Return a plan folder of that size, which nobody may write into; a process of its own makes it where needed.

    Generating needs far more memory than what is measured, and a child is never seen smaller than its parent.
    """
    final = cache() / f"{updates}-updates" / f"tasks-{tasks}"
    if not final.exists():
        final.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache()) as unfinished:
            made = Path(unfinished) / final.name
            words = [sys.executable, str(HERE / "generate.py"), str(tasks), str(updates), str(made)]
            subprocess.run(words, check=True, env=environment({}))
            made.replace(final)
    return final


def copy(folder: Path, scratch: Path) -> Path:
    """Return a copy to record into, which shares no file: to link one changes its times, on which answers rest."""
    target = Path(tempfile.mkdtemp(dir=scratch)) / folder.name
    shutil.copytree(folder, target, copy_function=shutil.copyfile)
    return target


def plantrack(*words: str, plan: Path, codes: tuple[int, ...] = (0,)) -> Job:
    """Return a plantrack command on a plan."""
    return Job((script(), *words, "--plan", str(plan)), codes=codes)


def importing(document: Path) -> Job:
    """Return the reading of a document to its list, for machines; nothing is written."""
    return Job((script(), "import", str(document), "--format", "json"))


def script() -> str:
    """Return what people run: the script that was installed."""
    script = Path(sys.executable).with_name("plantrack")
    if not script.exists():
        raise FileNotFoundError(f"{script} is not there; install the project: pip install -e .")
    return str(script)


def check(plan: Path) -> Job:
    """Return the whole check as of the day up to which the generated journals go."""
    return plantrack("check", "--as-of", AS_OF, plan=plan, codes=FOUND)


def update(plan: Path, ref: str = "1.1") -> Job:
    """Return a real report on a task, another one every time; the plan folder must be a copy."""
    return plantrack("update", ref, "--status", "in-progress", "--note", COUNTER, plan=plan)


def report(plan: Path) -> Job:
    """Return the weekly report as text."""
    return plantrack("report", "--week", WEEK, plan=plan)


def status(plan: Path) -> Job:
    """Return the plan at a glance, as text into a pipe."""
    return plantrack("status", "--as-of", AS_OF, plan=plan)


def child(name: str, *words: str) -> Job:
    """Return one of the small programs in `children`."""
    return Job((sys.executable, str(HERE / "children" / f"{name}.py"), *words))
