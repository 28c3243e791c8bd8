"""The language of output: what decides, and in which order."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run

EMPTY = {"zh": "没有记录\n", "en": "nothing was recorded\n"}


@pytest.mark.parametrize(
    ("words", "env", "language"),
    [
        (["--lang", "zh"], {"PLANTRACK_LANG": "en", "LANG": "en_GB.UTF-8"}, "zh"),
        (["--lang", "en"], {"PLANTRACK_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"PLANTRACK_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ([], {"PLANTRACK_LANG": "", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "en_US", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LANG": "en"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh-Hans-CN"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, "zh"),
        ([], {}, "zh"),
    ],
)
def test_language(bench: Bench, words: list[str], env: dict[str, str], language: str) -> None:
    """The option, then PLANTRACK_LANG (empty is unset), then the locale if it is zh or en, then the plan's own."""
    assert bench.run("log", "--by", "nobody", *words, env=env) == Run(0, EMPTY[language])


def test_language_of_the_plan(bench: Bench) -> None:
    """A plan may be English."""
    bench.edit("language: zh", "language: en")
    assert bench.run("log", "--by", "nobody") == Run(0, EMPTY["en"])
