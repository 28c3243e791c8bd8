"""The catalogues of words against the code: nothing that people read is missing, stale or unused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import words
from msgspec.structs import replace
from showcase import AS_OF, SHOWN, shown_report

from plantrack.dates.periods import period_of
from plantrack.errors import Message, message
from plantrack.render.context import RenderContext, plain
from plantrack.render.formats import REPORT, Format
from plantrack.render.i18n import CATALOGUES, LANGUAGES, SILENT, Locale, translated, translator
from plantrack.render.phrases import day_words, period_words

CHINESE = words.entries(words.catalogue("zh"))
STALE = "the .mo is not what the .po gives"
ITSELF = {
    '"{name}"',
    "{day} of {months}", "{what} at {words}", "the {nth} {what}", "{old} → {new}", "{n} percent", "  {name}  {title}",
    "{ref} {what}", "{day} {weekday}",
    "  {command}",
}  # fmt: skip
"""Marks, layout and commands, with no word to translate."""


def test_the_code_speaks() -> None:
    """What the walk finds is what the code says: some of each kind of key."""
    assert {
        "there is nothing to record for {ref}; give a status, a percentage or a note",
        "status in-progress", "basis public",
        "because far-behind", "summary not_due", "lead: {units}", "{n} places", "{n} years", "is dropped", "reopened",
        "warning: {said}", "the key {key!r} is missing; add it here", "numbers with dots between them, as in 6.10",
        "no indicator is called {typed!r}", "`plantrack baseline` shows them all", "kind ongoing", "target",
    } <= words.used()  # fmt: skip


def test_the_help_speaks() -> None:
    """The walk over the commands finds sentences of commands, options and arguments, and those of typer."""
    assert {
        "Show one task in full.", "Only tasks that owe a report.", "An indicator's id, or words from its label.",
        "Install completion for the current shell.", "Show this message and exit.", "Missing command.",
    } <= words.helped()  # fmt: skip


def test_the_catalogues_are_whole() -> None:
    """Nothing is missing, unused, fuzzy, filled with other facts or not compiled."""
    assert words.problems() == []


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the catalogues, which the tool works with."""
    folder = tmp_path / "locale"
    shutil.copytree(CATALOGUES, folder)
    monkeypatch.setattr(words, "CATALOGUES", folder)
    words.catalogue.cache_clear()
    yield folder
    words.catalogue.cache_clear()


TASKS = 'msgid "summary tasks"\nmsgstr '


