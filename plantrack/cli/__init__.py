"""The command line: opens, calls one library function, renders.

app        the commands, and the one error boundary
desk       what a command works with: plan, journal, today, language; the clock is read here only
view       a desk for reading: as of a day, by which rules, in which format, and into which file
pen        a desk for recording: who acts, on which day, as one act
options    the options that commands share; endings: which format a file asks for
waiting    a line on stderr while long work is done
asking     the questions of `update` on a terminal
help       what --help and refused command lines say in Chinese
completion references and units offered by the shell, with their titles
reading    status, show, list, log, baseline
writing    update, done, measure, assign, reschedule, adopt, undo
reporting  report, check, validate; gate: what one run of the check finds
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
