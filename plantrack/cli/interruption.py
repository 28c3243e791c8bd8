"""Ctrl-C: at any instant it ends the program, quietly and with 130.

Python alone loses some: it calls the handler where no exception can leave (in a callback of the import system), and
not before a wait is over that begins as the signal comes. So a thread sends the signal again until the program ends.
Others would turn a KeyboardInterrupt into words or a traceback; a SystemExit goes through.
"""

import _signal as signal  # type: ignore[import-not-found]  # `signal` takes milliseconds, in which nobody listens
import _thread
import os
import sys
import time

INTERRUPTED = 130
AGAIN = 0.25
"""Seconds after which a signal that was lost is sent again."""
CLEARING = 5.0
"""Seconds more for what clears up once the signal has come, before it is sent again all the same."""
_came: list[int] = []
"""The signals whose exception is on its way."""


def listen() -> None:
    """End the program on Ctrl-C from now on, unless whoever started it lets it ignore that."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return
    signal.signal(signal.SIGINT, _end)
    sys.unraisablehook = _unless_ended
    if hasattr(signal, "pthread_kill"):
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        _thread.start_new_thread(_send_again, (reader, _thread.get_ident()))


def stop_listening() -> None:
    """Let nothing interrupt the end of the program; if it was interrupted before, it ends here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _came:
        os._exit(INTERRUPTED)


def _end(number: int, _: object) -> None:
    _came.append(number)
    raise SystemExit(INTERRUPTED)


def _unless_ended(lost: "sys.UnraisableHookArgs") -> None:
    """Print an exception that nobody could catch, unless it is that of Ctrl-C, which comes again."""
    if lost.exc_type is SystemExit:
        _came.clear()
    else:
        sys.__unraisablehook__(lost)


def _send_again(reader: int, thread: int) -> None:
    """Send each signal that comes to a thread once more, as long as the program runs."""
    while os.read(reader, 1):
        time.sleep(AGAIN)
        if _came:
            time.sleep(CLEARING)
        signal.pthread_kill(thread, signal.SIGINT)
