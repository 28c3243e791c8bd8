"""Workbooks: .xlsx, .xlsm, .xls, .et and .ods, read by calamine, once it is known how much they unpack to."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from plantrack.archive import Archive, packed
from plantrack.budget import Budget, Work, check
from plantrack.errors import Message, PlanError, message
from plantrack.extras import needs
from plantrack.tables.cell_values import cell_of, trimmed
from plantrack.tables.extents import check_ods, check_xlsx, with_error_values
from plantrack.tables.sheet import Range, Row, Sheet
from plantrack.tables.trial import tried_cells

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "WORKBOOK\0", "Book\0", "BOOK\0"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_XLSX, _XLSB, _ODS = "xl/workbook.xml", "xl/workbook.bin", "content.xml"
_SAVE = message("open it in Excel or WPS, save it as .xlsx and give that file")


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook, by its content."""
    if content.startswith(OLE):
        return any(name in content for name in (*_STREAMS, _LOCKED))
    if not content.startswith(_ZIP):
        return False
    try:
        archive = Archive(content)
        return any(part in archive.parts for part in (_XLSX, _XLSB)) or (
            _ODS in archive.parts and b"<office:spreadsheet" in archive.sheet_parts()[_ODS]
        )
    except PlanError:
        return False


def workbook_sheets(content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a workbook. Raises PlanError, with what to do, if it cannot be read or holds too much."""
    calamine: Any = needs("python_calamine", "office")
    with _refused(), calamine.CalamineWorkbook.from_filelike(io.BytesIO(_checked(content))) as book:
        budget = Budget()
        for place, about in enumerate(book.sheets_metadata):
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(place)
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                yield Sheet(about.name, _rows(sheet, budget), _merged(sheet), hidden)


@contextmanager
def _refused() -> Iterator[None]:
    """Turn anything that calamine raises into one PlanError; a damaged file may break it in any way."""
    try:
        yield
    except PlanError:
        raise
    except Exception as error:  # noqa: BLE001
        if type(error).__name__ == "PasswordError":
            raise locked() from None
        why = str(error) or type(error).__name__
        raise PlanError("the workbook is damaged: {why}; {remedy}", why=why, remedy=_SAVE) from None


def _checked(content: bytes) -> bytes:
    """Return a workbook whose parts are those that were measured, and nothing else."""
    if content.startswith(OLE):
        return _checked_ole(content)
    archive = Archive(content)
    if _XLSX in archive.parts:
        parts = archive.sheet_parts()
        check_xlsx(parts)
        parts = with_error_values(parts)
    elif _ODS in archive.parts:
        parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"} | archive.sheet_parts()
        check_ods(parts[_ODS])
    elif _XLSB in archive.parts:
        raise _is(message("a binary workbook (.xlsb)"))
    else:
        raise _is(message("no workbook"))
    return packed(parts, zipfile.ZIP_STORED)


def _checked_ole(content: bytes) -> bytes:
    if _LOCKED in content:
        raise locked()
    if not any(name in content for name in _STREAMS):
        raise _is(message("no workbook"))
    check(Work.AREA, tried_cells(content))
    return content


def _rows(sheet: "CalamineSheet", budget: Budget) -> tuple[Row, ...]:
    left = sheet.start[1] if sheet.start else 0
    found: list[Row] = []
    for row in sheet.iter_rows():
        budget.spend(Work.AREA, left + len(row))
        found.append(trimmed([*[None] * left, *map(cell_of, row)]))
    return tuple(found)


def _merged(sheet: "CalamineSheet") -> tuple[Range, ...]:
    return tuple(Range(*first, *last) for first, last in sheet.merged_cell_ranges or ())


def locked() -> PlanError:
    """Return the error for a file that has a password."""
    return PlanError("it is locked with a password; open it, save it without the password and give that file")


def _is(said: Message) -> PlanError:
    return PlanError("this is {format}; {remedy}", format=said, remedy=_SAVE)
