"""The verb of an English action, and what the verb makes of it. The words are in vocabulary/en/verbs.toml."""

import re
from functools import cache

from plantrack.documents.parsed_document import ClauseKind
from plantrack.documents.vocabulary import any_of, table


@cache
def _verb() -> re.Pattern[str]:
    words = table("en/verbs")
    verbs = any_of(word for kind in ClauseKind for word in words[kind.value])
    return re.compile(rf"(?:(?:{any_of(words['manner'])})[ ]+)*(?P<verb>{verbs})(?![\w’'-]|[ ]?:)", re.IGNORECASE)


def verb_at(plain: str, first: int) -> str | None:
    """Return the verb at a place, behind words for its manner, in lower case; None if there is none that is known."""
    found = _verb().match(plain, first)
    return found["verb"].lower() if found else None


def kind_by_verb(verb: str) -> ClauseKind:
    """Return the kind of an action that says no day and no number."""
    return next(kind for kind in ClauseKind if verb in table("en/verbs")[kind.value])


def keeps_up(verb: str) -> bool:
    """Tell whether a verb keeps a level, whatever numbers and days stand with it."""
    return verb in table("en/verbs")["kept_up"]


def repeats(verb: str) -> bool:
    """Tell whether a verb comes back with its object: publishing quarterly reports does, introducing them does not."""
    return verb in table("en/verbs")["repeated"]
