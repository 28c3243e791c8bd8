"""Ledgers of three units filled in by LibreOffice in twelve ways that real units do: what changed is recorded."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli_support import Bench
from ledger_support import send, taken
from required import require

PROFILE = {
    "script.xlc": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/>
</library:libraries>
""",
    "Standard/script.xlb": """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Ledgers"/></library:library>
""",
}
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Ledgers" script:language="StarBasic">
{code}</script:module>
"""
HELPERS = """
Dim doc As Object

Sub Opened(unit As String)
  Dim none(0) As New com.sun.star.beans.PropertyValue
  none(0).Name = "Hidden" : none(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{here}/" & unit & "-2024-11.xlsx", "_blank", 0, none())
  Dim n As Integer
  For n = 0 To doc.Sheets.Count - 1
    If doc.Sheets(n).isProtected() Then doc.Sheets(n).unprotect("")
  Next
End Sub

Sub Words(sheet As Integer, cell As String, text As String)
  doc.Sheets(sheet).getCellRangeByName(cell).String = text
End Sub

Sub Typed(sheet As Integer, cell As String, text As String)
  doc.Sheets(sheet).getCellRangeByName(cell).Formula = text
End Sub

Sub Saved(name As String, filter As String)
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = filter
  how(1).Name = "FilterOptions" : how(1).Value = "44,34,76,1"
  doc.storeToURL("{here}/" & name, how())
  doc.close(True)
End Sub
"""
XLSX, XLS, ODS = "Calc MS Excel 2007 XML", "MS Excel 97", "calc8"


class Way(NamedTuple):
    """What a unit does to its ledger, how it saves it, and what is recorded of it: reference, and what it says.

    `told` is the warning, if any.
    """

    unit: str
    code: str
    name: str
    saved: str
    recorded: list[tuple[str, dict[str, Any]]]
    told: str = ""


SORT = """
  Dim field(0) As New com.sun.star.table.TableSortField
  field(0).Field = 1 : field(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields" : how(0).Value = field()
  how(1).Name = "ContainsHeader" : how(1).Value = False
  doc.Sheets(0).getCellRangeByName("A4:O6").sort(how())
"""
WAYS = [
    Way("stic", 'Words(0, "J4", "布展"): Words(0, "G5", "已完成")', "plain.xlsx", XLSX,
        [("1.1", {"progress": "布展"}), ("2", {"status": "done"})]),
    Way("smart", SORT + 'Words(0, "J4", "丙")', "sorted.xlsx", XLSX, [("5", {"progress": "丙"})]),
    Way("smart", 'doc.Sheets(0).Rows(3).IsVisible = False: Words(0, "J4", "甲")', "hidden.xlsx", XLSX,
        [("3", {"progress": "甲"})]),
    Way("smart", 'doc.Sheets(0).Rows.insertByIndex(4, 2): doc.Sheets(0).Rows.insertByIndex(0, 1): '
                 'Words(0, "J8", "乙")', "inserted.xlsx", XLSX, [("4", {"progress": "乙"})]),
    Way("smart", 'Words(0, "J5", "乙"): doc.Sheets(0).Rows.removeByIndex(3, 1)', "deleted.xlsx", XLSX,
        [("4", {"progress": "乙"})], "warning: deleted.xlsx, 台账: rows that were sent are missing (1): 3\n"),
    Way("fund", 'doc.Sheets(0).Columns.insertByIndex(2, 1): Words(0, "C3", "备注栏"): Words(0, "K4", "招商")',
        "columns.xlsx", XLSX, [("1.2", {"progress": "招商"})]),
    Way("fund", 'Words(0, "B3", "任务编号"): Words(0, "J3", "工作进展"): Words(0, "J4", "招商")', "renamed.xlsx", XLSX,
        [("1.2", {"progress": "招商"})]),
    Way("stic", 'doc.Sheets(0).Rows.insertByIndex(2, 1): Words(0, "G3", "本期填报"): '
                'doc.Sheets(0).getCellRangeByName("G3:O3").merge(True): Words(0, "N6", "送审")', "two-rows.xlsx", XLSX,
        [("2", {"next": "送审"})]),
    Way("stic", 'Words(0, "L5", "缺人"): Words(1, "G4", "已完成"): Words(1, "H4", "2024.10.12")', "wps.et", XLS,
        [("2", {"problem": "缺人"}), ("1.1.1", {"state": "reached", "on": "2024-10-12"})]),
    Way("fund", 'Words(0, "J4", "招商"): doc.CurrentController.setActiveSheet(doc.Sheets(0))', "text.csv",
        "Text - txt - csv (StarCalc)", [("1.2", {"progress": "招商"})]),
    Way("smart", 'doc.Sheets.insertNewByName("草稿", 0): Words(0, "A1", "编号"): '
                 'doc.Sheets(1).Annotations.insertNew(doc.Sheets(1).getCellByPosition(9, 3).CellAddress, "请核"): '
                 'Words(1, "H6", "６０％"): Words(1, "G6", "进行中")', "second.ods", ODS,
        [("5", {"status": "in-progress", "percent": 60.0})]),
    Way("stic", 'Typed(0, "H5", "=0.3+0.3"): Words(0, "G5", "In progress"): Words(1, "H4", "6月底"): '
                'Words(2, "I4", "2.5万家"): Words(2, "J4", "2024年上半年")', "values.xlsx", XLSX,
        [("2", {"status": "in-progress", "percent": 60.0}), ("1.1.1", {"state": "reached", "on": "2024-06-30"}),
         ("hnte-count", {"value": 25000, "period": "2024-H1"})]),
]  # fmt: skip
TASKS = "".join(
    f'  - {{ref: "{ref}", title: 事项{ref}, kind: deliverable, due: 2024-12-31, lead: [smart], '
    "basis: {lead: assumed, due: assumed}}\n"
    for ref in (3, 4, 5)
)


def filled(here: Path, ways: list[Way], profile: Path) -> None:
    """Fill in every ledger in one run of LibreOffice."""
    subs = "".join(f'  Opened("{way.unit}")\n  {way.code}\n  Saved("{way.name}", "{way.saved}")\n' for way in ways)
    parts = [f"Sub Way{n}\n{sub}End Sub\n" for n, sub in enumerate(subs.split("  Opened")[1:])]
    body = "".join(part.replace("\n(", "\n  Opened(", 1) for part in parts)
    calls = "".join(f"  Way{n}\n" for n in range(len(parts)))
    code = HELPERS.replace("{here}", here.as_uri()) + body + f"Sub Main\n{calls}End Sub\n"
    program = [require("soffice", "libreoffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*program, "--terminate_after_init"], capture_output=True, timeout=300, check=True)
    basic = profile / "user" / "basic"
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    for name, content in {**PROFILE, "Standard/Ledgers.xba": MODULE.replace("{code}", escaped)}.items():
        (basic / name).write_text(content, "utf-8")
    subprocess.run([*program, "macro:///Standard.Ledgers.Main"], capture_output=True, timeout=300, check=True)


@pytest.mark.slow
def test_twelve_ways(bench: Bench, tmp_path: Path) -> None:
    """Exactly the cells that were changed become records, and a second take is none."""
    bench.file.write_text(bench.file.read_text("utf-8") + TASKS, "utf-8")
    bench.edit("sections:", "  smart: {zh: 智能院, en: Institute}\nsections:")
    for unit in ("stic", "fund", "smart"):
        send(bench, unit)
    filled(bench.here, WAYS, tmp_path / "profile")
    before = {path: path.read_bytes() for path in bench.journal.iterdir()}
    for way in WAYS:
        done = bench.run("ledger", "take", way.name, "--lang", "en")
        assert (way.name, done.code, done.err) == (way.name, 0, way.told)
        found = [one for one in taken(bench) if one["kind"] != "ledger"]
        recorded = [
            (one["ref"], {key: one.get(key) for key in said})
            for one, (_, said) in zip(found, way.recorded, strict=True)
        ]
        assert (way.name, recorded) == (way.name, way.recorded)
        assert (
            bench.run("ledger", "take", way.name, "--lang", "en").out
            == f"{way.name}: was taken already; nothing to do\n"
        )
        for path in bench.journal.iterdir():
            if path not in before:
                path.unlink()
    assert len(WAYS) == 12
