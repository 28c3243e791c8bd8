"""The keys of the parts of a periodic report, by which a plan or a command chooses them."""

from enum import StrEnum


class SectionKey(StrEnum):
    """A part of the report; `requests` and `corrections` stand for several tables. Keys never change."""

    OVERALL = "overall"
    SUMMARY = "summary"
    ITEMS = "items"
    PROGRESS = "progress"
    CHANGED = "changed"
    REACHED = "reached"
    REPORTED = "reported"
    PROBLEMS = "problems"
    LATE = "late"
    PAST_PROMISE = "past_promise"
    AT_RISK = "at_risk"
    UNREPORTED = "unreported"
    NEXT = "next"
    DUE_NEXT = "due_next"
    LEDGER = "ledger"
    UNITS = "units"
    INDICATORS = "indicators"
    REQUESTS = "requests"
    EXTENSIONS_BY_UNIT = "extensions_by_unit"
    AMENDMENTS = "amendments"
    CORRECTIONS = "corrections"
    ARRIVED_LATE = "arrived_late"
    RESTATED = "restated"
    ASSUMED = "assumed"
    PROVENANCE = "provenance"
    BASIS = "basis"
