"""A trial of an old workbook (.xls) in a process of its own, whose memory is limited.

What such a file asks for shows only when it is read; a library that runs out of memory takes its process with it.
"""

import subprocess
import sys

from plantrack.errors import PlanError

MEMORY = 640 * 1024 * 1024
"""The most that the trial may use, in bytes; beside the program, that is for some ten million cells."""
_SECONDS = 60
_TRIAL = f"""
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
except ImportError:
    pass
import python_calamine
try:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    print(sum(sheet.height * sheet.width for sheet in map(book.get_sheet_by_index, range(len(book.sheet_names)))))
except python_calamine.CalamineError:
    print(0)
"""


def tried_cells(content: bytes) -> int:
    """Return over how many places the cells reach. Raises PlanError if reading them takes too much memory or time."""
    command = [sys.executable, "-P", "-c", _TRIAL]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode or not done.stdout.strip().isdigit():
        raise PlanError("its cells reach too far to be read; copy the table into a new workbook and save it as .xlsx")
    return int(done.stdout)
