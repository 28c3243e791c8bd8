"""From `--via` to the channel that carries what people are told: with the plan's contacts, clock and environment."""

import os
from collections.abc import Callable
from math import ceil
from time import sleep

from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.errors import message
from plantrack.files import working_folder
from plantrack.notify.channels import open_channel
from plantrack.notify.message import Channel, Surroundings
from plantrack.planfile.contacts import read_contacts


def channel_for(context: Context, via: str, show: Callable[[str], None]) -> Channel:
    """Return the channel of that name; `show` writes to stdout. Warns of problems in the plan's contacts.

    Raises DeliveryError for a name that no channel has, and PlanError where the contacts are no YAML.
    """
    contacts, problems = read_contacts(context.folder, context.plan.units)
    if problems:
        context.warn("{file} has {n} problems; see `plantrack validate`", file=problems[0].file, n=len(problems))

    def wait(seconds: float) -> None:
        with context.progress(message("waiting {n} seconds until the channel takes more …", n=ceil(seconds))):
            sleep(seconds)

    return open_channel(via, contacts, Surroundings(context.plan.id, os.environ, working_folder(), show, now, wait))
