"""Three robots on this machine that check what the real ones check by their documentation, and answer as they do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

TOKEN, SECRET = "693a91f6-7aoc-4bc4-97a0-0ec2", "SEC-d8f7a6b5c4"
PATHS = {
    "wecom": f"/cgi-bin/webhook/send?key={TOKEN}",
    "dingtalk": f"/robot/send?access_token={TOKEN}",
    "feishu": f"/open-apis/bot/v2/hook/{TOKEN}",
}
Json = dict[str, Any]


class Robots(Struct, kw_only=True):
    """What arrived, in its order; and what to do instead of taking the next requests over: see `Handler`."""

    now: Callable[[], datetime]
    port: int = 0
    taken: list[Json] = []
    times: list[datetime] = []
    asked: list[str] = []
    instead: list[str | Json | tuple[int, dict[str, str]]] = []

    def variables(self, kind: str) -> dict[str, str]:
        """Return the variables by which one of the robots is found."""
        address = f"http://localhost:{self.port}{PATHS[kind]}"
        secret = {} if kind == "wecom" else {f"PLANTRACK_{kind.upper()}_SECRET": SECRET}
        return {f"PLANTRACK_{kind.upper()}_URL": address, **secret}

    def answer(self, path: str, query: dict[str, list[str]], raw: bytes) -> Json:
        """Return the answer of the robot at a path; what is right is taken over."""
        body: Json = json.loads(raw)
        if TOKEN not in [*path.split("/"), *query.get("key", []), *query.get("access_token", [])]:
            return {"errcode": 93000, "errmsg": f"invalid webhook url {path}"}
        kind = {"cgi-bin": "wecom", "robot": "dingtalk", "open-apis": "feishu"}[path.split("/")[1]]
        wrong: Json | None = getattr(self, f"_{kind}")(query, raw, body)
        if wrong is None:
            self.taken.append(body)
            self.times.append(self.now())
        fine = {"code": 0, "msg": "success", "data": {}} if kind == "feishu" else {"errcode": 0, "errmsg": "ok"}
        return wrong or fine

    def _wecom(self, query: Json, raw: bytes, body: Json) -> Json | None:
        if len(body[body["msgtype"]]["content"].encode()) > 2048:
            return {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}
        return {"errcode": 45009, "errmsg": "api freq out of limit"} if self._often(20, 60) else None

    def _dingtalk(self, query: Json, raw: bytes, body: Json) -> Json | None:
        stamp = query["timestamp"][0]
        right = _signed(SECRET.encode(), f"{stamp}\n{SECRET}".encode())
        if abs(int(stamp) / 1000 - self.now().timestamp()) > 3600 or query["sign"] != [right]:
            return {"errcode": 310000, "errmsg": "sign not match"}
        if len(raw) > 20_000:
            return {"errcode": 460101, "errmsg": "message too long"}
        named = "".join(body[body["msgtype"]].values())
        assert all(f"@{one}" in named for one in body["at"]["atMobiles"] + body["at"]["atUserIds"])
        return (
            {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"} if self._often(20, 60) else None
        )

    def _feishu(self, query: Json, raw: bytes, body: Json) -> Json | None:
        right = _signed(f"{body['timestamp']}\n{SECRET}".encode(), b"")
        if abs(int(body["timestamp"]) - self.now().timestamp()) > 3600 or body["sign"] != right:
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
        if len(raw) > 20 * 1024:
            return {"code": 9499, "msg": "Bad Request"}
        too_many = self._often(5, 1) or self._often(100, 60)
        return {"code": 9499, "msg": "too many request"} if too_many else None

    def _often(self, most: int, seconds: int) -> bool:
        since = self.now() - timedelta(seconds=seconds)
        return sum(moment > since for moment in self.times) >= most


def _signed(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


class Handler(BaseHTTPRequestHandler):
    """Answers as the robots do, or as it was told to: a JSON answer, a status, or one of the words below."""

    robots: ClassVar[Robots]

    def do_POST(self) -> None:
        """Take a request over, or `drop` it, `lose` or `stall` the answer to it, or send that in `drips`."""
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/json; charset=utf-8"
        parts = urlsplit(self.path)
        self.robots.asked.append(parts.path)
        instead = self.robots.instead.pop(0) if self.robots.instead else None
        if isinstance(instead, tuple):
            self._reply(instead[0], b"<html>", instead[1])
        elif instead == "drop":
            pass
        else:
            found = instead if isinstance(instead, dict) else self.robots.answer(parts.path, parse_qs(parts.query), raw)
            self._say(instead if isinstance(instead, str) else "", json.dumps(found).encode())

    def _say(self, how: str, content: bytes) -> None:
        if how == "stall":
            time.sleep(0.6)
        elif how == "drips":
            for _ in range(30):
                self.wfile.write(b"H")
                time.sleep(0.02)
        elif how != "lose":
            self._reply(200, content if not how else how.encode(), {"Content-Type": "application/json"})

    def _reply(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing about who went away."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(now: Callable[[], datetime]) -> Iterator[Robots]:
    """Yield robots that run meanwhile, by a clock."""
    robots = Robots(now=now, taken=[], times=[], asked=[], instead=[])
    with Server(("127.0.0.1", 0), type("Bound", (Handler,), {"robots": robots})) as server:
        robots.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield robots
        server.shutdown()
