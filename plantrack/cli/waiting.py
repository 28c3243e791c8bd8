"""What is shown while long work is done: a line on a terminal that goes away again, and nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from plantrack.errors import Message, message
from plantrack.render.formats import SLOW, Format
from plantrack.render.update_text import plain


def waiting(form: Format, language: str) -> AbstractContextManager[object]:
    """Return what shows on stderr that a file of that format is being made, where stderr is a terminal."""
    return showing(message("making {form} …", form=form), language) if form in SLOW else nullcontext()


def showing(said: Message, language: str) -> AbstractContextManager[object]:
    """Return what shows a line on stderr while something is done, where stderr is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.text import Text

    return Console(stderr=True).status(Text(plain(said, language)))
