"""Which text becomes a link, and how it is shown."""

import pytest

from plantrack.reports.links import is_web, short_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.org/a/b?c=d#e", "example.org"),
        ("HTTP://example.org", "example.org"),
        ("https://user:secret@example.org:8080/", "example.org:8080"),
        ("https://深圳.中国/政策", "深圳.中国"),
    ],
)
def test_addresses_of_web_pages(address: str, shown: str) -> None:
    """They become links that show the host."""
    assert is_web(address)
    assert short_address(address) == shown


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "javascript:alert(1)", "file:///etc/passwd", "internal:Sheet1!A1", "https://", "https:///x",
        "see https://example.org", "https://example.org/a b", "https://example.org\n", "https://example.org/\u202e",
        "https://[::1", "深科〔2024〕1号",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(text: str) -> None:
    """Other schemes, addresses in a sentence, and what hides characters stay as they were typed."""
    assert not is_web(text)
    assert short_address(text) == text
