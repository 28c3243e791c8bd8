"""A ledger that came back: which one it is, and what stands in the cells that a unit fills in.

It may have been saved by any program: rows sorted, hidden, inserted or deleted, columns moved or renamed, heads in two
rows, further sheets. References and heads say what a cell is; nothing is taken from where it stands.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.errors import InputError, Message, message
from plantrack.ledger.cell_values import CellValues, plain_words
from plantrack.ledger.ledger_columns import FILLED, TABLES
from plantrack.ledger.stamp import LedgerStamp, Sent, is_stamp, number_in, read_stamp
from plantrack.model.plan import Plan
from plantrack.tables.heads import Column, column_of, columns_of
from plantrack.tables.sheet import Cell, Row, Sheet, cell_name
from plantrack.tables.sheets import sheets_of
from plantrack.tables.values import is_blank, short_text, text_of

MOST_TOLD = 20
"""How many remarks of one sort are kept of a file."""
_SYNONYMS = {
    Column.REFERENCE: "ref", Column.STATUS: "status", Column.PERCENT: "percent", Column.PROGRESS: "progress",
    Column.PROBLEM: "problem", Column.NEXT: "next", Column.EVIDENCE: "evidence",
}  # fmt: skip
"""The columns of any table that stand for one of a ledger, where they were renamed."""
_SHOWN = frozenset({Column.NUMBER, Column.TITLE, Column.LEAD, Column.RESPONSIBLE, Column.SUPPORT, Column.DUE})
"""The columns of any table that stand for one that a ledger only shows."""
ASKED = {
    "task": ("status", "percent", "progress", "problem", "next", "evidence"),
    "milestone": ("reached", "reached_on", "progress", "evidence"),
    "indicator": ("value", "period", "evidence"),
}
"""What is asked of a task, a milestone or an indicator."""


class Remark(Struct, frozen=True):
    """What is to be told about a cell, a row or a whole file, and where it stands: sheet and cell."""

    place: str
    said: Message


class Filled(Struct, frozen=True):
    """What stands in a cell: its value in one form, blank where nothing stands there; the words; sheet and cell."""

    value: str
    text: str
    place: str


Cells = dict[tuple[str, str], list[Filled]]
"""The cells by reference and key of the column: mostly one, several where rows of one reference differ."""


class Returned(Struct, frozen=True):
    """A ledger that came back: its stamp, the cells of what is in the plan, remarks, and what cannot be read in it."""

    stamp: LedgerStamp
    cells: Cells
    told: tuple[Remark, ...]
    wrong: tuple[Remark, ...]


class LedgerReader:
    """Reads ledgers of one plan. `sent` returns what was sent, where a file has no more than a ledger's number."""

    def __init__(self, plan: Plan, values: CellValues, sent: Callable[[LedgerStamp], Sent]) -> None:
        self._plan, self._values, self._sent = plan, values, sent

    def read(self, content: bytes, name: str) -> Returned:
        """Return what a file says. Raises PlanError or InputError for what is no ledger of this plan."""
        sheets = sheets_of(content, name)
        stamp = _stamp(sheets)
        if stamp.plan != self._plan.id:
            raise InputError("it is a ledger of the plan {name}; take it there, with --plan", name=stamp.plan)
        if stamp.unit not in self._plan.units:
            raise InputError("it is a ledger of {unit}, which is no unit of the plan any more; enter it by `update`",
                             unit=stamp.unit)  # fmt: skip
        if not (whole := stamp.sent is not None):
            stamp = replace(stamp, sent=self._sent(stamp))
        tables = [table for sheet in sheets if not is_stamp(sheet.rows) and (table := self._table(sheet))]
        if not tables:
            raise InputError("no sheet has a column with the numbers of tasks beside one to fill in; restore the heads")
        found = _ReadSoFar({}, [], [])
        for table in tables:
            self._rows(table, stamp, found, whole=whole)
        self._tell_missing(tables, stamp.sent or {}, found)
        return Returned(stamp, found.cells, tuple(found.told), tuple(found.wrong))

    def _table(self, sheet: Sheet) -> "_ReturnedTable | None":
        """Return a sheet with the columns of a ledger; None where it has no references or nothing to fill in."""
        rows = sheet.spread()
        first, names = self._heads(rows)
        columns = self._columns(names)
        if "ref" not in columns or set(FILLED).isdisjoint(columns):
            return None
        heads = dict(enumerate(names)) | dict.fromkeys(range(len(names), max(map(len, rows))), "")
        others = {place: head for place, head in heads.items() if self._key(head) or column_of(head) not in _SHOWN}
        others = {place: head for place, head in others.items() if place not in columns.values()}
        return _ReturnedTable(sheet.name, rows, first, columns, others, frozenset(names[n] for n in columns.values()))

    def _heads(self, rows: Sequence[Row]) -> tuple[int, Sequence[str]]:
        """Return the first row below the heads, and the heads: those of a ledger, else those of any table of tasks."""
        for number, row in enumerate(rows[:MOST_TOLD]):
            names = [cell if isinstance(cell, str) else "" for cell in row]
            known = {self._values.words.heads.get(plain_words(name)) for name in names}
            if "ref" in known and not known.isdisjoint(FILLED):
                return number + 1, names
        found = columns_of(rows)
        return (found.last + 1, found.names) if found else (0, ())

    def _columns(self, names: Sequence[str]) -> dict[str, int]:
        """Return the columns by their keys: by the heads of ledgers, else by what heads of any table mean."""
        columns: dict[str, int] = {}
        meant = [self._key(name) for name in names]
        for place, key in enumerate(meant):
            if key:
                columns.setdefault(key, place)
        for place, name in enumerate(names):
            other = None if meant[place] else column_of(name)
            if other in _SYNONYMS:
                columns.setdefault(_SYNONYMS[other], place)
        return columns

    def _key(self, name: str) -> str | None:
        """Return the key of the head of a ledger; above it may stand another one."""
        plain, known = plain_words(name), self._values.words.heads
        longest = max((head for head in known if plain.endswith(head)), key=len, default="")
        return known.get(longest) if plain == longest or " " in name.strip() else None

    def _rows(self, table: "_ReturnedTable", stamp: LedgerStamp, found: "_ReadSoFar", *, whole: bool) -> None:
        """Read every row of a table; what stands in columns that are not asked for is not passed over in silence.

        Nor are columns that a `whole` file has no more; a sheet on its own has the columns that somebody chose.
        """
        filled, kinds, hundreds = set[int](), dict[str, None](), table.has_whole_percents
        for number, row in enumerate(table.rows[table.first :], table.first):
            ref = table.ref(row)
            kind = self._kind(ref)
            if said := _left_out(table, row, ref, stamp, known=kind is not None):
                found.tell(table.place(number, "ref"), said)
            elif kind:
                kinds[kind] = None
                filled.update(n for n in table.others if n < len(row) and not is_blank(row[n]))
                for key in (key for key in ASKED[kind] if key in table.columns):
                    cell = table.cell(row, key)
                    cell = "1" if key == "percent" and cell == 1 and hundreds else cell
                    self._cell(table.place(number, key), cell, (ref, key), found)
        _tell_others(table, filled, {key for kind in kinds for key in ASKED[kind]}, found)
        for kind in kinds if whole else ():
            _tell_missing_columns(table, kind, found)

    def _tell_missing(self, tables: Sequence["_ReturnedTable"], sent: Sent, found: "_ReadSoFar") -> None:
        """Tell of rows that were sent and do not stand in any table."""
        there = {table.ref(row) for table in tables for row in table.rows[table.first :]}
        missing = [ref for ref in sent if ref not in there and self._kind(ref)]
        if missing:
            refs = tuple(missing[:MOST_TOLD])
            said = message("rows that were sent are missing ({count}): {refs}", count=len(missing), refs=refs)
            found.tell(tables[0].name, said)

    def _kind(self, ref: str) -> str | None:
        plan = self._plan
        if ref in plan.by_ref:
            return None if plan.by_ref[ref].tasks else "task"
        return "milestone" if ref in plan.milestones else "indicator" if ref in plan.indicator_by_id else None

    def _cell(self, place: str, cell: Cell, of: tuple[str, str], found: "_ReadSoFar") -> None:
        """Read one cell, and keep it beside what another row with the same reference says."""
        value = self._values.read(cell, *of)
        if isinstance(value, Message):
            found.refuse(place, value)
            return
        known = found.cells.setdefault(of, [])
        if value not in [one.value for one in known]:
            known.append(Filled(value, text_of(cell).strip(), place))


