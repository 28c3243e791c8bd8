"""The lines of a YAML text as they are ordinarily written: indented by blanks, each with a key or a dash, or both.

What the readers of such lines refuse is for others to look at closely.
"""

import re
from typing import NoReturn

LONGEST_KEY = 100
KEY = f"[0-9A-Za-z_][0-9A-Za-z_-]{{,{LONGEST_KEY - 1}}}"
"""The pattern of a key."""
_LINE = re.compile(rf"( *)(- +)?(?:({KEY}):(?: +(.*[^ \n]))? *|([^ #\n](?:.*[^ \n])?) *|#.*|)$", re.MULTILINE)
END = -1
"""The column of what follows the last line."""


class NotOrdinaryError(Exception):
    """Something has to be looked at closely."""


def refuse() -> NoReturn:
    """Raise NotOrdinaryError, where a value is expected."""
    raise NotOrdinaryError


class Lines:
    """The lines of a text that say something, of which one is the current one, and the places that are kept.

    A line has a `key` with the `rest` behind it, or else a `text`; `dash` is the width of a dash before it.
    """

    def __init__(self, content: str) -> None:
        if not content.replace("\n", "").isprintable():
            raise NotOrdinaryError
        self.places: dict[str, int] = {}
        self.number, self.column, self._start, self._content = 0, END, 0, content
        self.go_on()

    def go_on(self) -> None:
        """Go to the next line that is neither empty nor a comment."""
        while self._start <= len(self._content):
            found = _LINE.match(self._content, self._start)
            if found is None:
                raise NotOrdinaryError
            self._start = found.end() + 1
            self.number += 1
            indent, dash, self.key, self.rest, self.text = found.groups()
            if self.key or self.text:
                self.column, self.dash = len(indent), len(dash or "")
                return
            if dash:
                raise NotOrdinaryError
        self.column = END
        self._content = ""  # readers that refer to each other keep these lines for longer
