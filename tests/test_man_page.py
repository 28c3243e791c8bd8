"""The man page is read without a warning, and has every command and option."""

from __future__ import annotations

import re
import subprocess

import pytest
from command_tree import calls
from man_page import MAN, roff
from required import require


def shown(text: str) -> str:
    """Return a page as man shows it, in lines that never end; groff has nothing to say about it."""
    words = [require("groff"), "-man", "-ww", "-Kutf8", "-Tutf8", "-P-cbou", "-rLL=2000n"]
    done = subprocess.run(words, input=text.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode().replace("\u2010", "-").replace("\u2212", "-")


def test_every_command_and_option() -> None:
    """It says of each what `--help` does."""
    told = " ".join(shown(MAN.read_text("utf-8")).split())
    for name, command in calls().items():
        assert f"plantrack {name} [OPTIONS]" in told
        for param in (param for param in command.params if not param.hidden):
            assert {*param.opts} - {param.name} <= {*re.findall(r"--?[\w-]+", told)}
            assert " ".join(param.help.replace("`", "").split()) in told


@pytest.mark.parametrize("text", [".TH x", "'br", r"\fB \n(.x", "a - b", "--as-of"])
def test_text_is_no_request(text: str) -> None:
    """Whatever a help text holds is shown as it stands."""
    assert text in shown(f".TH X 1\n.SH Y\n{roff(text)}\n")
