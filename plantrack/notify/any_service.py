"""Any other service that apprise knows. Its addresses are secrets: they hold passwords and tokens."""

import logging
from collections.abc import Callable
from functools import partial

from plantrack.errors import DeliveryError
from plantrack.extras import needs
from plantrack.model.contacts import Contacts
from plantrack.notify.attempts import within
from plantrack.notify.harmless import lines, one_line
from plantrack.notify.message import OutgoingMessage, Receipt, Surroundings
from plantrack.notify.secrets import Secrets

VARIABLE = "PLANTRACK_APPRISE_URL"
LIMIT = 60.0
"""Seconds for one message, whatever a service does."""


class AppriseChannel:
    """Sends each message to the services whose addresses stand in one variable, with blanks between them."""

    def __init__(self, contacts: Contacts, around: Surroundings) -> None:
        apprise = needs("apprise", "notify")
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it names addresses
        self._services = apprise.Apprise()
        for address in Secrets(around.variables).need(VARIABLE).split():
            if not _quietly(partial(self._services.add, address)):
                raise DeliveryError("apprise cannot read an address in {name}; see its documentation", name=VARIABLE)

    def send(self, message: OutgoingMessage) -> Receipt:
        """Send a message to each service. Which of them took it over is not known where one did not."""
        title, body = one_line(message.subject), lines(message.text)
        sending = partial(self._services.notify, title=title, body=body, body_format="text", interpret_escapes=False)
        if not _quietly(partial(within, LIMIT, sending)):
            raise DeliveryError("not every service in {name} took the message over; check the addresses in it",
                                uncertain=True, name=VARIABLE)  # fmt: skip
        return Receipt(("apprise",))

    def close(self) -> None:
        """End nothing: each service opens what it needs."""


def _quietly(act: Callable[[], object]) -> bool:
    """Tell whether something worked. What a service raises may name its address, so nothing of it is told."""
    try:
        return bool(act())
    except Exception:  # noqa: BLE001 - as above
        return False
