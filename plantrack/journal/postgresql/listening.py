"""Waiting for what others record: the server tells, where it can; else it is asked again after a while."""

from time import sleep

import psycopg

from plantrack.journal.postgresql.connection import Connection, Server


class Listener:
    """Waits on a connection of its own, so that nothing is missed while something else is asked."""

    def __init__(self, address: str, plan: str) -> None:
        """Take the address of a server, and the id of a plan."""
        self._server, self._plan = Server(address), plan
        self._listens: Connection | None = None

    def wait(self, seconds: float) -> None:
        """Wait until something is recorded about the plan, at most so long."""
        try:
            connection = self._server.connection
            if connection is not self._listens:
                connection.execute("listen plantrack")
                self._listens = connection
                return  # what came before it listened is looked for at once
            for heard in connection.notifies(timeout=seconds):
                if heard.payload == self._plan:
                    return
        except psycopg.Error:
            self._server.close()
            sleep(seconds)