@pytest.mark.parametrize(
    ("language", "old", "new", "found"),
    [
        ("zh", f'{TASKS}"任务数"', f'{TASKS}""', ["missing: summary tasks", STALE]),
        ("zh", f'{TASKS}"任务数"', f'{TASKS}"任务"', [STALE]),
        ("zh", 'msgid "summary tasks"', '#, fuzzy\nmsgid "summary tasks"', ["fuzzy: summary tasks"]),
        ("zh", 'msgid "summary tasks"', 'msgid "sumary tasks"', ["unused: sumary tasks", "missing: summary tasks", STALE]),  # noqa: E501
        (
            "zh", 'msgstr "另有{n}条"', 'msgstr "另有几条"',
            ["other places: and {n} more", STALE],
        ),
        (
            "en", 'msgstr[0] "{n} day late"', 'msgstr[0] ""',
            ["missing: {n} days late", STALE],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(language: str, old: str, new: str, found: list[str], catalogues: Path) -> None:
    """A catalogue that was changed on one side fails, and says where."""
    text = words.file(language).read_text("utf-8")
    assert text.count(f"{old}\n") == 1
    words.file(language).write_text(text.replace(f"{old}\n", f"{new}\n"), "utf-8")
    assert list(words.wrong(language)) == found


def test_renewing_keeps_the_words() -> None:
    """Catalogues that are whole stay as they are."""
    for language in ("zh", "en"):
        assert words.entries(words.renewed(language)) == words.entries(words.catalogue(language))
    assert words.entries(words.renewed(None)).keys() == words.keys()


def test_every_entry_is_chinese() -> None:
    """It has Chinese characters or marks, unless there is nothing to translate."""
    wide = re.compile(r"[\u3001-\u3011\u3400-\u9fff\uff00-\uffef]")
    assert {key for key, said in CHINESE.items() if not wide.search(said[0])} == ITSELF


CJK = r"[\u3400-\u9fff\uff00-\uffef\u3001-\u3011]"
HALF = re.compile(rf"(?<={CJK})[,;:?!()]|(?<=\}})[,;:?!()](?={CJK})|[,;:?!()](?={CJK})")


def test_chinese_has_chinese_marks() -> None:
    """No comma, colon, question mark or bracket of half width stands between Chinese characters."""
    shown = {key: re.sub(r"`[^`]*`|“[^”]*”", "", said[0]) for key, said in CHINESE.items()}
    assert {said for said in shown.values() if HALF.search(said)} == set()


def test_a_remedy_shows_a_form_and_not_a_value() -> None:
    """请写成2024-11-17 would ask for that very day: an example is one of a form."""
    shown = [said[0] for said in CHINESE.values() if re.search("写成[“0-9A-Z]", said[0])]
    assert len(shown) > 10
    assert [said for said in shown if "格式" not in said] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_key_that_the_catalogue_lacks_stands_for_itself(language: str) -> None:
    """Somebody else's sentence is shown as it is."""
    assert translator(language)("no such key {n}") == "no such key {n}"
    assert translated(language, "no such key {n}", {"n": 1}) == "no such key {n}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_has_no_words(language: str) -> None:
    """A reason that the light says already is silent, and nothing stays nothing."""
    assert {translator(language)(key) for key in SILENT} == {""}


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("status done", "done", "已完成"),
        ("because overdue", "{n} days past its date", "超期{n}天"),
        ("Light", "Light", "亮灯"),
    ],
)
def test_words(key: str, english: str, chinese: str) -> None:
    """Without a count the words are those of several things."""
    assert (translator("en")(key), translator("zh")(key)) == (english, chinese)


@pytest.mark.parametrize(
    ("said", "english", "chinese"),
    [
        (message("{n} days late", n=1), "1 day late", "超期1天"),
        (message("{n} days late", n=2), "2 days late", "超期2天"),
        (message("{n} days late", n=0), "0 days late", "超期0天"),
        (message("{n} days late", n=21), "21 days late", "超期21天"),
        (message("because far-behind", n="1"), "1 point behind", "落后1个百分点"),
        (message("because far-behind", n="1.5"), "1.5 points behind", "落后1.5个百分点"),
        (message("because not-started", n="1"), "should have started: 1 month", "应开工未开工1个月"),
        (message("{n} places", n="-1"), "-1 place", "-1位"),
        (message("{n} years", n="+1"), "+1 year", "+1年"),
        (message("as of {day}, of {tasks} tasks: {told}", day="D", tasks=1, told="x"), "as of D, of 1 task: x",
         "截至D，1项任务中，x"),
        (message("{title}: due {due}{basis}, {soon}", title="T", due="D", basis="",
                 soon=message("{days} days from now", days=1)), "T: due D, 1 day from now", "T：时限D，还有1天"),
        (message("{n} tasks overdue", n=1), "1 task overdue", "超期任务1项"),
        (message("and {n} more", n=1), "and 1 more", "另有1条"),
        (message("warning: {said}", said=Message("{n} days late", {"n": 1})), "warning: 1 day late", "警告：超期1天"),
    ],
)  # fmt: skip
def test_what_is_counted_has_its_form(said: Message, english: str, chinese: str) -> None:
    """The first of n, days, points, tasks and count decides: one form for 1 as it is shown, the other for the rest."""
    assert (plain(said, "en"), plain(said, "zh")) == (english, chinese)


def test_a_page_counts_too() -> None:
    """Sentences of a page have the same forms."""
    ctx = RenderContext(SHOWN, "en", as_of=date(2024, 11, 17))
    assert (ctx.say("{n} days late", n=1), ctx.say("{n} days late", n=3)) == ("1 day late", "3 days late")


def test_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one entry and its catalogue: what has no words in it yet is English, and lists and dates are its own."""
    french = Locale(
        "en",
        "fr",
        "Français",
        " ; ",
        "{day} {month} {year}",
        "{day} {month}",
        "{month} {year}",
        ("janvier", *["…"] * 9, "novembre", "…"),
    )
    monkeypatch.setitem(LANGUAGES, "fr", french)
    on = RenderContext(SHOWN, "fr", as_of=AS_OF)
    assert (on.listed("ab"), day_words(date(2024, 11, 17), on)) == ("a ; b", "17 novembre 2024")
    assert period_words(period_of(AS_OF, "month"), on) == "novembre 2024"
    assert "Innovation plan: report on week 46 of 2024" in str(REPORT[Format.TEXT](shown_report(), on))
    assert [one.language for one in replace(on, language="both").pages] == ["zh", "en", "fr"]
