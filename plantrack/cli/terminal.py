"""Lines typed on a terminal, and the choice among several things that words may mean."""

import locale
import os
import sys
from collections.abc import Callable
from contextlib import suppress

import typer

from plantrack.cli import answers
from plantrack.cli.output import echo
from plantrack.errors import NotFoundError, message
from plantrack.render.i18n import translator

YES = ("", "y", "yes", "是")
NO = ("n", "no", "否", "不")


def typed_line(question: str, language: str) -> str:
    """Ask, and return the line that is typed, without the blanks around it.

    Its editing knows characters of several bytes.
    """
    if answers.current:
        answers.current.spoil()
    with suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste off")
        _edit_in_utf8()
    try:
        return input(translator(language)("{question}: ").format(question=question)).strip()
    except EOFError:
        raise typer.Abort from None
    except SystemExit:  # Ctrl-C
        typer.echo()
        raise


def _edit_in_utf8() -> None:
    """Let the line editing read UTF-8, as Python does, where the environment names no encoding."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    if locale.nl_langinfo(locale.CODESET) == "ANSI_X3.4-1968":
        os.environ["LC_ALL"] = "C.UTF-8"


def agreed(question: str, language: str) -> bool:
    """Ask until the answer is yes or no."""
    while (said := typed_line(question, language).casefold()) not in YES:
        if said in NO:
            return False
    return True


def on_terminal() -> bool:
    """Tell whether somebody can be asked: the input and the output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def pick(find: Callable[[], str], language: str) -> str:
    """Return what was found; of several candidates, the one that is picked on a terminal.

    Raises NotFoundError with the candidates where nobody can be asked, or where nothing is picked.
    """
    try:
        return find()
    except NotFoundError as several:
        if not several.candidates or not on_terminal():
            raise
        say = translator(language)
        echo(several.message, language)
        for number, (name, title) in enumerate(several.candidates, 1):
            words = title if isinstance(title, str) else title.in_language(language)
            echo(message("{number}: {name}  {title}", number=number, name=name, title=words), language)
        numbers = {str(number): name for number, (name, _) in enumerate(several.candidates, 1)}
        known = numbers | {name: name for name in numbers.values()}
        while text := typed_line(say("number (leave empty to stop)"), language):
            if text in known:
                return known[text]
        raise
