"""The verb of an English action, and what the verb makes of it. The words are in vocabulary/en/verbs.toml."""

import re
from functools import cache

from plantrack.documents.parsed_document import ClauseKind
from plantrack.documents.vocabulary import any_of, table


@cache
def _verbs() -> dict[str, str]:
    """Return the verbs by their forms: launch, and launching."""
    words = [word for kind in ClauseKind for word in table("en/verbs")[kind.value]]
    return {**{_gerund(word): word for word in words}, **{word: word for word in words}}


def _gerund(phrase: str) -> str:
    first, *rest = phrase.split()
    if re.fullmatch("[^aeiou]*[aeiou][bdgmnprt]", first) or first in ("commit", "refit", "retrofit", "submit"):
        first += first[-1]
    return " ".join([re.sub("(?<=[^eoy])e$", "", first) + "ing", *rest])


@cache
def _verb() -> re.Pattern[str]:
    manner = any_of(table("en/verbs")["manner"])
    return re.compile(rf"(?:(?:{manner})[ ]+){{0,4}}(?P<verb>{any_of(_verbs())})(?![\w’'-]|[ ]?:)", re.IGNORECASE)


def verb_at(plain: str, first: int) -> str | None:
    """Return the verb at a place, behind words for its manner, in its plain form; None if no known one is there."""
    found = _verb().match(plain, first)
    return _verbs()[found["verb"].lower()] if found else None


def kind_by_verb(verb: str) -> ClauseKind:
    """Return the kind of an action that says no day and no number; ongoing if its verb is not known."""
    return next((kind for kind in ClauseKind if verb in table("en/verbs")[kind.value]), ClauseKind.ONGOING)


def keeps_up(verb: str) -> bool:
    """Tell whether a verb keeps a level, whatever numbers and days stand with it."""
    return verb in table("en/verbs")["kept_up"]


def repeats(verb: str) -> bool:
    """Tell whether a verb comes back with its object: publishing quarterly reports does, introducing them does not."""
    return verb in table("en/verbs")["repeated"]
