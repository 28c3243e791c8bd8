"""The guide: a page of Markdown per topic, in Chinese and in English. README.md in `zh` and `en` lists the topics."""

import re
from collections.abc import Sequence
from importlib.resources import files

from plantrack.model.plan import Text

INDEX = "README"
"""The page that lists the others in the order of reading, each with a line on what it says."""
_LISTED = re.compile(r"^- \[(\w+)\]\(\1\.md\) — (.+)$", re.MULTILINE)


def page(topic: str, language: str) -> str:
    """Return the page on a topic as Markdown, in `zh` or `en`."""
    return files(__name__).joinpath(language, f"{topic}.md").read_text(encoding="utf-8")


def passages(words: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """Return the topics whose pages have all of these words in one section, each with the first such heading."""
    found = {}
    for topic in topics():
        for section in reversed(re.split("^#+ ", page(topic, language), flags=re.MULTILINE)):
            if words and all(word.casefold() in section.casefold() for word in words):
                found[topic] = section.partition("\n")[0]
    return tuple(found.items())


def topics() -> dict[str, Text]:
    """Return what the page on each topic says, in the order of reading."""
    chinese, english = (dict(_LISTED.findall(page(INDEX, language))) for language in ("zh", "en"))
    return {topic: Text(zh=says, en=english[topic]) for topic, says in chinese.items()}
