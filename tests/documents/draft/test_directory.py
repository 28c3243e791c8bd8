"""The directory of a draft: everybody whom the document names, once."""

from __future__ import annotations

from read_support import HARBOUR

from plantrack.documents.draft.directory import Directory, duties
from plantrack.documents.draft.writer import DraftWriter
from plantrack.render.i18n import translator

WRITER = DraftWriter(translator("en"))


def test_ids() -> None:
    """The issuer has an id of its own; the others are counted as the document names them, and blanks are no names."""
    units = Directory(HARBOUR.issuer, duties(HARBOUR))
    assert units.ids(["技术处", "滨海市港航局", " 规划处 ", "技术处", ""]) == ["unit-2", "issuer", "unit-1"]
    assert [*units.lines(WRITER)] == [
        "# The ids are counted; rename them here and below as you like.",
        "units:",
        *(f'  {unit}: {{zh: "{name}", en: "{name}"}}' for unit, name in (
            ("issuer", "滨海市港航局"), ("unit-1", "规划处"), ("unit-2", "技术处"), ("unit-3", "财务处"),
            ("unit-4", "货运处"), ("unit-5", "口岸处"),
        )),
    ]  # fmt: skip


def test_nobody_issued_it() -> None:
    """That is a question, and there is an issuer all the same."""
    assert [*Directory(None, ()).lines(WRITER)] == [
        "units:",
        "  # ? the document does not name its issuer: whose plan is it?",
        '  issuer: {zh: "发布单位", en: "Issuer"}',
    ]


def test_duties() -> None:
    """Those of each item, and behind them those of its clauses."""
    assert [*duties(HARBOUR)] == [one for i in HARBOUR.items for one in (i.duty, *(c.duty for c in i.clauses))]
