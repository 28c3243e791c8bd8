"""Text that a person gives: notes, problems, next steps, reasons, sources, names. Blank text says nothing."""

import re

VISIBLE = (
    r"[^\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]"
)
"""The pattern of a character that is neither whitespace nor a control, format or filler character that nobody sees."""
_NONE = re.compile(r"\W*(无|没有|暂无|none|nil|n/?a|not applicable)\W*", re.IGNORECASE)


def given_text(text: str | None) -> str | None:
    """Return the text as it was typed; None where it has no visible character."""
    if text and ("!" <= text[0] <= "~" or "一" <= text[0] <= "龥"):  # as most; the pattern takes its time to compile
        return text
    return text if text and re.search(VISIBLE, text) else None


def stated_text(text: str | None) -> str | None:
    """Return the text as it was typed; None where it says nothing, by having no visible character, or by 无 or none."""
    if text and "一" <= text[0] <= "龥" and text[0] not in "无没暂":  # as most
        return text
    given = given_text(text)
    return None if given and _NONE.fullmatch(given) else given
