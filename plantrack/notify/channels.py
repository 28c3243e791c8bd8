"""The channels by name, as `--via` takes them. What each of them does is in a module of its own."""

from importlib import import_module
from pathlib import Path

from plantrack.errors import DeliveryError
from plantrack.model.contacts import Contacts
from plantrack.notify.message import Channel, Surroundings

NAMES = ("text", "files:DIR", "eml:DIR", "smtp", "wecom", "dingtalk", "feishu", "apprise")
"""What may stand behind `--via`; DIR is a folder."""
MODULES = {
    "smtp": ("smtp", "SmtpChannel"),
    "wecom": ("wecom", "wecom"),
    "dingtalk": ("dingtalk", "dingtalk"),
    "feishu": ("feishu", "feishu"),
    "apprise": ("any_service", "AppriseChannel"),
}
"""Those that connect to somewhere, each with its module and what makes it there; none is loaded for another."""


def open_channel(name: str, contacts: Contacts, around: Surroundings) -> Channel:
    """Return the channel of that name; nothing is sent yet. Raises DeliveryError for a name that none has."""
    kind, _, folder = name.partition(":")
    if folder and kind in ("files", "eml"):
        return _into_folder(kind, around.here / folder, contacts, around)
    if name == "text":
        from plantrack.notify.text_files import TextChannel

        return TextChannel(around)
    if name not in MODULES:
        raise DeliveryError("there is no channel {name!r}; choose one of {names}", name=name, names=NAMES)
    module, maker = MODULES[name]
    channel: Channel = getattr(import_module(f"plantrack.notify.{module}"), maker)(contacts, around)
    return channel


def _into_folder(kind: str, folder: Path, contacts: Contacts, around: Surroundings) -> Channel:
    if kind == "eml":
        from plantrack.notify.mail import EmlChannel

        return EmlChannel(folder, contacts, around)
    from plantrack.notify.text_files import FilesChannel

    return FilesChannel(folder)
