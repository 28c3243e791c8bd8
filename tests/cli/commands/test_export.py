"""The command that writes a plan for other programs."""

from __future__ import annotations

import json

import pytest
from cli_support import Bench


def refs(out: str) -> list[str]:
    """Return the references in an export as JSON."""
    return [one["ref"] for one in json.loads(out)["records"] if "ref" in one]


def test_json(bench: Bench) -> None:
    """The envelope that every view has, and the records of the plan."""
    done = bench.run("export", "json", "--as-of", "2024-11-01")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert [found[key] for key in ("schema", "plan", "as_of")] == ["plantrack.export/1", "fairs", "2024-11-01"]
    kinds = [one["record"] for one in found["records"]]
    assert kinds == ["plan", *["unit"] * 2, *["section"] * 2, *["baseline"] * 2, *["indicator"] * 2, "task", "task",
                     "milestone", "task", "task"]  # fmt: skip
    assert found["records"][-1] == {
        "record": "task", "ref": "2", "title": {"zh": "出台措施", "en": "Issue measures"}, "kind": "deliverable",
        "lead": ["stic"], "due": "2024-12-31", "basis": {"lead": "assumed", "due": "assumed"}, "light": "unreported",
        "as_of": "2024-11-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("1.2",), ["1", "1.2"]),
        (("展会",), ["1", "1.1", "1.1.1", "1.2"]),
        (("--unit", "基金委"), ["1", "1.2"]),
        (("1", "--unit", "stic"), ["1", "1.1", "1.1.1"]),
        (("2", "--unit", "fund"), []),
    ],
)
def test_a_part(bench: Bench, words: tuple[str, ...], found: list[str]) -> None:
    """Only what was named, with the tasks above it; the plan says that it is a part."""
    done = bench.run("export", "json", *words)
    assert (done.code, done.err, refs(done.out)) == (0, "", found)
    assert json.loads(done.out)["records"][0]["part"] is True


def test_a_file(bench: Bench) -> None:
    """Is written whole, the same bytes each time, and never over a plan."""
    for name in ("a.json", "b.json"):
        done = bench.run("export", "json", "-o", name)
        assert (done.code, done.out, done.err) == (0, "", f"已写入{name}\n")
    assert (bench.here / "a.json").read_bytes() == (bench.here / "b.json").read_bytes()
    assert bench.run("export", "json", "-o", "plans/fairs/plan.yaml").code == 2
