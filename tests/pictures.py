"""The README's pictures: a session on the made-up plan, and the report on 2024-W46 of the shipped one.

python tests/pictures.py            draws them anew, the screenshots with Chromium, LibreOffice and pdftoppm
python tests/pictures.py --check    exit code 1 where a session or chart is stale; screenshots differ between machines
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import session

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "pictures"
REPORT = ("report", "--week", "2024-W46", "--as-of", "2024-11-17")
CHARTS = {"gantt": "en"}
"""The charts, each in its language."""
PAGES = {"docx": "zh"}
"""The documents whose first page is shown."""


def chart(name: str) -> bytes:
    """Return a chart as SVG, the same bytes on every machine."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.svg"
        _plantrack("chart", name, "--as-of", "2024-11-17", "--lang", CHARTS[name], "-o", str(file))
        return file.read_bytes()


def drawn() -> dict[str, bytes]:
    """Return what the program draws today as SVG, by the name of the file: the session and the charts."""
    sessions = {f"session-{theme}": picture.encode() for theme, picture in session.pictures().items()}
    return sessions | {name: chart(name) for name in CHARTS}


def stale() -> list[str]:
    """Return the sessions and charts that are not what the program draws today."""
    kept = {name: (FOLDER / f"{name}.svg", content) for name, content in drawn().items()}
    return [name for name, (file, content) in kept.items() if not file.exists() or file.read_bytes() != content]


def screenshot() -> None:
    """Keep the first screen of the report as a page."""
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        _plantrack(*REPORT, "--lang", "en", "-o", str(page))
        _run("chromium", "--headless", "--no-sandbox", "--hide-scrollbars", f"--user-data-dir={folder}/profile",
             "--window-size=1000,1100", f"--screenshot={FOLDER / 'html.png'}", page.as_uri())  # fmt: skip


def first_page(form: str) -> None:
    """Keep the first page of the report as a document."""
    with TemporaryDirectory() as folder:
        _plantrack(*REPORT, "--lang", PAGES[form], "-o", f"{folder}/report.{form}")
        _run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, f"{folder}/report.{form}")  # fmt: skip
        _run("pdftoppm", "-png", "-singlefile", "-r", "80", f"{folder}/report.pdf", str(FOLDER / form))


def _plantrack(*words: str) -> None:
    _run(sys.executable, "-m", "plantrack", *words)


def _run(*words: str) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLANTRACK_")}
    subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True)


def main() -> int:
    """Draw the pictures, or with --check name those that are stale."""
    if "--check" in sys.argv:
        found = stale()
        for name in found:
            sys.stderr.write(f"{name}.svg is stale; run python tests/pictures.py\n")
        return int(bool(found))
    FOLDER.mkdir(exist_ok=True)
    for name, content in drawn().items():
        (FOLDER / f"{name}.svg").write_bytes(content)
    screenshot()
    for form in PAGES:
        first_page(form)
    return 0


if __name__ == "__main__":
    sys.exit(main())