def _left_out(table: "_ReturnedTable", row: Row, ref: str, stamp: LedgerStamp, *, known: bool) -> Message | None:
    """Return why a row is left out, if that is to be told: it is not in the plan, or was not sent to this unit."""
    sent = stamp.sent or {}
    if known:
        return None if ref in sent else message("{ref} was not sent to this unit; the row is left out", ref=ref)
    if ref in sent:
        return message("{ref} is not in the plan any more; the row is left out", ref=ref)
    if all(is_blank(table.cell(row, key)) for key in FILLED if key in table.columns):
        return None
    if not ref:
        return message("the row has no number; it is left out")
    return message("no task of the plan is called {ref}; the row is left out", ref=short_text(ref))


def _tell_missing_columns(table: "_ReturnedTable", kind: str, found: "_ReadSoFar") -> None:
    heads = tuple(one.title for one in TABLES[f"{kind}s"] if one.note and one.key not in table.columns)
    if heads:
        found.tell(table.name, message("columns that were sent are missing, so nothing was read of them: {heads}",
                                       heads=heads))  # fmt: skip


def _tell_others(table: "_ReturnedTable", filled: set[int], asked: set[str], found: "_ReadSoFar") -> None:
    """Tell of the filled columns that are left out; refuse one that may be what a head was renamed to."""
    for column in sorted(filled):
        head, place = table.others[column], f"{table.name}!{cell_name(table.first - 1, column)}"
        if head and head in table.heads:
            said = message("the head “{head}” is there twice; the second column is left out", head=short_text(head))
            found.tell(place, said)
        elif column_of(head) is None and not asked <= table.columns.keys():
            found.refuse(place, message(
                "no ledger has the head “{head}”, and a head that was sent is missing; give it back to its column",
                head=short_text(head),
            ))  # fmt: skip
        else:
            found.tell(place, message("nothing was asked below “{head}”; the column is left out",
                                      head=short_text(head)))  # fmt: skip


