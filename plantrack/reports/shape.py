"""The shape of a report: which of its sections are shown, and in which order."""

from msgspec import Struct

from plantrack.model.section_keys import SectionKey


class Shape(Struct, frozen=True):
    """What a report shows: `sections` by key in their order, the most important ones (`brief`), or everything (`full`).

    Without any of them it is the plan's own choice of sections, else the default. `issue` is the number of the issue;
    None is counted from the journal.
    """

    sections: tuple[SectionKey, ...] = ()
    brief: bool = False
    full: bool = False
    issue: int | None = None
