"""What `--help` and refused command lines say in Chinese. Loaded only where one of them is asked for."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import typer
from typer._click.formatting import HelpFormatter

from plantrack.errors import message
from plantrack.render.cell_width import cell_width
from plantrack.render.context import plain, visible
from plantrack.render.i18n import LANGUAGES, translator

FRAME = (
    "Usage: ",
    "Arguments:",
    "Options:",
    "Example: {command}",
    "default: {default}",
    "required",
    "Try '{command} {option}' for help.",
    "No such option: {name} (Possible options: {names})",
    "No such option: {name} ('(Possible options: {names})',)",
    "No such option: {name}",
    "No such command {name}. Did you mean {names}?",
    "No such command {name}.",
    "Missing command.",
    "Missing argument {hint}. Choose from:{choices}",
    "Missing argument {hint}.",
    "Missing option {hint}.",
    "Invalid value for {hint}: {said}",
    "Option {name} requires an argument.",
    "Option {name} requires {n} arguments.",
    "Option {name} does not take a value.",
    "Argument {name} takes {n} values.",
    "Got unexpected extra argument(s) ({words})",
    "{value} is not a valid int.",
    "{value} is not a valid int range.",
    "{value} is not a valid integer range.",
    "{value} is not a valid float.",
    "{value} is not a valid float range.",
    "{value} is not in the range {low}<=x<={high}.",
    "{value} is not in the range x>={low}.",
    "{value} is not in the range {range}.",
    "{value} is not one of {choices}.",
)
"""What typer says of its own, as one or another of its releases says it: the first that fits is taken."""
USAGE = ("[OPTIONS]", "COMMAND [ARGS]...")
"""What stands for words in the line that says how a command is called."""
COLUMN = 30
GAP = 2
_QUOTED = re.compile(r"'([^']*)'(?:, (?='))?")
_WIDE = r"\u2e80-\u9fff\uff00-\uffef“”"
_PIECES = re.compile(rf"[（“]*(?:[^\s{_WIDE}]+|\S)[，。；：、）”]*\s*")
"""What a line is not broken within: a word or a wide character, with the marks at its sides."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    found = {template: re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(template)) for template in FRAME}
    return {template: re.compile(pattern, re.DOTALL) for template, pattern in found.items()}


def translated(text: str) -> str:
    """Return in Chinese what typer says; what is not known stays as it is."""
    words = translator("zh")
    for template, pattern in _patterns().items():
        if found := pattern.fullmatch(text):
            return words(template).format(**{name: _fact(name, said) for name, said in found.groupdict().items()})
    return words(text)


def _fact(name: str, said: str) -> str:
    """Return in Chinese a part of what typer says: a sentence, an example, or names in quotes."""
    if name in ("said", "command"):
        return translated(said)
    quoted = _QUOTED.sub(r"“\1”", said)
    return quoted.replace(", ", LANGUAGES["zh"].comma) if name == "names" else quoted


def sentences(help_text: str) -> Iterator[tuple[str, ...]]:
    """Yield the paragraphs of a command's help: each its first sentence and, if there is more, the rest."""
    for paragraph in re.split(r"\n\s*\n", help_text.strip()):
        words = " ".join(paragraph.split())
        first, dot, rest = words.partition(". ")
        yield (first + ".", rest) if dot and not words.startswith("Example: ") else (words,)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many cells; no line begins with a mark that closes."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and cell_width((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


class ChineseFormatter(HelpFormatter):
    """Writes the help in Chinese, in lines that fit the terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        words = args
        for english in USAGE:
            words = words.replace(english, translated(english))
        self._hang(f"{translated('Usage: ')}{prog} ", words)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        self.write(f"{translated(heading + ':')}\n")

    def write_text(self, text: str) -> None:
        """Write what a command does, paragraph by paragraph."""
        indent = " " * self.current_indent
        for place, paragraph in enumerate(sentences(text)):
            self.write("\n" if place else "")
            self._hang(indent, "".join(map(translated, paragraph)))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = COLUMN, col_spacing: int = GAP) -> None:
        """Write names and what they are for, in two columns."""
        column = min(max(cell_width(name) for name, _ in rows), col_max) + col_spacing
        for name, said in rows:
            head = f"{'':>{self.current_indent}}{name}"
            if cell_width(name) + col_spacing > column:
                self.write(f"{head}\n")
                head = ""
            self._hang(head.ljust(column + self.current_indent + len(head) - cell_width(head)), _entry(said))

    def _hang(self, head: str, text: str) -> None:
        indent = cell_width(head)
        lines = wrapped(text, self.width - indent)
        self.write(head + f"\n{'':>{indent}}".join(lines) + "\n")


def _entry(said: str) -> str:
    words, bracket, extra = said.partition("  [")
    if not bracket:
        return translated(words)
    return f"{translated(words)}  [{'；'.join(map(translated, extra.removesuffix(']').split('; ')))}]"


def print_refusal(error: Any) -> None:
    """Say on stderr why a command line was refused; as far as it is known, how the command is called, and more help."""
    if ctx := getattr(error, "ctx", None):
        hint = f"Try '{ctx.command_path} {ctx.help_option_names[0]}' for help."
        typer.echo(f"{ctx.get_usage()}\n{visible(translated(hint))}\n", err=True)
    typer.echo(plain(message("error: {said}", said=translated(error.format_message())), "zh"), err=True)
