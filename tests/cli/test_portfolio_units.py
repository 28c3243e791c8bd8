"""Units over all plans of a folder: by themselves, by the directory of units, and in doubt."""

from __future__ import annotations

import re
import shutil

import pytest
from cli_support import Bench, Run
from portfolio_support import ENGLISH, copied, status

UNITS = """\
units:
  sti: {zh: 科技创新局, en: STI Bureau, formerly: [{zh: 科创局, en: STI Commission, until: 2024-01-31}]}
"""


@pytest.mark.parametrize("typed", ["stic", "科创局", "STI Bureau"])
def test_one_unit(city: Bench, typed: str) -> None:
    """Of every plan only what it leads, with the numbers of that plan alone."""
    found = status(city, "--unit", typed, code=3)
    assert found["narrowed"] == [typed]
    assert [one["summary"] for one in found["plans"]] == [
        city.json("status", "--plan", one["id"], "--unit", "stic")["summary"] for one in found["plans"]
    ]


def test_a_unit_that_no_plan_has(city: Bench) -> None:
    """It is told, with the units of the directory."""
    assert city.run("status", "--all", "--unit", "x", *ENGLISH) == Run(
        4, "", "error: no plan here that can be read has the unit x; write it as one of the plans does\n"
    )
    (city.here / "plans" / "units.yaml").write_text(UNITS, "utf-8")
    assert city.run("check", "--all", "--unit", "x", *ENGLISH) == Run(
        4,
        "",
        "error: no plan here that can be read has the unit x; write it as one of the plans does\n  sti  STI Bureau\n",
    )


def test_units_of_a_directory(city: Bench) -> None:
    """A unit has the name and the id that it has there, whatever a plan calls it."""
    (city.here / "plans" / "units.yaml").write_text(UNITS, "utf-8")
    copied(city, "third", ("stic: {zh: 科创局, en: STI Bureau}", "stic: {zh: 科技创新局, en: STIB}"))
    found = status(city, code=3)
    assert {one["unit"]: one["plans"] for one in found["by_unit"]} == {
        "sti": ["plans/fairs", "plans/third", "plans/later"],
        "fund": ["plans/fairs", "plans/third", "plans/later"],
    }
    assert found["units"]["sti"] == {"zh": "科技创新局", "en": "STI Bureau"}


def test_a_directory_with_problems(city: Bench) -> None:
    """They are told with line and column, and `check --all` fails."""
    (city.here / "plans" / "units.yaml").write_text("units:\n  stic: {zh: 科创局, successor: x}\n", "utf-8")
    shutil.rmtree(city.here / "plans" / "broken")
    said = "plans/units.yaml:2:30: stic has a successor and no last day; write `until:`\n"
    done = city.run("check", "--all", "--only", "overdue", "--unit", "fund", *ENGLISH)
    assert (done.code, said in done.out) == (1, True)
    shown = city.run("status", "--all", *ENGLISH)
    assert (shown.code, said in shown.out) == (3, True)


@pytest.mark.parametrize("words", [("status",), ("report", "--week", "2024-W46")])
def test_a_directory_that_cannot_be_read(bench: Bench, words: tuple[str, ...]) -> None:
    """The plans are shown, with the reason, once; the exit code is that of a file that cannot be read."""
    (bench.here / "plans" / "units.yaml").write_bytes(b"units: \xff")
    done = bench.run(*words, "--all", *ENGLISH)
    assert (done.code, done.err) == (3, "")
    assert "  plans/units.yaml: not UTF-8 at byte 7; save the file as UTF-8\n" in done.out


def test_units_in_doubt(city: Bench) -> None:
    """One id with two names is two units, which is told."""
    copied(city, "third", ("stic: {zh: 科创局, en: STI Bureau}", "stic: {zh: 统计局, en: Statistics}"))
    out = city.run("status", "--all", *ENGLISH).out
    elsewhere = "has the id stic, which is another unit elsewhere; write its names into units.yaml"
    assert out[out.index("Units in doubt") :] == (
        "Units in doubt\n"
        "Shown apart, as nothing says that they are one\n"
        f"  Statistics of third {elsewhere}\n  STI Bureau of fairs, later {elsewhere}\n"
    )
    assert re.findall(r"^(STI Bureau|Statistics) +[✗?]", out, re.MULTILINE) == ["Statistics", "STI Bureau"]
