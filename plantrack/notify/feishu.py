"""Robots of Feishu (飞书). A message is signed if the robot has a secret, and mentions by user id."""

import base64
import hmac
from datetime import datetime

from plantrack.model.contacts import Contacts, Person
from plantrack.notify.harmless import one_line
from plantrack.notify.message import Channel, Surroundings
from plantrack.notify.robots import ChatPart, Dialect, Json, RobotChannel


def feishu(contacts: Contacts, around: Surroundings) -> Channel:
    """Return the channel."""
    return RobotChannel(DIALECT, contacts, around)


def _mention(person: Person) -> str:
    name = one_line(person.name).replace("<", "＜").replace(">", "＞").replace("&", "＆")
    return f'<at user_id="{person.feishu}">{name}</at>' if person.feishu else ""


def _body(part: ChatPart, secret: str | None, now: datetime) -> Json:
    body = {"msg_type": "text", "content": {"text": part.text}}
    if not secret:
        return body
    stamp = str(round(now.timestamp()))
    signed = hmac.digest(f"{stamp}\n{secret}".encode(), b"", "sha256")
    return {"timestamp": stamp, "sign": base64.b64encode(signed).decode(), **body}


def _verdict(answer: Json) -> tuple[object, object]:
    """Return code and words of an answer; the code for a request that is wrong also stands for too many of them."""
    code, words = answer.get("code", answer.get("StatusCode")), answer.get("msg", answer.get("StatusMessage"))
    return (TOO_MANY if code == WRONG and "too many" in str(words).lower() else code), words


WRONG, TOO_MANY = 9499, 11232
DIALECT = Dialect(
    name="feishu",
    rates=((5, 1), (100, 60)),
    size=16_000,
    mention=_mention,
    body=_body,
    verdict=_verdict,
    busy=frozenset({TOO_MANY}),
)
"""Its documented limits, with room in the 20 KB of a request."""
