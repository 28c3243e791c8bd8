"""The README's commands install what was tested, the versions of uv.lock, whatever an index offers by then."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distributions
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
COPIED = ("plantrack", "plans", "tests", "README.md", "LICENSE", "pyproject.toml", "uv.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
LOCKED = {package["name"]: package["version"] for package in PACKAGES if "registry" in package["source"]}
LINES = (ROOT / "README.md").read_text("utf-8").splitlines()
REPORT, TESTS = dict.fromkeys(line for line in LINES if "pip install -qUt" in line)  # once in each language
BROKEN = "import sys; sys.exit('a broken release was installed')"


def needed(name: str) -> set[str]:
    """Return a package of the lock with everything that it needs on any system."""
    (package,) = (package for package in PACKAGES if package["name"] == name)
    return {name}.union(*(needed(other["name"]) for other in package.get("dependencies", [])))


def test_what_builds_the_package() -> None:
    """It comes at the versions of the lock, too: what is built apart from everything else would take the newest."""
    (builder,) = PROJECT["build-system"]["requires"]
    wanted = needed(re.split("[<>=]", builder)[0])
    assert PROJECT["tool"]["uv"]["build-constraint-dependencies"] == [
        f"{name}=={LOCKED[name]}" for name in sorted(wanted)
    ]


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        ".github/CONTRIBUTING.md",
        ".github/workflows/weekly.yml",
        ".github/workflows/release.yml",
    ],
)
def test_what_installs(file: str) -> None:
    """It is the uv of the lock, wherever it is named."""
    assert set(re.findall(r"\buv==(\S+)", (ROOT / file).read_text("utf-8"))) == {LOCKED["uv"]}


def test_the_lock_names_the_public_index() -> None:
    """Everything comes from PyPI, by whomever the lock was written."""
    assert {package["source"]["registry"] for package in PACKAGES if "registry" in package["source"]} == {
        "https://pypi.org/simple"
    }
    files = [file["url"] for package in PACKAGES for file in (package.get("sdist"), *package.get("wheels", [])) if file]
    assert [url for url in files if not url.startswith("https://files.pythonhosted.org/packages/")] == []


def release(folder: Path, name: str, version: str) -> None:
    """Write a wheel with which no Python starts where it is installed."""
    stem = f"{name.replace('-', '_')}-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}.pth", BROKEN)
        wheel.writestr(f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        wheel.writestr(
            f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{stem}.dist-info/RECORD", "")


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, whose lists of files are what an index of packages shows."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """Return the address of an index that has newer, broken releases of everything that is locked."""
    for name, version in LOCKED.items():
        for newer in (f"{version}.1", "9999"):
            release(tmp_path / "index" / name, name, newer)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "index"))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a copy of the repository in which nothing is installed."""
    found = tmp_path / "clone"
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, found / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, found / name)
    return found


def run(line: str, clone: Path, index: str) -> str:
    """Return what a line prints in a shell that finds Python and pip, and both installers ask the index, too."""
    ours = ("PLANTRACK_", "UV_", "VIRTUAL_ENV", "XDG_", "PYTEST_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {"PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin", "PIP_EXTRA_INDEX_URL": index}
    env |= {"UV_INDEX": index, "UV_INDEX_STRATEGY": "unsafe-best-match"}
    done = subprocess.run(["bash", "-c", line], cwd=clone, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def installed(clone: Path) -> dict[str, str]:
    """Return the versions of what is installed beside plantrack."""
    (packages,) = clone.glob(".venv/lib/python3*/site-packages")
    found = {one.name.lower().replace("_", "-"): one.version for one in distributions(path=[str(packages)])}
    found.pop("plantrack")
    return found


@pytest.mark.slow
def test_newer_and_broken_releases(clone: Path, index: str) -> None:
    """An index offers newer, broken releases of everything: both commands install the lock's, and do their work."""
    assert "高交会" in run(REPORT, clone, index)
    at_first = installed(clone)
    assert "passed" in run(f"{TESTS} tests/test_errors.py", clone, index)
    then = installed(clone)
    assert (then["msgspec"], at_first.items() < then.items() <= LOCKED.items()) == (LOCKED["msgspec"], True)
    unlocked = run(f".uv/bin/uv pip compile -q --default-index {index} pyproject.toml", clone, index)
    assert {"msgspec==9999", f"typer=={LOCKED['typer']}.1"} <= set(unlocked.splitlines())
