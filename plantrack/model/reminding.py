"""Reminding: by which steps those who owe something are told, as a plan says it. Nothing here decides a judgement."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from plantrack.model.plan_fields import Words


class Level(StrEnum):
    """Who is told: the units that lead, who stands above them, or the office that issued the plan."""

    LEAD = "lead"
    SUPERIOR = "superior"
    OFFICE = "office"


class Subject(StrEnum):
    """What somebody is told about: a due date, a report, or a request that awaits its answer."""

    DATE = "date"
    REPORT = "report"
    REQUEST = "request"


class SheetColour(StrEnum):
    """The colour of the sheet on which a step tells: 蓝单, 黄单, 橙单, 红单."""

    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class SheetName(Struct, frozen=True, forbid_unknown_fields=True):
    """What an office calls the sheet of a step, in both languages."""

    zh: Words
    en: Words


class ReminderStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the ladder: so many working days from the day on which something is due, and who is told then.

    Before that day it is negative. `about` limits a step to some subjects.
    """

    day: Annotated[int, Meta(ge=-250, le=250, description="working days from the due date, negative before it")]
    to: tuple[Level, ...] = (Level.LEAD,)
    about: tuple[Subject, ...] = (Subject.DATE, Subject.REPORT, Subject.REQUEST)
    colour: SheetColour | None = None
    name: SheetName | None = None


USUAL_LADDER = (
    ReminderStep(-7, about=(Subject.DATE,)),
    ReminderStep(-3, about=(Subject.DATE,), colour=SheetColour.BLUE),
    ReminderStep(0, about=(Subject.DATE, Subject.REPORT), colour=SheetColour.BLUE),
    ReminderStep(1, (Level.LEAD, Level.SUPERIOR), colour=SheetColour.YELLOW),
    ReminderStep(7, (Level.LEAD, Level.SUPERIOR, Level.OFFICE), colour=SheetColour.RED),
)
"""The steps of a plan that has none of its own."""
