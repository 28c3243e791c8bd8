"""Catalogues: what is found is what gettext finds."""

from __future__ import annotations

import io
from gettext import GNUTranslations

import pytest
from babel.messages import Catalog
from babel.messages.mofile import read_mo, write_mo

from plantrack.render.catalogue import Catalogue
from plantrack.render.i18n import CATALOGUES


@pytest.mark.parametrize("folder", ["en", "zh_CN"])
def test_every_message_is_found(folder: str) -> None:
    """In each form: the singular, and what stands for more."""
    content = (CATALOGUES / folder / "LC_MESSAGES" / "plantrack.mo").read_bytes()
    known, found = GNUTranslations(io.BytesIO(content)), Catalogue(content)
    ids = [entry.id for entry in read_mo(io.BytesIO(content)) if entry.id]
    assert len(ids) > 100
    for each in ids:
        key = each if isinstance(each, str) else each[0]
        one, more = (known.gettext(key) if each == key else known.ngettext(key, "", n) for n in (1, 2))
        assert (key, *found.forms(key)[:1], found.forms(key)[-1]) == (key, one, more)


def test_what_is_lacking() -> None:
    """Before the first, behind the last, between two, and a part of one; also where there is none at all."""
    catalogue, empty = Catalog(), io.BytesIO()
    write_mo(empty, catalogue)
    for key in ("b", "bb b", "d"):
        catalogue.add(key, f"the {key}")
    catalogue.add(("c", "cs"), ("one c", "more c"))
    into = io.BytesIO()
    write_mo(into, catalogue)
    found = Catalogue(into.getvalue())
    assert [found.forms(key) for key in ("a", "bb", "b b", "cs", "e")] == [()] * 5
    assert [found.forms(key) for key in ("b", "bb b", "c", "d")] == [
        ("the b",), ("the bb b",), ("one c", "more c"), ("the d",),
    ]  # fmt: skip
    assert Catalogue(empty.getvalue()).forms("a") == ()
