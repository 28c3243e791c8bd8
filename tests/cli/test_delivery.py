"""The channel of a plan: with the contacts beside it."""

from __future__ import annotations

import pytest
from cli_support import Bench
from notify_support import letter

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.delivery import channel_for


def test_channel(bench: Bench) -> None:
    """It knows who is told, and writes where one stands; an empty file of contacts needs nothing."""
    (bench.folder / "contacts.yaml").write_text(
        "office: [{name: 王五, mail: w@b.cn}]\nsender: {mail: a@b.cn}\n", "utf-8"
    )
    channel = channel_for(Context(SharedOptions()), "eml:out", print)
    assert channel.send(letter("stic", "office")).to == ("out/stic-office.eml",)
    assert "To: =?utf-8?b?546L5LqU?= <w@b.cn>" in (bench.here / "out" / "stic-office.eml").read_text("utf-8")


def test_problems_are_warned_of(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """What is right is used; the rest is told."""
    (bench.folder / "contacts.yaml").write_text("office: [{name: 王五, mail: w}]\n", "utf-8")
    shown: list[str] = []
    channel_for(Context(SharedOptions(lang="en")), "text", shown.append).send(letter(text="told"))
    assert shown == ["told\n"]
    assert capsys.readouterr().err == "warning: plans/fairs/contacts.yaml has 1 problem; see `plantrack validate`\n"
