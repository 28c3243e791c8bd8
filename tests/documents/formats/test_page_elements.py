"""Which elements of a page hold the document."""

from __future__ import annotations

from typing import Any

import pytest

from plantrack.budget import Budget
from plantrack.documents.formats.page_elements import is_unseen, layout_of, parse_html
from plantrack.errors import PlanError


def parsed(page: str) -> Any:
    return parse_html(page, Budget())


def test_planned() -> None:
    """The main element is the smallest that holds most of the text; what is called like a menu is boilerplate."""
    root = parsed(
        f"<div id=main><div class=topNav>菜单</div><div class='TRS_Editor'>{'计划' * 50}</div></div><footer>页脚</footer>"
    )
    layout = layout_of(root)
    assert layout.main.get("class") == "TRS_Editor"
    assert sorted(one.tag + (one.get("class") or "") for one in layout.boilerplate) == ["divtopNav", "footer"]


def test_unsure() -> None:
    """Where most of the text is in a footer, it is none; where no element holds most, there is no main one."""
    assert layout_of(parsed(f"<p>前言</p><div class=footer>{'计划' * 50}</div>")).boilerplate == set()
    assert layout_of(parsed(f"<div class=content>{'甲' * 50}</div><div class=content>{'乙' * 50}</div>")).main is None


def test_unseen() -> None:
    """Scripts, and what a style or an attribute hides."""
    root = parsed("<script>x</script><p hidden>x</p><p style='DISPLAY: none'>x</p><p style='color: red'>x</p>")
    assert [is_unseen(one) for one in root.iter("script", "p")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<ul><li>" * 10_000 + "计划", "nested too deeply; open it in a browser, copy the text and save it as .txt"),
        ("<p>x" * 500_001, "more than 500000 tags; this is no page that people wrote"),
        ("<p " + " ".join(f"a{n}" for n in range(10_000)) + ">x", "its tags have too many attributes; this is no page"),
        (
            "",
            "there is no text in this page; open it in a browser, copy the text and save it as .txt",
        ),
    ],
)
def test_hostile(page: str, said: str) -> None:
    """What no editor writes is refused with a sentence."""
    with pytest.raises(PlanError, match=said):
        parsed(page)
