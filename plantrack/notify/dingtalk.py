"""Robots of DingTalk (钉钉). A message is signed if the robot has a secret, and mentions whom its text names."""

import base64
import hmac
from datetime import datetime

from plantrack.model.contacts import Contacts, Person
from plantrack.notify.message import Channel, Surroundings
from plantrack.notify.robots import ChatPart, Dialect, Json, RobotChannel


def dingtalk(contacts: Contacts, around: Surroundings) -> Channel:
    """Return the channel."""
    return RobotChannel(DIALECT, contacts, around)


def _mention(person: Person) -> str:
    known = person.dingtalk or person.mobile
    return f"@{known}" if known else ""


def _query(secret: str | None, now: datetime) -> dict[str, str]:
    if not secret:
        return {}
    stamp = str(round(now.timestamp() * 1000))
    signed = hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), "sha256")
    return {"timestamp": stamp, "sign": base64.b64encode(signed).decode()}


def _body(part: ChatPart, _secret: str | None, _now: datetime) -> Json:
    at = {
        "atUserIds": [person.dingtalk for person in part.people if person.dingtalk],
        "atMobiles": [person.mobile for person in part.people if person.mobile and not person.dingtalk],
        "isAtAll": False,
    }
    return {"msgtype": "text", "text": {"content": part.text}, "at": at}


DIALECT = Dialect(
    name="dingtalk",
    rates=((20, 60),),
    size=16_000,
    mention=_mention,
    query=_query,
    body=_body,
    verdict=lambda answer: (answer.get("errcode"), answer.get("errmsg")),
    busy=frozenset({-1, 130101, 410100}),
)
"""Its documented limits, with room in the 20,000 bytes of a request; 130101 and 410100 mean: used too often."""
