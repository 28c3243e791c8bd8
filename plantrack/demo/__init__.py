"""The demo: the plan of a made-up bureau and a year of its journal, as they stood on any day of 2026.

`plan.yaml` is the plan of the whole year: a line that ends in `# until 2026-06-28` stood there up to that day, one that
ends in `# from 2026-06-29` from then on. Each journal is what the commands of the year wrote, in one language.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from plantrack.errors import UsageError
from plantrack.files import real, typed
from plantrack.journal import new_files, week_files
from plantrack.journal.lines import decode_file
from plantrack.model.updates import AnyUpdate, day_in
from plantrack.planfile import NAME
from plantrack.planfile.new_plan import check_id, write_files
from plantrack.planfile.protected import check_output

HERE = Path(__file__).parent
LANGUAGES = ("zh", "en")
ZONE = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
_DATED = re.compile(r"(.*?) *# (from|until) (\d{4}-\d\d-\d\d)")
_BOTH = re.compile(r'"([^"¦]*)¦([^"¦]*)"')
_CLOCK = re.compile(r"^example: (2026-\d\d-\d\d)$", re.MULTILINE)


def demo_files(folder: Path, day: date, language: str) -> dict[Path, str]:
    """Return the files of the demo as it stood at the end of a day.

    Raises UsageError for another year, and for a folder whose name can be no plan's id.
    """
    if not FIRST <= day <= LAST:
        raise UsageError("the demo covers {first} to {last}, not {day}", first=FIRST, last=LAST, day=day)
    check_id(real(folder).name)
    check_output(folder)
    recorded = (update for update in journal(language) if day_in(update.at, ZONE) <= day)
    return {folder / NAME: plan_text(real(folder).name, day, language)} | week_files(folder / "journal", recorded)


def journal(language: str) -> list[AnyUpdate]:
    """Return everything that is recorded through the year, in its order."""
    file = HERE / f"journal.{language}.jsonl"
    return decode_file(file.read_bytes(), file).updates


def plan_text(plan_id: str, day: date, language: str) -> str:
    """Return plan.yaml as it stood on a day."""
    lines = (_line_of(line, day.isoformat()) for line in (HERE / NAME).read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line is not None) + "\n"
    text = _BOTH.sub(lambda found: f'"{found[1 + LANGUAGES.index(language)]}"', text)
    return Template(text).substitute(id=plan_id, language=language, day=day)


def _line_of(line: str, day: str) -> str | None:
    """Return a line as it stood on a day, None where it did not."""
    if not (dated := _DATED.fullmatch(line)):
        return line
    text, which, limit = dated.groups()
    return text if (day >= limit if which == "from" else day <= limit) else None


def replaced_files(folder: Path) -> list[Path]:
    """Return the files of a demo that was written here before and left as it was; hidden ones do not count.

    Raises UsageError for a folder that holds anything else.
    """
    here = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    if (folder.exists() and not folder.is_dir()) or (here and not _is_demo(folder, here)):
        raise UsageError("{folder} holds something else than the demo; name another folder", folder=typed(folder))
    return here


def write_demo(folder: Path, files: dict[Path, str], before: Iterable[Path]) -> None:
    """Write the files of a demo, and remove those of one that was written here before. Raises UsageError."""
    write_files(files | new_files(folder / "journal"))
    for path in before:
        if path not in files:
            path.unlink(missing_ok=True)


def _is_demo(folder: Path, here: list[Path]) -> bool:
    """Tell whether files are exactly those that the demo writes for the day that its plan names."""
    try:
        found = {path: path.read_text(encoding="utf-8") for path in here}
    except (OSError, ValueError):
        return False
    clock = _CLOCK.search(found.get(folder / NAME, ""))
    return clock is not None and any(
        found == demo_files(folder, date.fromisoformat(clock[1]), one) for one in LANGUAGES
    )
