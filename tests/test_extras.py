"""What comes with an extra is loaded, or told by the name of the extra."""

from __future__ import annotations

import json

import pytest

from plantrack.errors import UsageError
from plantrack.extras import needs


def test_present() -> None:
    """The module itself."""
    assert needs("json", "office") is json


def test_missing() -> None:
    """Wrong usage, with the line that installs it."""
    with pytest.raises(UsageError) as error:
        needs("no_such_module", "office")
    assert str(error.value) == (
        "the package no_such_module is not installed; in a clone run `.uv/bin/uv sync --frozen --extra all`, "
        "elsewhere `pip install 'plantrack[office]'`"
    )
