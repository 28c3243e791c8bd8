"""Packages that only some formats need: they come with an extra; where one is missing, a sentence says which."""

from importlib import import_module
from types import ModuleType

from plantrack.errors import UsageError


def needs(module: str, extra: str) -> ModuleType:
    """Return the module. Raises UsageError that names the extra to install where it is missing."""
    try:
        return import_module(module)
    except ImportError:
        raise UsageError(
            "the package {module} is not installed; in a clone run `.uv/bin/uv sync --frozen --extra all`, "
            "elsewhere `pip install 'plantrack[{extra}]'`",
            module=module,
            extra=extra,
        ) from None
