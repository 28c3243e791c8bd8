"""The language of a document, told once: by its script, and in Latin letters by its shortest words."""

import re
from collections import Counter

from plantrack.documents.vocabulary import table
from plantrack.errors import PlanError, message

CHINESE, ENGLISH = "zh", "en"
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
"""A Chinese character."""
_SCRIPTS = {
    "ja": "[\u3041-\u30ff]+", "ko": "[\u1100-\u11ff\uac00-\ud7af]+", "ru": "[\u0400-\u04ff]+",
    "el": "[\u0370-\u03ff]+", "ar": "[\u0600-\u06ff]+", "he": "[\u0590-\u05ff]+", "hi": "[\u0900-\u097f]+",
    "th": "[\u0e00-\u0e7f]+", CHINESE: f"{HAN.pattern}+", "latin": "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+",
}  # fmt: skip
_RUN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SCRIPTS.items()))
_ONE_WORD = {CHINESE: 2, "ja": 2, "th": 3}
"""Number of characters that make a word where words are not parted; five elsewhere."""
_KANA = 0.1
"""Share of kana among the characters of a text from which it is Japanese."""
_FEWEST = 3
"""Minimum number of words by which a language other than English is known."""
_NAMES = {
    "ja": message("Japanese"), "ko": message("Korean"),
    "ru": message("Russian or another language in Cyrillic letters"), "el": message("Greek"),
    "ar": message("Arabic or another language in Arabic letters"), "he": message("Hebrew"),
    "hi": message("Hindi or another language in Devanagari letters"), "th": message("Thai"), "de": message("German"),
    "fr": message("French"), "es": message("Spanish"), "pt": message("Portuguese"), "it": message("Italian"),
    "nl": message("Dutch"), "pl": message("Polish"), "sv": message("Swedish"), "tr": message("Turkish"),
    "vi": message("Vietnamese"), "id": message("Indonesian"),
}  # fmt: skip


def language_of(text: str) -> str:
    """Return `zh` or `en`. Raises PlanError, with its name, for a text in another language."""
    told = _told(text)
    if told in (CHINESE, ENGLISH):
        return told
    raise PlanError("the document is in {language}; plantrack reads Chinese and English", language=_NAMES[told])


def _told(text: str) -> str:
    letters = dict.fromkeys(_SCRIPTS, 0)
    for run in _RUN.finditer(text):
        letters[run.lastgroup or ""] += run.end() - run.start()
    if letters["ja"] > _KANA * (letters["ja"] + letters[CHINESE]):
        letters["ja"] += letters.pop(CHINESE)
    words = {name: count / _ONE_WORD.get(name, 5) for name, count in letters.items()}
    best = max(words, key=lambda name: words[name])
    if not words[best]:
        return CHINESE
    return _of_words(text) if best == "latin" else best


def _of_words(text: str) -> str:
    """Return the language whose short words a text in Latin letters has most of; English if it has hardly any."""
    counts = Counter(word.lower() for word in re.findall(_SCRIPTS["latin"], text))
    found = {name: sum(counts[word] for word in words) for name, words in table("languages").items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= _FEWEST and found[best] > found[ENGLISH] else ENGLISH


def is_english(text: str) -> bool:
    """Tell whether words are to be read as English: they have Latin letters and no Chinese character."""
    return HAN.search(text) is None and re.search("[A-Za-z]", text) is not None
