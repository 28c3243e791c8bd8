"""The language of output, chosen from the command line, the environment and the plan."""

import os

from msgspec import Struct

from plantrack.errors import UsageError
from plantrack.model.plan import Plan


class Language(Struct, frozen=True):
    """How the language is chosen: `given` on the command line, one of `allowed`."""

    given: str | None = None
    allowed: tuple[str, ...] = ("zh", "en")

    def of(self, plan: Plan | None, *, default: str = "en") -> str:
        """Return the one given, PLANTRACK_LANG, the locale if it is zh or en, the plan's own, or else the default.

        Raises UsageError for a language that is not allowed.
        """
        for word in (self.given, os.environ.get("PLANTRACK_LANG")):
            if word and word not in self.allowed:
                raise UsageError("no language is called {word!r}; write zh or en", word=word)
            if word:
                return word
        locale = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
        language = locale.replace("-", "_").partition("_")[0].lower()
        if language in ("zh", "en"):
            return language
        return plan.language if plan else default

    def of_messages(self, plan: Plan | None) -> str:
        """Return the language of warnings and errors, one of zh and en; `plan` is None until it has been read."""
        try:
            return Language(self.given).of(plan)
        except UsageError:
            return "en"
