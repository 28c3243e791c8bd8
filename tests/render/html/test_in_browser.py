"""The report in a real browser: wide and narrow, light and dark, by mouse and keyboard, without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browsing import HIGH, PHONE, UNFOLD, WIDE, Opener, column, ledger

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def head(found: Page, name: str, language: str = "en", key: str = "ledger") -> Any:
    """Return the button in a column head of a table, that of the ledger unless another is named."""
    return found.locator(f"#{language}-{key} thead").get_by_role("button", name=name, exact=True)


def search(found: Page, words: str) -> None:
    """Type words into the search of the ledger in place of those there."""
    found.get_by_role("searchbox").fill(words)


def test_filters_change_the_rows(opened: Opener) -> None:
    """Each alone, two together, none that fits, and all tasks again; an item stays where any of its tasks does."""
    found = ledger(opened, "shown")
    told = found.locator("#en-ledger [role=status]")
    assert column(found, 0) == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    found.locator('select[name="light"]').select_option("✗ off track")
    assert (column(found, 0), told.inner_text()) == (["1", "1.2", "2", "2.2"], "Tasks shown: 2 / 4")
    found.locator('select[name="item"]').select_option("2 Hold the fair")
    assert (column(found, 0), told.inner_text()) == (["2", "2.2"], "Tasks shown: 1 / 4")
    found.locator('select[name="lead"]').select_option("SMART")
    assert (column(found, 0), told.inner_text()) == ([], "Tasks shown: 0 / 4")
    found.get_by_role("button", name="Show all tasks").click()
    assert (column(found, 0), told.inner_text()) == (["1", "1.1", "1.2", "2", "2.1", "2.2"], "Tasks shown: 4 / 4")
    found.locator('select[name="lead"]').select_option("nobody")
    assert column(found, 0) == ["2", "2.2"]


def test_the_search(opened: Opener) -> None:
    """Every word counts, in any order, wide letters and capitals are the same as others; Enter sends nothing."""
    found = ledger(opened, "shown")
    told = found.locator("#en-ledger [role=status]")
    search(found, "FAIR run")
    assert (column(found, 0), told.inner_text()) == (["2", "2.1"], "Tasks shown: 1 / 4")
    found.get_by_role("searchbox").press("Enter")
    assert column(found, 0) == ["2", "2.1"]
    search(found, "ＳＭＡＲＴ")
    assert column(found, 0) == ["1", "1.2"]
    found.locator('select[name="light"]').select_option("● on track")
    assert (column(found, 0), told.inner_text()) == ([], "Tasks shown: 0 / 4")
    found.get_by_role("button", name="Show all tasks").click()
    assert (column(found, 0)[-1], told.inner_text()) == ("2.2", "Tasks shown: 4 / 4")


def test_the_search_finds_tasks_that_share_a_row(opened: Opener) -> None:
    """The row counts for all of them, and shows their titles while something is searched for."""
    found = ledger(opened, "silent")
    told, titles = found.locator("#en-ledger [role=status]"), found.locator("#en-ledger .lines > div")
    assert (told.inner_text(), titles.locator("visible=true").count()) == ("Tasks shown: 3 / 3", 0)
    search(found, "third")
    assert (told.inner_text(), titles.locator("visible=true").all_inner_texts()) == (
        "Tasks shown: 2 / 3", ["1.2 Second", "1.3 Third"],
    )  # fmt: skip
    search(found, "")
    assert (told.inner_text(), titles.locator("visible=true").count()) == ("Tasks shown: 3 / 3", 0)


@pytest.mark.parametrize(
    ("name", "up", "down"),
    [
        ("No.", ["1.1", "1.2", "2.1", "2.2"], ["2.2", "2.1", "1.2", "1.1"]),
        ("Task", ["1.1", "1.2", "2.1", "2.2"], ["2.2", "2.1", "1.2", "1.1"]),
        ("Progress", ["1.2", "2.1", "1.1", "2.2"], ["2.1", "1.2", "1.1", "2.2"]),
        ("Light", ["1.2", "2.2", "1.1", "2.1"], ["2.1", "1.1", "1.2", "2.2"]),
        ("Due", ["2.2", "2.1", "1.2", "1.1"], ["1.2", "2.1", "2.2", "1.1"]),
        ("Expected", ["1.2", "2.1", "2.2", "1.1"], ["2.1", "2.2", "1.2", "1.1"]),
    ],
)
def test_a_column_head_sorts(opened: Opener, name: str, up: list[str], down: list[str]) -> None:
    """Once up, again down; what is missing comes last both ways, and what is alike keeps its order."""
    found = ledger(opened, "shown")
    heads = found.locator("#en-ledger th[aria-sort]")
    head(found, name).click()
    assert (column(found, 0), heads.get_attribute("aria-sort")) == (up, "ascending")
    head(found, name).click()
    assert (column(found, 0), heads.get_attribute("aria-sort")) == (down, "descending")
    assert heads.count() == 1
    found.get_by_role("button", name="Show all tasks").click()
    assert (column(found, 0), heads.count()) == (["1", "1.1", "1.2", "2", "2.1", "2.2"], 0)


def test_numbers_sort_as_numbers(opened: Opener) -> None:
    """1.2 stands before 1.10, +33.4 after +2, and every table sorts."""
    found = opened("many")
    head(found, "No.", key="problems").click()
    found.locator("#en-problems .more").click()
    refs = column(found, 0, key="problems")
    assert refs == sorted(refs, key=lambda ref: [int(part) for part in ref.split(".")])
    assert {"1.2", "1.10"} < {*refs}
    found = opened("full")
    table = found.locator("#en-summary table")
    table.get_by_role("button", name="Change").click()
    changes = table.locator("tbody td:last-child").all_inner_texts()
    numbers = [float(change.split()[0].replace("=", "0")) for change in changes]
    assert (numbers, {-2, 0, 1, 2, 33.4} - {*numbers}) == (sorted(numbers), set())


def test_sorting_and_filtering_together(opened: Opener) -> None:
    """What is filtered out stays out when the rest is sorted; sorted tasks have no item above them."""
    found = ledger(opened, "shown")
    found.locator('select[name="light"]').select_option("✗ off track")
    head(found, "No.").click()
    head(found, "No.").click()
    assert column(found, 0) == ["2.2", "1.2"]
    search(found, "sum")
    assert column(found, 0) == ["2.2"]


def test_a_long_table_shows_its_first_rows(opened: Opener) -> None:
    """The rest appears when a reader asks for it; on paper it is always there."""
    found = opened("many")
    rows = found.locator("#en-problems tbody tr")
    assert (rows.count() > 100, rows.locator("visible=true").count()) == (True, 10)
    found.emulate_media(media="print")
    assert rows.locator("visible=true").count() == rows.count()
    found.emulate_media(media="screen")
    found.locator("#en-problems .more").click()
    assert rows.locator("visible=true").count() == rows.count()
    assert found.locator("#en-problems .more").count() == 0


def test_annexes_unfold(opened: Opener) -> None:
    """They are folded at first; a click on a heading unfolds one and folds it again, a link to it unfolds it too."""
    found = opened("shown")
    assert found.locator(".fold").count() == found.locator(".fold:not([open])").count() > 3
    table = found.locator("#en-ledger table")
    found.locator("#en-ledger > summary").click()
    assert table.is_visible()
    found.locator("#en-ledger > summary").click()
    assert not table.is_visible()
    found.locator("nav a[href='#en-ledger']").click()
    table.wait_for(state="visible")


@pytest.mark.parametrize(("width", "sticky"), [(WIDE, "thead th"), (900, "thead th"), (PHONE, "> summary")])
def test_heads_stay_in_sight(opened: Opener, width: int, sticky: str) -> None:
    """Of a table, the head stays at the top of the window; of cards, the heading of the annex does."""
    found = ledger(opened, "many", width=width)
    for row in (20, 150, 250):
        found.locator("#en-ledger tbody tr").nth(row).evaluate("row => row.scrollIntoView({ block: 'center' })")
        box = found.locator(f"#en-ledger {sticky}").first.bounding_box()
        assert box
        assert box["y"] == 0


def test_languages(opened: Opener) -> None:
    """One at a time, by a link; its marks follow, and a link into a part shows that part."""
    found = opened("shown", "both")
    zh, en = found.locator("article#zh"), found.locator("article#en")

    def shown() -> tuple[bool, bool, str | None]:
        return zh.is_visible(), en.is_visible(), found.locator("html").get_attribute("lang")

    assert shown() == (True, False, "zh-Hans")
    found.get_by_role("link", name="English").click()
    en.wait_for()
    assert shown() == (False, True, "en")
    assert found.locator(".languages [aria-current]").inner_text() == "English"
    found.goto(found.url.replace("#en", "#zh-ledger"))
    zh.wait_for()
    assert shown() == (True, False, "zh-Hans")
    assert 0 <= found.locator("#zh-ledger").evaluate("fold => fold.getBoundingClientRect().top") < HIGH


@pytest.mark.parametrize("language", ["zh", "both"])
def test_without_scripts(opened: Opener, language: str) -> None:
    """Everything is there, in both languages, the annexes in folds that open; what could not work is not shown."""
    found = opened("shown", language, java_script_enabled=False)
    for name in [language] if language != "both" else ["zh", "en"]:
        for fold in found.locator(f"#{name} .fold > summary").all():
            fold.click()
    rows = found.locator("tbody tr")
    assert rows.count() == rows.locator("visible=true").count() > 15
    assert found.locator("article:visible").count() == (2 if language == "both" else 1)
    assert found.locator("form:visible").count() == found.locator("button:visible").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["shown", "full", "many", "hostile", "bare"])
def test_the_page_never_scrolls_sideways(opened: Opener, view: str, language: str) -> None:
    """However long a title or a word in it; on a phone no table does either."""
    found = opened(view, language)
    found.evaluate(UNFOLD)
    for width in (WIDE, 1000, 850, 600, PHONE):
        found.set_viewport_size({"width": width, "height": HIGH})
        assert found.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), width
    assert found.evaluate("[...document.querySelectorAll('.wide')].every(box => box.scrollWidth <= innerWidth)")


CARDS = """() => [...document.querySelectorAll(".cards tbody :is(th, td)")].filter((cell) => cell.checkVisibility())
  .map((cell) => {
    const [box, card] = [cell.getBoundingClientRect(), cell.parentNode.getBoundingClientRect()];
    return [box.left - card.left, card.right - box.right, cell.textContent];
  })"""


CARD = """(row) => [...row.cells].filter((cell) => cell.checkVisibility()).map((cell) => {
  const { content } = getComputedStyle(cell, "::before");
  return ((content === "none" ? "" : content.slice(1, -1)) + cell.innerText).trim();
})"""


def test_on_a_phone_a_row_is_a_card(opened: Opener) -> None:
    """Nothing sticks out of it, what is unknown takes no room, and each cell says its column unless that is plain."""
    found = opened("shown", "zh", PHONE)
    found.evaluate(UNFOLD)
    cells = found.evaluate(CARDS)
    assert len(cells) > 60
    assert [cell for cell in cells if cell[0] < 0 or cell[1] < 0 or cell[2] == "–"] == []
    assert found.locator("#zh-ledger tbody tr").nth(2).evaluate(CARD) == [
        "1.2", "印发扶持办法", "牵头单位 医学科学院（原文）", "完成时限 2024-10-31 → 2024-11-30（批准）", "✗ 滞后",
        "进度 40%", "应达 95.6%", "存在问题 资金未到位（2024-11-06）", "下一步 征求意见（2024-11-08）",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [PHONE, 700, WIDE])
def test_the_bar_of_lights_is_as_wide_as_the_statements(opened: Opener, width: int) -> None:
    """Its smallest text is as large as that of a table at least, and no larger than that around it."""
    found = opened("shown", "zh", width)
    bar, statements = (found.locator(name).bounding_box() for name in (".shares svg:visible", ".headline"))
    assert bar
    assert statements
    assert abs(bar["width"] - statements["width"]) <= 6
    small = found.locator(".shares svg:visible text").first.evaluate("t => t.getBoundingClientRect().height / 1.5")
    assert 9 <= small <= 17


def test_many_tasks_on_a_phone(opened: Opener) -> None:
    """Three cards take a screen at most, long titles and all; a page of 300 tasks opens with few screens."""
    found = opened("many", "zh", PHONE)
    high = "document.scrollingElement.scrollHeight / innerHeight"
    assert found.evaluate(high) < 8
    found.locator("#zh-ledger > summary").click()
    assert found.evaluate(high) < 100


def test_a_long_text_leaves_room_for_its_neighbours(opened: Opener) -> None:
    """Beside a note of thousands of characters a title still has lines of several characters."""
    found = ledger(opened, "note", "zh")
    titles = found.locator("#zh-ledger tbody td:nth-child(2)")
    assert titles.all_inner_texts() == ["培育高新技术企业和专精特新企业"]
    assert titles.first.evaluate("cell => cell.clientWidth") > 100


CONTRASTS = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const level = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * level(r) + 0.7152 * level(g) + 0.0722 * level(b);
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error("half transparent");
    }
    throw new Error("no background");
  };
  const found = [];
  const measure = (element, style, text) => {
    const [one, other] = [luminance(parse(style.color)), luminance(behind(element))];
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    found.push([(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), large ? 3 : 4.5, text]);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join("");
    if (!element.checkVisibility() || element.tagName === "SCRIPT") continue;
    if (text) measure(element, getComputedStyle(element), text);
    for (const side of ["::before", "::after"]) {
      const style = getComputedStyle(element, side);
      if (!["none", "normal"].includes(style.content)) measure(element, style, style.content);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(opened: Opener, scheme: str, width: int) -> None:
    """Every text stands out from what is behind it, in every colour that a light can have, in both schemes."""
    found = opened("shown", "both", width, color_scheme=scheme)
    found.evaluate(UNFOLD)
    found.evaluate("""() => {
      for (const part of document.querySelectorAll("article")) part.hidden = false;
      const light = document.querySelector("td b");
      for (const colour of ["green", "blue", "yellow", "orange", "red", "purple", "grey"]) {
        for (const place of [light.parentElement, document.querySelector(".headline li")])
          place.append(Object.assign(document.createElement("b"), { className: colour, textContent: colour }));
      }
    }""")
    measured = found.evaluate(CONTRASTS)
    assert len(measured) > 300
    assert [entry for entry in measured if entry[0] < entry[1]] == []
    assert (found.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)") == (
        scheme == "light"
    )


REACHED = """() => {
  const here = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  here.dataset.reached = here === document.body ? "" : seen ? "seen" : "unseen";
  return here === document.body;
}"""


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_keyboard_reaches_every_control(opened: Opener, width: int) -> None:
    """Tab goes through all of them, each shows that it is there, and Enter does what a click does."""
    found = opened("shown", "both", width)
    found.evaluate(UNFOLD)
    controls = found.locator("a, button, input, select, summary").locator("visible=true")
    for _ in range(controls.count() + 20):
        found.keyboard.press("Tab")
        if found.evaluate(REACHED):
            break
    assert [c.get_attribute("data-reached") for c in controls.all()] == ["seen"] * controls.count()
    head = found.locator("#zh-ledger thead button").first
    for _ in range(2):
        head.focus()
        found.keyboard.press("Enter")
    assert column(found, 0, "zh") == ["2.2", "2.1", "1.2", "1.1"]
    found.locator("#zh-ledger > summary").focus()
    found.keyboard.press("Enter")
    assert not found.locator("#zh-ledger table").is_visible()
