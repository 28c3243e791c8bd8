"""The page: language, and text from people made safe to show."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from showcase import HOSTILE, INERT, SHOWN, ctx
from support import day, plan

from plantrack.errors import Message, message
from plantrack.model.plan import Text
from plantrack.model.text import given_text
from plantrack.render.context import RenderContext, plain, visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("第26届高交会 👍", "第26届高交会 👍"),
        ("two\nlines\tand tabs", "two lines and tabs"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u00adb\u180e\ufff9", r"a\xadb\u180e\ufff9"),
        ("\x00\r\x7f\x9b", r"\x00\x0d\x7f\x9b"),
        ("\u202eabc\u2066", r"\u202eabc\u2066"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("a\u2028b\u2029c\x85d", r"a\u2028b\u2029c\x85d"),
        ("\udcff", r"\udcff"),
        (HOSTILE, INERT),
        ("a\U000e0041\U000e007f", r"a\U000e0041\U000e007f"),
        ("\u115f\u1160\u3164\uffa0\u2800", r"\u115f\u1160\u3164\uffa0\u2800"),
        ("\u034f\u17b4\u180b\U0001d173", r"\u034f\u17b4\u180b\U0001d173"),
        ("\u2764\ufe0f 葛\U000e0100", "\u2764\ufe0f 葛\U000e0100"),
        (r"\x1b", r"\x1b"),
        ("::error file=a::b", r"\x3a:error file=a::b"),
        ("\n\u3000::set-env", " \u3000\\x3a:set-env"),
        ("see ##[group]a and ##vso[task]", r"see \x23#[group]a and \x23#vso[task]"),
        ("std::vector #1 ## b [c]", "std::vector #1 ## b [c]"),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(typed: str, shown: str) -> None:
    """Escapes, bidi marks, marks without width, commands to CI; line breaks become spaces; the rest stays as typed."""
    assert visible(typed) == shown


@given(typed=st.text())
def test_visible_text_is_one_harmless_line(typed: str) -> None:
    """No control, bidi, surrogate or line-breaking character is left; showing it twice is showing it once."""
    shown = visible(typed)
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in shown)
    assert not any(
        unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI") for c in shown
    )
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


def test_whatever_says_nothing_is_seen() -> None:
    """Of characters that make no text, those are spelled out that are no blank and change no character before them."""
    silent = [chr(code) for code in range(0x110000) if not given_text(chr(code))]
    shown = {char for char in silent if visible(char) == char and not char.isspace()}
    selectors = {chr(code) for first, last in ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF)) for code in range(first, last + 1)}
    assert {char for char in shown if unicodedata.category(char) != "Cn"} == selectors


class Word(StrEnum):
    """A word of the data."""

    BAD = "\x1b"


def test_facts_are_safe() -> None:
    """Numbers and days are formatted as such; anything else, an error too, is visible text."""
    facts = 5, 2.5, day("2024-11-17"), "\x1b", Word.BAD, ValueError("\x1b"), ["\u202e"]
    assert [plain(message("{fact!r}", fact=fact), "en") for fact in facts] == [
        "5", "2.5", "datetime.date(2024, 11, 17)", *[repr(r"\x1b")] * 3, repr(r"['\u202e']"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "截至2024-11-17，没有符合条件的任务"), ("en", "no task fits, as of 2024-11-17")],
)
def test_a_page_speaks_its_language(language: str, said: str) -> None:
    """A template of the catalogue, filled with facts."""
    assert ctx(language).say("no task fits, as of {day}", day=day("2024-11-17")) == said


def test_a_message_says_its_facts_in_the_language_too() -> None:
    """Titles in the reader's language, messages within messages, texts made visible, numbers with their format."""
    said = message(
        "{title}: due {due}{basis}, {days} days ago, and not done",
        title=Text("办展\x1b", "The fair\x1b"),
        due=day("2024-11-16"),
        basis=message("(basis {word})", word=message("basis assumed")),
        days=1,
    )
    assert plain(said, "en") == r"The fair\x1b: due 2024-11-16 (assumed), 1 day ago, and not done"
    assert plain(said, "zh") == r"办展\x1b：时限2024-11-16（推定），超期1天，未完成"
    assert plain(message("{percent:g} is not a percentage; write a number from 0 to 100", percent=120.0), "en") == (
        "120 is not a percentage; write a number from 0 to 100"
    )


@pytest.mark.parametrize("template", ["{text!r} is not a day; write it as YYYY-MM-DD", "{file}: no problems"])
def test_facts_never_stand_for_templates(template: str) -> None:
    """Braces that somebody typed stay braces."""
    facts = dict.fromkeys(("text", "file"), "{day}")
    assert "{day}" in plain(Message(template, facts), "en")


def test_titles_and_units() -> None:
    """In the page's language; an id that the directory does not have stands for itself, made visible."""
    assert (ctx("zh").title(SHOWN.title), ctx("en").title(SHOWN.title)) == ("科技创新计划", "Innovation plan")
    assert ctx("zh").units(["stic", "smart", "\x1b"]) == r"科创局、医学科学院、\x1b"
    assert ctx("en").units(["stic", "smart", "\x1b"]) == r"STI Bureau, SMART, \x1b"
    assert ctx("en").title(plan('title: "a\\x1b"').title) == r"a\x1b"


@pytest.mark.parametrize(("language", "said"), [("zh", "甲、乙"), ("en", "甲, 乙")])
def test_a_list_within_a_sentence(language: str, said: str) -> None:
    """Parted as the language does."""
    assert ctx(language).listed(["甲", "乙"]) == said
    assert ctx(language).listed([]) == ""


def test_a_page_is_plain_unless_told() -> None:
    """English, no colour, as wide as it needs."""
    found = RenderContext(SHOWN)
    assert (found.language, found.width, found.colour, found.as_of, found.known_at) == ("en", None, False, None, None)
