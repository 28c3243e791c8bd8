"""The catalogue of words: what code asks for, in English and in Chinese.

Most keys are their own English. Keys that stand for a word of the data (`status done`, `because overdue`) have theirs
in ENGLISH; every key has its Chinese in `words_zh`.
"""

from __future__ import annotations

from collections.abc import Callable

ENGLISH = {
    "status not-started": "not started",
    "status in-progress": "in progress",
    "status blocked": "blocked",
    "status done": "done",
    "status cancelled": "cancelled",
    "light done": "done",
    "light on-track": "on track",
    "light attention": "attention",
    "light off-track": "off track",
    "light unreported": "unreported",
    "light not-due": "not due",
    "light cancelled": "cancelled",
    "kind deliverable": "deliverable",
    "kind ongoing": "ongoing",
    "basis document": "document",
    "basis public": "published",
    "basis assumed": "assumed",
    "basis approved": "approved",
    "(basis {word})": " ({word})",
    "because done": "",
    "because cancelled": "",
    "because reported": "",
    "because overdue": "{n} days past its date",
    "because far-behind": "{n} points behind",
    "because behind": "{n} points behind",
    "because unreported": "no report for {what}",
    "because blocked": "blocked",
    "because milestone-overdue": "milestone {what} missed",
    "because due-soon": "due in {n} days",
    "because not-adopted": "not adopted yet",
    "because nothing-owed": "no report owed yet",
    "because percent-unknown": "nobody said how far it is",
    "because status-unknown": "nobody said how it stands",
    "precision day": "day",
    "precision week": "week",
    "precision dekad": "third of a month",
    "precision month": "month",
    "precision quarter": "quarter",
    "precision half": "half-year",
    "precision year": "year",
    "precision range": "range",
    "{n} percent": "{n}%",
    "summary done": "Done",
    "summary on_track": "On track",
    "summary attention": "Attention",
    "summary off_track": "Off track",
    "summary late": "Tasks past their date",
    "summary milestones_late": "Milestones missed",
    "summary unreported": "Owing a report",
    "summary not_due": "Not due yet",
    "summary reported": "Ever reported on",
    "start": "start",
    "due": "due",
    "lead": "lead",
    "support": "support",
    "target": "target",
    "reached": "reached",
    "reopened": "open again",
}


def translator(language: str) -> Callable[[str], str]:
    """Return what turns a key into words of `zh` or `en`; a key that the catalogue lacks stands for itself."""
    if language == "zh":
        from plantrack.render.words_zh import CHINESE

        return lambda key: CHINESE.get(key, key)
    return lambda key: ENGLISH.get(key, key)
