"""SVG: text stays text, numbers are written alike, and colours can be told from what they stand on."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from drawn import SVG

from plantrack.evaluation.facts import Colour, Light, Meaning
from plantrack.render.charts.svg import (
    DARK,
    LIGHT,
    ON,
    ON_YELLOW,
    Drawing,
    light_box,
    number,
    resized,
    restyled,
    sign,
    size,
)

HOSTILE = "</text><script>alert('x')</script>&amp;\"]]>"


def whole(drawing: Drawing, title: str = "t") -> str:
    """Return the document of a drawing."""
    return drawing.document("d", title, title, 50)


@pytest.mark.parametrize(("value", "text"), [(1, "1"), (1.25, "1.2"), (-0.01, "0"), (1e6, "1000000"), (2.0, "2")])
def test_numbers(value: float, text: str) -> None:
    """At most one decimal, no exponent, no minus before nothing."""
    assert number(value) == text


def test_hostile_text_stays_text() -> None:
    """In texts, in tooltips, in the title and in the description."""
    drawing = Drawing(100)
    drawing.text((0, 10), HOSTILE, tooltip=HOSTILE)
    drawing.rect((0, 0, 1, 1), "red", tooltip=HOSTILE)
    root = ET.fromstring(whole(drawing, HOSTILE))  # noqa: S314 - it was made here
    assert {e.tag.removeprefix(SVG) for e in root.iter()} == {"svg", "title", "desc", "rect", "text"}
    assert [e.text for e in root.iter(f"{SVG}title")] == [HOSTILE] * 3
    assert [e.text for e in root.iter(f"{SVG}desc")] == [HOSTILE]


def test_a_picture_has_a_name_and_a_description() -> None:
    """Programs that read pages aloud find both."""
    root = ET.fromstring(whole(Drawing(100)))  # noqa: S314
    assert (root.attrib["role"], root.attrib["aria-labelledby"]) == ("img", "d-title d-desc")
    assert [e.attrib["id"] for e in root if "id" in e.attrib] == ["d-title", "d-desc"]


def test_shapes() -> None:
    """A colour is an attribute beside a class of its name, so that a page may restyle it."""
    drawing = Drawing(100)
    drawing.rect((0, 1, 2, 3), Colour.RED, faint=True)
    drawing.line((0, 0), (10, 0), "grid")
    drawing.path([(0, 0), (1, 1)], None, line="ink", dashed=True)
    drawing.circle((5, 5), 2, "blue")
    assert whole(drawing).replace('ink-line" fill="none"', 'ink-line"').splitlines()[3:-1] == [
        '<rect x="0" y="1" width="2" height="3" class="pt-red" fill="#c62828" fill-opacity="0.25"/>',
        '<line x1="0" y1="0" x2="10" y2="0" class="pt-grid-line" fill="none" stroke="#d8dee4" stroke-width="1"/>',
        '<path d="M0 0L1 1" class="pt-ink-line" stroke="#1f2328" stroke-width="1.5" stroke-dasharray="4 3"/>',
        '<circle cx="5" cy="5" r="2" class="pt-blue" fill="#0b62bd"/>',
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG."""

    def luminance(colour: str) -> float:
        parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_contrast(colours: dict[str, str]) -> None:
    """Text is told from paper and bands by 4.5, lights from paper by 3, and what stands in a light from it by 4.5."""
    for paper in ("paper", "band"):
        assert min(contrast(colours[text], colours[paper]) for text in ("ink", "soft")) >= 4.5
    for colour in Colour:
        assert contrast(colours[colour], colours["paper"]) >= 3
        assert contrast(colours[ON_YELLOW if colour is Colour.YELLOW else ON], colours[colour]) >= 4.5


def test_a_page_may_restyle_every_colour() -> None:
    """As fill and as line."""
    assert ".pt-red{fill:#ff8178}.pt-red-line{stroke:#ff8178}" in restyled(DARK)
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("meaning", Meaning)
def test_each_light_has_a_sign(meaning: Meaning) -> None:
    """No two of them are alike."""
    found = set()
    for other in Meaning:
        drawing = Drawing(20)
        sign(drawing, other, (10, 10), 8, "ink")
        found.add(whole(drawing))
    assert len(found) == len(Meaning)
    drawing = Drawing(20)
    sign(drawing, meaning, (10, 10), 8, "ink")
    assert len(list(ET.fromstring(whole(drawing)))) > 3  # noqa: S314


@pytest.mark.parametrize(("colour", "paint"), [(Colour.RED, "on"), (Colour.YELLOW, "on-yellow"), (Colour.GREY, "ink")])
def test_what_stands_in_a_light_can_be_read(colour: Colour, paint: str) -> None:
    """On yellow and on grey, which is faint, it is dark."""
    assert light_box(Drawing(20), (0, 0, 5, 5), Light(Meaning.DONE, colour=colour)) == paint


def test_another_width() -> None:
    """A picture may be shown wider than it is drawn; what is in it stays."""
    svg = whole(Drawing(100))
    assert size(svg) == (100, 50)
    assert resized(svg, 250) == svg.replace('width="100" height="50" viewBox', 'width="250" height="125" viewBox')
    assert size("<svg/>") == (0, 0)
