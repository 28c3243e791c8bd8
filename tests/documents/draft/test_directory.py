"""The directory of a draft: everybody whom the document names, once."""

from __future__ import annotations

from read_support import HARBOUR

from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import Duty
from plantrack.render.i18n import translator

WRITER = DraftWriter(translator("en"))
DUTIES = [one for item in HARBOUR.items for one in (item.duty, *(clause.duty for clause in item.clauses))]


def test_ids() -> None:
    """The issuer has an id of its own; the others are counted as the document names them, and blanks are no names."""
    units = Directory(HARBOUR.issuer, DUTIES)
    assert units.ids(["技术处", "滨海市港航局", " 规划处 ", "技术处", ""]) == ["unit-2", "issuer", "unit-1"]
    assert [*units.lines(WRITER)] == [
        "# The ids are counted; rename them here and below as you like.",
        "units:",
        *(f'  {unit}: {{zh: "{name}"}}' for unit, name in (
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


def test_persons() -> None:
    """A person acts for the unit beside; one without a unit stands for one, and it is asked of which."""
    duties = [Duty(lead=("Roads",), people=("Ann Lee", "Bo Yu")), Duty(people=("@maria", "Jo")), Duty(lead=("张三",))]
    assert [*Directory("Council", duties).lines(DraftWriter(str, "en"))][2:] == [
        '  issuer: {en: "Council"}',
        '  unit-1: {en: "Roads", people: ["Ann Lee", "Bo Yu"]}',
        "  # ? “@maria” is a person: of which unit?",
        '  unit-2: {en: "@maria", people: ["@maria"]}',
        "  # ? “Jo” is a person: of which unit?",
        '  unit-3: {en: "Jo", people: ["Jo"]}',
        "  # ? “张三” is a person: of which unit?",
        '  unit-4: {en: "张三", people: ["张三"]}',
    ]
