"""The channels by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from notify_support import CONTACTS, World

from plantrack.errors import DeliveryError
from plantrack.notify.channels import NAMES, open_channel


@pytest.mark.parametrize("name", ["", "telegraph", "files", "files:", "eml:", "text:x", "TEXT", "\x1b"])
def test_no_channel(tmp_path: Path, name: str) -> None:
    """Those that there are, are named."""
    with pytest.raises(DeliveryError) as error:
        open_channel(name, CONTACTS, World(tmp_path).around())
    assert str(error.value) == f"there is no channel {name!r}; choose one of {', '.join(NAMES)}"
