"""The command line: opens, calls one library function, renders.

app        the commands, and the one error boundary
desk       what a command works with: plan, journal, dates, language, streams; the clock is read here only
options    the options that commands share
help       what --help and refused command lines say in Chinese
completion references and units offered by the shell, with their titles
reading    status, show, list, log, baseline
writing    update, done, measure, assign, reschedule, adopt, undo
reporting  report, check, validate
drawing    chart
importing  import
tracing    trace
starting   new, schema
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run plantrack with the words of the command line."""
    from plantrack.cli.app import build

    gc.disable()  # a command is short, and what it holds it holds to its end
    completing = "_PLANTRACK_COMPLETE" in os.environ
    if "--install-completion" in sys.argv:
        from plantrack.cli.completion import answer_the_first_tab

        answer_the_first_tab()
    build(() if completing else sys.argv[1:])(prog_name="plantrack")


__all__ = ["main"]
