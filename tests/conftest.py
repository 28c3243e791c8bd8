"""What all tests share: a cache of read plans of their own, plain names, and properties that no busy machine breaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

for profile, examples in (("quick", 20), ("thorough", 60)):
    settings.register_profile(
        profile, max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(os.environ.get("PLANTRACK_TEST_PROFILE", "quick"))

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the program is started many times: compiled once, as it is installed


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a file by what it is to the test, not by its bytes: every worker has to find the same names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache folder out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANTRACK_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("xdg")))
        yield
