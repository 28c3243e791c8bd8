"""How well documents in forms of their own are read: each reading held loosely against the one written by hand.

PYTHONPATH=tests python tests/documents/forms_score.py                a row of shares in percent for each document
PYTHONPATH=tests python tests/documents/forms_score.py 07 24 -v       two of them, with everything that differs
PYTHONPATH=tests python tests/documents/forms_score.py --tree 07      what was read, as a tree
PYTHONPATH=tests python tests/documents/forms_score.py --misses       takes from forms/misses.toml what is read well by now
PYTHONPATH=tests python tests/documents/forms_score.py --anew         writes it as it is, where more is read than before

Titles may keep or drop what a lead, a date or a number took out of them. What a task inherits counts as said of it.
A level more between two of the gold's is no fault, nor is a clause of a task that stands below it.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from documents.forms_compare import COUNTS, MEASURES, Comparison, Share, compare, shown
from documents.forms_pairs import flat
from documents.forms_reading import FORMS, Reading, documents, gold, reading

MISSES = FORMS / "misses.toml"
"""The measures in which a document is not read well yet."""


@cache
def score(document: Path) -> Comparison:
    """Return how the reading of a document differs from the right one."""
    return compare(gold(document), reading(document))


def _row(name: str, shares: dict[str, Share], counts: Iterable[int]) -> str:
    cells = ["·" if share.percent is None else f"{share.percent:.0f}" for share in shares.values()]
    return f"{name[:30]:30}" + "".join(f"{cell:>9}" for cell in (*cells, *counts))


def _details(result: Comparison) -> Iterator[str]:
    if result.read.error:
        yield f"   {result.read.error}"
    for name, share in result.shares.items():
        yield from (f"   {name}: {wrong}" for wrong in share.wrong)
    for name, found in result.counts.items():
        yield from (f"   {name}: {one}" for one in found)


def _tree(read: Reading) -> Iterator[str]:
    yield f"   {read.title} | {read.issuer} | {read.published} | {read.years} | {read.error}"
    yield from (f"   {'  ' * one.depth}{shown(one)}" for one in flat(read.nodes))


def known_misses() -> dict[str, set[str]]:
    """Return the measures in which each document is not read well yet, by its name."""
    return {name: {*told.split()} for name, told in tomllib.loads(MISSES.read_text("utf-8")).items()}


def _write_misses(*, anew: bool) -> None:
    """Take from the misses those that are none any more; `anew` writes those of today."""
    known = {} if anew else known_misses()
    missed = {file.name: score(file).misses() for file in documents()}
    left = {name: of if anew else of & known.get(name, set()) for name, of in missed.items()}
    lines = (f'"{name}" = "{" ".join(sorted(misses))}"\n' for name, misses in left.items() if misses)
    MISSES.write_text("".join(lines), "utf-8")


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """Print the table, for the documents whose names begin with one of the arguments."""
    if {"--misses", "--anew"} & {*arguments}:
        _write_misses(anew="--anew" in arguments)
        return
    names = [one for one in arguments if not one.startswith("-")]
    chosen = [file for file in documents() if not names or any(file.name.startswith(name) for name in names)]
    total = {name: Share() for name in MEASURES}
    counts = dict.fromkeys(COUNTS, 0)
    _say(f"{'':30}" + "".join(f"{name:>9}" for name in (*MEASURES, *COUNTS)))
    for file in chosen:
        result = score(file)
        for name, share in result.shares.items():
            total[name].right += share.right
            total[name].of += share.of
        for name, found in result.counts.items():
            counts[name] += len(found)
        _say(_row(file.name, result.shares, map(len, result.counts.values())))
        if "-v" in arguments:
            _say(*_details(result))
        if "--tree" in arguments:
            _say(*_tree(result.read))
    _say(_row("all", total, counts.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
