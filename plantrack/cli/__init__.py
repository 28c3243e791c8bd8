"""The command line. A command opens a context, calls one library function, and presents what it returns.

app              the commands and the modules that hold them; groups: what they are used for
commands/        the commands, one module per group
answers          what a command that only reads has written, written again while it holds
observed         what a command rests on, found out while it runs
marks            by what a path is known to be what it was; entry: an answer as it is kept
interruption     Ctrl-C
loading          what is loaded without parts that take their time
streams          stdin, stdout and stderr where they are missing
error_boundary   turns every error into one line and an exit code; the language of help; hints: what helps then
context          what a command works with: the plan and its history as of a day, light rules, language, output
plan_context     the plan and the files beside it; history_context: the journal, and the snapshot kept of it
writer           who acts, on which day, and the recording of updates
options          the options that commands share; output_formats: the format that a file's ending asks for
portfolio        all plans of a place: found, a row made of each, shown together; place_context: their context
plan_questions   what is asked of each of many plans; plan_rows: answered, by several processes; kept_rows: kept
check_run        one run of the check, and what it is compared with
pager            the program that shows what is longer than the screen
prompts          the questions of `update` on a terminal, and its JSON lines
plan_options     what `add` and `edit` take; plan_entries: read as entries of the plan; plan_writing: written, and told
asking_plan      what `add` and `edit` ask on a terminal
help             the help and the messages of typer in Chinese
completion       what the shell completes
"""

import atexit
import gc
import os
import sys

from plantrack.cli.interruption import listen, stop_listening
from plantrack.cli.streams import complete_streams


def main() -> None:
    """Run plantrack with the words of the command line, and end the process."""
    try:
        run()
    except SystemExit as end:
        _end(end.code or 0)
        raise
    _end(0)


def _end(code: int | str) -> None:
    """End the process at once, where all is written: to take down what was loaded takes as long as a short command."""
    if isinstance(code, int):
        atexit._run_exitfuncs()  # noqa: SLF001 - as Python does first
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            return  # it fails once more as Python ends, which then says so
        os._exit(code)


def run() -> None:
    """Run plantrack with the words of the command line."""
    complete_streams()
    listen()
    try:
        _run()
    finally:
        stop_listening()


def _run() -> None:
    # A command keeps what it makes until it ends: collecting costs 15 % of processor time and frees no memory.
    gc.disable()
    from plantrack.cli import answers

    file = answers.asked(sys.argv[1:])
    code = None if file is None else answers.recall(file)
    if code is not None:
        raise SystemExit(code)
    from plantrack.cli.loading import load_msgspec

    load_msgspec()
    if file is None:
        _command()
        return
    from plantrack.cli.observed import begin

    answers.current = begin(file)
    try:
        _command()
    except SystemExit as end:
        if answers.current:
            answers.current.keep(end.code)
        raise


def _command() -> None:
    from plantrack.cli.app import build

    completing = "_PLANTRACK_COMPLETE" in os.environ
    if "--install-completion" in sys.argv:
        from plantrack.cli.completion import fix_zsh_script

        fix_zsh_script()
    build(None if completing else sys.argv[1:])(prog_name="plantrack")


__all__ = ["main", "run"]
