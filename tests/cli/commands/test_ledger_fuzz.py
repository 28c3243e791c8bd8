"""Mutated ledgers: 2,000 workbooks with bytes, parts and cells changed; each is taken or refused, never a traceback."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from resource import RUSAGE_SELF, getrusage

import pytest
from cli_support import Bench
from ledger_support import SENT, send
from time_machine import travel

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.ledger_files import LedgerTaker
from plantrack.ledger.merging import Side

TIMES = 2000
MOST = 200 * 2**10
"""The memory that all runs together may take, in KiB."""
WORDS = [
    "", "=1+1", "#REF!", "1e999", "-0", "NaN", "１００％", "已完成", "6月底", "2024-02-30", "\U0001f600" * 99,
    "x" * 40000, "&#0;", "&lt;b&gt;", "_x0000_", "1.1", "9.9", "无", "true", "2024-11", "99999999999999999999", "%",
    "'", "—",
]  # fmt: skip


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(found: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in found.items():
            archive.writestr(name, part)
    return file.getvalue()


def flipped(content: bytes, chance: random.Random, most: int) -> bytes:
    """Return bytes of which a few are others, or which end early, or hold a piece twice."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, most)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    cut = chance.randrange(len(changed))
    return bytes(chance.choice([changed, changed, changed[:cut], changed[:cut] + changed[cut // 2 :]]))


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a workbook with changed bytes, with a changed part, or with other words in its cells."""
    way = chance.randrange(4)
    if way == 0:
        return flipped(content, chance, 30)
    found = parts(content)
    if way == 1:
        name = chance.choice([*found])
        return packed({**found, name: flipped(found[name], chance, 5)})
    strings = found["xl/sharedStrings.xml"].split(b"<si>")
    for _ in range(chance.randint(1, 6)):
        word = chance.choice(WORDS).replace("<", "&lt;").encode()
        strings[chance.randrange(1, len(strings))] = b"<t>" + word + b"</t></si>"
    if way == 3:
        chance.shuffle(strings[1:])
        name = f"xl/worksheets/sheet{chance.randint(1, 5)}.xml"
        rows = found[name].split(b"<row ")
        middle = rows[1:-1]
        chance.shuffle(middle)
        found[name] = b"<row ".join([rows[0], *middle, rows[-1]])
    return packed({**found, "xl/sharedStrings.xml": b"<si>".join(strings)})


@pytest.mark.slow
def test_no_workbook_is_too_strange(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is taken or refused with a sentence, within bounds; the journal can be read as before."""
    bench.run("update", "2", "--status", "in-progress", "--percent", "40")
    send(bench)
    content, chance = (bench.here / SENT).read_bytes(), random.Random(20241118)  # noqa: S311
    codes: dict[int, int] = {}
    before = getrusage(RUSAGE_SELF).ru_maxrss
    for number in range(TIMES):
        path = bench.here / "back.xlsx"
        path.write_bytes(mutated(content, chance))
        with travel("2024-11-18T04:00:00Z"):
            taker = LedgerTaker(Context(SharedOptions()), side=Side.THEIRS, unit=None, on=None, dry_run=number % 50 > 0)
            taker.take([path])
        codes[taker.code] = codes.get(taker.code, 0) + 1
        capsys.readouterr()
        assert taker.code in (0, 2, 3)
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < MOST
    assert {0, 2, 3} == {*codes}
    assert "errors 0" in bench.run("validate", "--lang", "en").out