class _ReturnedTable(Struct, frozen=True):
    """A sheet with the columns of a ledger; its rows begin with `first`. `heads` are read, `others` are not."""

    name: str
    rows: tuple[Row, ...]
    first: int
    columns: dict[str, int]
    others: dict[int, str]
    heads: frozenset[str]

    @property
    def has_whole_percents(self) -> bool:
        """Tell whether numbers such as 60 stand for percentages, so that it is not clear what 1 means."""
        cells = [self.cell(row, "percent") for row in self.rows[self.first :]] if "percent" in self.columns else []
        return any(isinstance(cell, float) and cell > 1 for cell in cells)

    def ref(self, row: Row) -> str:
        """Return the reference in a row."""
        return folded(text_of(self.cell(row, "ref"))).strip()

    def cell(self, row: Row, key: str) -> Cell:
        """Return the cell of a column."""
        place = self.columns[key]
        return row[place] if place < len(row) else None

    def place(self, row: int, key: str) -> str:
        """Return the name of a cell, with that of its sheet."""
        return f"{self.name}!{cell_name(row, self.columns[key])}"


class _ReadSoFar(Struct):
    """What was found so far in a file."""

    cells: Cells
    told: list[Remark]
    wrong: list[Remark]

    def tell(self, place: str, said: Message) -> None:
        """Keep a remark."""
        if len(self.told) < MOST_TOLD:
            self.told.append(Remark(place, said))

    def refuse(self, place: str, said: Message) -> None:
        """Keep what cannot be read."""
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append(Remark(place, said))


def _stamp(sheets: Sequence[Sheet]) -> LedgerStamp:
    """Return the stamp of a file: of the sheet that nobody sees, else what the number of the ledger says."""
    for sheet in sheets:
        if is_stamp(sheet.rows):
            return read_stamp(sheet.rows)
    found = next((stamp for text in _texts(sheets) if (stamp := number_in(text))), None)
    if found is None:
        raise InputError("it says neither which ledger it is nor what was sent; fill in the workbook that was sent, "
                         "or keep the line with the number of the ledger")  # fmt: skip
    return found


def _texts(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield the texts above the tables: those of the first rows."""
    return (cell for sheet in sheets for row in sheet.rows[:MOST_TOLD] for cell in row if isinstance(cell, str))
