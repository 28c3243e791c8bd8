"""Robots of WeCom (企业微信). A text mentions by user id or mobile number."""

from datetime import datetime

from plantrack.model.contacts import Contacts
from plantrack.notify.message import Channel, Surroundings
from plantrack.notify.robots import ChatPart, Dialect, Json, RobotChannel


def wecom(contacts: Contacts, around: Surroundings) -> Channel:
    """Return the channel."""
    return RobotChannel(DIALECT, contacts, around)


def _body(part: ChatPart, _secret: str | None, _now: datetime) -> Json:
    mobiles = [person.mobile for person in part.people if person.mobile and not person.wecom]
    return {"msgtype": "text", "text": {"content": part.text, "mentioned_mobile_list": mobiles}}


DIALECT = Dialect(
    name="wecom",
    rates=((20, 60),),
    size=2048,
    mention=lambda person: f"<@{person.wecom}>" if person.wecom else "",
    body=_body,
    verdict=lambda answer: (answer.get("errcode"), answer.get("errmsg")),
    busy=frozenset({-1, 45009}),
)
"""Its documented limits; -1 is a server that is busy, 45009 a robot that was used too often."""
