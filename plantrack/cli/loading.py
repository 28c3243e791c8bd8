"""Loading of msgspec without the parts that a command seldom needs."""

import sys
from importlib import import_module
from types import ModuleType

_LATER = ("msgspec.inspect", "msgspec.toml", "msgspec.yaml")
"""Only a plan that is read anew asks about types."""


class LaterModule(ModuleType):
    """A module that is loaded when something in it is asked for."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        found = import_module(self.__name__)
        self.__dict__.update(found.__dict__)
        return getattr(found, name)


def load_msgspec() -> None:
    """Load msgspec without them, and without typing_extensions, which it takes where it finds it: 4 ms of a start."""
    if "msgspec" not in sys.modules and "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]  # as if it were not there
        sys.modules.update({name: LaterModule(name) for name in _LATER})
        import msgspec  # noqa: F401

        del sys.modules["typing_extensions"]
