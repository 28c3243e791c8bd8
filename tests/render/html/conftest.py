"""A real browser, in which a page fetches nothing and complains of nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import HIGH, WIDE, Opener, view
from required import require, require_module
from showcase import ctx

from plantrack.render.html import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of this machine; nothing is downloaded."""
    program = require("chromium", "chromium-browser", "google-chrome")
    with require_module("playwright.sync_api").sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens a report; at the end it holds that nothing was fetched and nothing complained."""
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_(name: str, language: str = "en", width: int = WIDE, **more: Any) -> Page:
        file = tmp_path / f"{name}-{language}.html"
        file.write_text(report(view(name), ctx(language, of=view(name).plan)), "utf-8")
        context = browser.new_context(viewport={"width": width, "height": HIGH}, **more)
        contexts.append(context)
        found = context.new_page()
        found.on("console", lambda said: troubles.append(said.text))
        found.on("pageerror", lambda error: troubles.append(str(error)))
        found.on("request", lambda asked: None if asked.url == file.as_uri() else troubles.append(asked.url))
        found.goto(file.as_uri())
        return found

    yield open_
    for context in contexts:
        context.close()
    assert troubles == []
