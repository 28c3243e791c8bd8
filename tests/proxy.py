"""A network that fails, between a client and a server: it delays, stalls, cuts, and loses answers."""

from __future__ import annotations

import socket
import struct
from contextlib import suppress
from enum import Enum, auto
from threading import Event, Lock, Thread
from time import sleep
from typing import Self


class Fault(Enum):
    """What happens to a request. The client sees a connection that was reset, unless it hears nothing more."""

    LOST = auto()
    """It does not come to the server."""
    CUT = auto()
    """It comes to the server; nobody waits for the answer."""
    UNANSWERED = auto()
    """The server has done it and answered; the answer is lost."""
    HALF_OPEN = auto()
    """Nothing more comes from either side, and neither hears that the other one is gone."""


class Proxy:
    """Hands on what comes to its port to another one of this machine."""

    def __init__(self, port: int) -> None:
        self._behind, self._listener = port, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.flowing = Event()
        self.flowing.set()
        self.delay = 0.0
        self.limits: list[tuple[bool, int]] = []
        """For each of the next connections: whether the client's or the server's bytes count, and how many pass."""
        self._faults: list[tuple[bytes, Fault]] = []
        self._lock = Lock()
        self._open: list[socket.socket] = []

    def fail(self, request: bytes, fault: Fault) -> None:
        """Let the next request that holds those bytes fail."""
        self._faults.append((request, fault))

    def __enter__(self) -> Self:
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.flowing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._open:
            reset(one)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self._listener.accept()[0]
                with suppress(OSError):
                    server = socket.create_connection(("127.0.0.1", self._behind))
                    self._open += [client, server]
                    _Link(self, client, server)

    def fault_of(self, request: bytes) -> Fault | None:
        """Return what happens to a request."""
        with self._lock:
            for known in self._faults:
                if known[0] in request:
                    self._faults.remove(known)
                    return known[1]
        return None


class _Link:
    """One connection."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._limit = proxy.limits.pop(0) if proxy.limits else None
        self._answer_lost = self._dead = False
        for up, source, sink in ((True, client, server), (False, server, client)):
            Thread(target=self._pump, args=(up, source, sink), daemon=True).start()

    def _pump(self, up: bool, source: socket.socket, sink: socket.socket) -> None:  # noqa: FBT001 - a thread's
        passed = 0
        with suppress(OSError):
            while data := source.recv(65536):
                sleep(self._proxy.delay)
                self._proxy.flowing.wait()
                if self._limit and self._limit[0] is up:
                    data = data[: self._limit[1] - passed]
                    passed += len(data)
                if self._passes(data, up=up):
                    sink.sendall(data)
                if self._limit and passed == self._limit[1] and self._limit[0] is up:
                    self._cut()
        if not self._dead:
            for one in (self._client, self._server):
                reset(one)

    def _passes(self, data: bytes, *, up: bool) -> bool:
        """Tell whether something is handed on, after what happens to it."""
        fault = self._proxy.fault_of(data) if up else None
        if fault is Fault.HALF_OPEN:
            self._dead = True
        elif fault is Fault.CUT:
            self._server.sendall(data)
        self._answer_lost |= fault is Fault.UNANSWERED
        if fault in (Fault.LOST, Fault.CUT) or (self._answer_lost and not up):
            self._cut()
        return not self._dead

    def _cut(self) -> None:
        for one in (self._client, self._server):
            reset(one)
        raise ConnectionResetError


def reset(connection: socket.socket) -> None:
    """End a connection at once, as a machine does that knows nothing of it."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
