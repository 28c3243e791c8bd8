"""The command that shows what is to be done and reported by when: agenda."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run


def test_the_next_thirty_days(bench: Bench) -> None:
    """By default to thirty days ahead, in the language asked for."""
    assert bench.run("agenda", "--lang", "en") == Run(
        0,
        """\
Agenda: Plan of the fairs
as of 2024-11-18, until 2024-12-18 · overdue 4, awaiting an answer 0, coming up 2

Overdue
Due                  What                                         Unit
───────────────────────────────────────────────────────────────────────────────
2024-10-15 Tuesday   milestone 1.1.1 Programme issued             STI Bureau
24 working days ago
2024-10-31 Thursday  report for October 2024: 1.1, 2              STI Bureau
12 working days ago  report for October 2024: 1.2 Win exhibitors  NSF Committee
2024-11-16 Saturday  1.1 Hold the Hi-Tech Fair                    STI Bureau
1 working day ago

Coming up
Due                  What                                          Unit
────────────────────────────────────────────────────────────────────────────────
2024-11-30 Saturday  report for November 2024: 1.1, 2              STI Bureau
in 9 working days    report for November 2024: 1.2 Win exhibitors  NSF Committee
Leads and due dates are assumed unless noted.
""",
    )


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("--unit", "fund"), ["1.2", "1.2", "1.2"]),
        (("--mine", "--by", "刘洋"), ["1.2", "1.2", "1.2"]),
        (("--mine", "--by", "fund"), ["1.2", "1.2", "1.2"]),
        (
            ("--unit", "fund", "--unit", "stic"),
            ["1.1.1", "1.1", "2", "1.2", "1.1", "1.1", "2", "1.2", "2", "1.1", "2", "1.2"],
        ),
    ],
)
def test_what_is_mine(bench: Bench, words: tuple[str, ...], kept: list[str]) -> None:
    """Units are those named, or those that list me among their people."""
    found = bench.json("agenda", "--until", "2024-12-31", *words)
    assert [item["ref"] for entry in found["entries"] for item in entry["items"]] == kept


def test_a_person_of_several_units(bench: Bench) -> None:
    """All of them count."""
    bench.edit("en: STI Bureau}", "en: STI Bureau, people: [刘洋, 王芳]}")
    found = bench.json("agenda", "--mine", "--by", "刘洋")
    assert found["narrowed"]["units"] == ["stic", "fund"]


def test_a_file(bench: Bench) -> None:
    """The ending of a file asks for its format."""
    done = bench.run("agenda", "--until", "2024-11-18", "-o", "agenda.csv", "--lang", "en")
    assert done == Run(0, "", "agenda.csv written\n")
    assert (bench.here / "agenda.csv").read_text("utf-8").splitlines()[1:] == [
        "2024-10-15,-24,yes,milestone,1.1.1,Programme issued,STI Bureau,assumed,,,,",
        "2024-10-31,-12,yes,report,1.1 2,,STI Bureau,,2024-10,1,,",
        "2024-10-31,-12,yes,report,1.2,Win exhibitors,NSF Committee,,2024-10,1,,",
        "2024-11-16,-1,yes,task,1.1,Hold the Hi-Tech Fair,STI Bureau,assumed,,,,",
    ]
