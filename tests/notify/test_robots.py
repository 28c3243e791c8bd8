"""The robots of three chats: signed, in parts that fit, no more often than is allowed, once, and with an end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from notify_support import CONTACTS, HOSTILE, World, letter
from robot_server import SECRET, TOKEN, Robots, serving

from plantrack.errors import DeliveryError
from plantrack.model.contacts import Contacts, Person, UnitContacts
from plantrack.notify import posting
from plantrack.notify.channels import open_channel
from plantrack.notify.message import Channel, OutgoingMessage
from plantrack.notify.robots import cut

KINDS = ("wecom", "dingtalk", "feishu")
TEXT = "1.1 办好高交会：已逾期2天\n请填报：plantrack update 1.1"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Return a world whose clock stands still."""
    return World(tmp_path, shown=[], waited=[])


@pytest.fixture
def robots(world: World) -> Iterator[Robots]:
    """Yield the robots, by that clock."""
    with serving(world.around().now) as found:
        yield found


def channel(world: World, robots: Robots, kind: str, contacts: Contacts = CONTACTS) -> Channel:
    """Return the channel to one of the robots."""
    world.variables = robots.variables(kind)
    return open_channel(kind, contacts, world.around())


def failure(sending: Channel, message: OutgoingMessage | None = None) -> tuple[str, bool]:
    """Return how a message fails, and whether it may have arrived nevertheless; no secret is told."""
    with pytest.raises(DeliveryError) as error:
        sending.send(message or letter())
    shown = str(error.getrepr(showlocals=False, style="native"))
    assert (TOKEN in shown, SECRET in shown) == (False, False)
    return str(error.value), error.value.uncertain


EXPECTED = {
    "wecom": {
        "msgtype": "text", "text": {"content": f"<@zhangsan>\n{TEXT}", "mentioned_mobile_list": []},
    },
    "dingtalk": {
        "msgtype": "text", "text": {"content": f"@manager01\n{TEXT}"},
        "at": {"atUserIds": ["manager01"], "atMobiles": [], "isAtAll": False},
    },
    "feishu": {
        "timestamp": "1731902400", "sign": "LYkkkm9Fnm7B7G99iRd/t5RaOnIXAcNhZ0p5uCiV2bE=", "msg_type": "text",
        "content": {"text": f'<at user_id="ou_8a3c">张三</at>\n{TEXT}'},
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_text(world: World, robots: Robots, kind: str) -> None:
    """Each of them gets a text with whom to tell."""
    assert channel(world, robots, kind).send(letter()).to == (kind,)
    assert robots.taken == [EXPECTED[kind]]
    assert world.waited == []


def test_by_mobile_number(world: World, robots: Robots) -> None:
    """Whose id is not known is told by number, where a chat can do that."""
    for kind in KINDS:
        channel(world, robots, kind).send(letter("fund", text="x"))
    wecom, dingtalk, feishu = robots.taken
    assert wecom["text"] == {"content": "x", "mentioned_mobile_list": ["13900139000"]}
    assert (dingtalk["text"]["content"], dingtalk["at"]["atMobiles"]) == ("@13900139000\nx", ["13900139000"])
    assert feishu["content"] == {"text": "x"}


@pytest.mark.parametrize("kind", KINDS)
def test_hostile(world: World, robots: Robots, kind: str) -> None:
    """Nobody is mentioned whom the message is not for, and nothing hidden arrives."""
    contacts = Contacts({"stic": UnitContacts((Person(HOSTILE, feishu="ou_8a3c"),))})
    channel(world, robots, kind, contacts).send(letter(text=HOSTILE, subject=HOSTILE))
    (body,) = robots.taken
    sent = json.dumps(body, ensure_ascii=False)
    assert sent.replace('<at user_id=\\"ou_8a3c\\">', "").replace("</at>\\n", "").count("<") == 0
    assert ("＜@all>" in sent, "\x1b" in sent, "\u202e" in sent) == (True, False, False)
    assert body.get("at", {}).get("isAtAll", False) is False


def test_a_robot_of_its_own(world: World, robots: Robots) -> None:
    """A unit's group may have one; what is for the office goes to that of all."""
    contacts = replace(CONTACTS, units={"stic": UnitContacts(robot="of-stic")})
    sending = channel(world, robots, "wecom", contacts)
    assert failure(sending) == (
        ("the variable PLANTRACK_WECOM_URL_OF_STIC is not set; set it, or put it into the file that PLANTRACK_SECRETS"
        " names"), False,
    )  # fmt: skip
    world.variables = {"PLANTRACK_WECOM_URL_OF_STIC": robots.variables("wecom")["PLANTRACK_WECOM_URL"]}
    assert open_channel("wecom", contacts, world.around()).send(letter()).to == ("wecom of-stic",)
    assert sending.send(letter("stic", "office")).to == ("wecom",)


@pytest.mark.parametrize(("kind", "size"), [("wecom", 2048), ("dingtalk", 20_000), ("feishu", 20 * 1024)])
def test_long_texts(world: World, robots: Robots, kind: str, size: int) -> None:
    """They arrive in parts that fit, in their order and whole; the first mentions people."""
    told = "\n".join(f'{number} {"办" * 40} "quoted"' for number in range(3 * size // 130))
    channel(world, robots, kind).send(letter(text=told))
    texts = [body["content"]["text"] if kind == "feishu" else body["text"]["content"] for body in robots.taken]
    heads = [text.partition("\n")[0] for text in texts]
    assert heads == [f"({number}/{len(texts)})" for number in range(1, len(texts) + 1)]
    assert len(texts) > 2
    assert "\n".join(text.partition("\n")[2] for text in texts).partition("\n")[2] == told
    assert [bool(body["at"]["atUserIds"]) for body in robots.taken if "at" in body][1:] in (
        [],
        [False] * (len(texts) - 1),
    )


@pytest.mark.parametrize(("kind", "most"), [("wecom", 20), ("dingtalk", 20), ("feishu", 5)])
def test_no_more_often_than_allowed(world: World, robots: Robots, kind: str, most: int) -> None:
    """A robot is not asked too often, so that it never refuses for that."""
    sending = channel(world, robots, kind)
    for number in range(2 * most + 1):
        sending.send(letter(key=str(number)))
    assert len(robots.taken) == len(robots.asked) == 2 * most + 1
    assert sum(world.waited) == (2 if kind == "feishu" else 120)


@pytest.mark.parametrize(
    ("kind", "busy"),
    [
        ("wecom", {"errcode": 45009, "errmsg": "api freq out of limit"}), ("wecom", {"errcode": -1, "errmsg": "busy"}),
        ("dingtalk", {"errcode": 130101, "errmsg": "send too fast"}), ("dingtalk", {"errcode": 410100, "errmsg": ""}),
        ("feishu", {"code": 11232, "msg": "frequency limited"}), ("feishu", {"code": 9499, "msg": "too many request"}),
    ],
)  # fmt: skip
def test_busy(world: World, robots: Robots, kind: str, busy: dict[str, object]) -> None:
    """A robot that was used too often, by whomever, is asked again after a minute, and in the end given up."""
    robots.instead = [busy, busy]
    sending = channel(world, robots, kind)
    sending.send(letter())
    assert (len(robots.taken), [60 <= seconds < 80 for seconds in world.waited]) == (1, [True, True])
    robots.instead = [busy for _ in range(5)]
    said, uncertain = failure(sending)
    assert said.startswith(f"the robot of {kind} takes nothing more for now: ")
    assert (said.endswith("; run this again in ten minutes"), uncertain, len(robots.asked)) == (True, False, 8)


def test_retry_after(world: World, robots: Robots) -> None:
    """Whoever says how long to wait is believed, unless nobody would wait for so long."""
    robots.instead = [(429, {"Retry-After": "7"}), (503, {}), (429, {"Retry-After": "9999"})]
    assert failure(channel(world, robots, "wecom")) == (
        "localhost takes nothing more for now (HTTP status 429); run this again later", False,
    )  # fmt: skip
    assert [7 <= world.waited[0] < 9, 2 <= world.waited[1] < 3] == [True, True]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", ["drop", "lose", "stall", "drips", (500, {}), (502, {}), (504, {})])
def test_a_lost_answer(world: World, robots: Robots, kind: str, how: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no answer comes the message may be there: it is not sent again, and nobody waits for its end."""
    if how in ("stall", "drips"):
        monkeypatch.setattr(posting, "TIMEOUT", 0.3)
    robots.instead = [how]  # type: ignore[list-item]
    said, uncertain = failure(channel(world, robots, kind))
    assert said.startswith("it is not known whether localhost took the message over: ")
    assert (uncertain, len(robots.asked), world.waited) == (True, 1, [])


def test_a_lost_second_part(world: World, robots: Robots) -> None:
    """Where the beginning has arrived, whoever sends it again has to mark it."""
    robots.instead = [{"errcode": 0}, {"errcode": 45009, "errmsg": "out of limit"}, *(((429, {}),) * 4)]
    assert failure(channel(world, robots, "wecom"), letter(text="x" * 3000))[1] is True


def test_nobody_there(world: World, robots: Robots) -> None:
    """What cannot be reached has taken nothing; five times are enough."""
    sending = channel(world, robots, "wecom")
    world.variables = {"PLANTRACK_WECOM_URL": f"http://localhost:1/?key={TOKEN}"}
    said, uncertain = failure(open_channel("wecom", CONTACTS, world.around()))
    assert (said, uncertain) == (
        "localhost cannot be reached: Connection refused; check the address in PLANTRACK_WECOM_URL, and the network",
        False,
    )
    assert [int(seconds) for seconds in world.waited] == [1, 2, 4, 8]
    sending.close()


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        ("dingtalk", {"errcode": 310000, "errmsg": "keywords not in content"}, "310000 keywords not in content"),
        (
            "wecom",
            {"errcode": 93000, "errmsg": f"invalid webhook url {TOKEN}\x1b"},
            r"93000 invalid webhook url ***\x1b",
        ),
        ("feishu", {"code": 19024, "msg": "Key Words Not Found"}, "19024 Key Words Not Found"),
        ("feishu", {"StatusCode": 9499, "StatusMessage": "Bad Request"}, "9499 Bad Request"),
        ("wecom", {"ok": True}, "None None"),
        ("wecom", {"errcode": [45009], "errmsg": {"a": 1}}, "[45009] {'a': 1}"),
        ("wecom", {"errcode": False, "errmsg": "ok"}, "False ok"),
    ],
)
def test_refused(world: World, robots: Robots, kind: str, answer: dict[str, object], said: str) -> None:
    """The robot's own words say why, without the secret that they repeat; it is not asked again."""
    robots.instead = [answer]
    assert failure(channel(world, robots, kind)) == (
        (f"the robot of {kind} refuses the message: {said}; check PLANTRACK_{kind.upper()}_URL, and the robot's"
         " security settings"), False,
    )  # fmt: skip
    assert (len(robots.asked), world.waited) == (1, [])


def test_a_wrong_signature(world: World, robots: Robots) -> None:
    """With another secret the robot refuses."""
    for kind in ("dingtalk", "feishu"):
        world.variables = {**robots.variables(kind), f"PLANTRACK_{kind.upper()}_SECRET": "another"}
        assert "sign" in failure(open_channel(kind, CONTACTS, world.around()))[0]
    assert robots.taken == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(world: World, robots: Robots, status: int) -> None:
    """The message, and the secret in the address, go nowhere else."""
    robots.instead = [(status, {"Location": f"http://127.0.0.1:{robots.port}/elsewhere"})]
    assert failure(channel(world, robots, "wecom")) == (
        f"localhost refuses the message: HTTP status {status}; check the address in PLANTRACK_WECOM_URL", False,
    )  # fmt: skip
    assert robots.asked == ["/cgi-bin/webhook/send"]


@pytest.mark.parametrize(
    "address",
    ["http://qyapi.example.org/?key=x", "ftp://localhost/", "file:///etc/passwd", "https://", "nonsense", "https://[",
     "https://a b.example.org/", "https://a.example.org:99999/", "http://localhost.example.org/", "https://例子.公司/",
     "https://user:word@oapi.example.org/robot", "https://oapi.example.org/robot#part"],
)  # fmt: skip
def test_addresses_that_are_not_safe(world: World, address: str) -> None:
    """Only with encryption, but on this machine; what is wrong is said without the address."""
    world.variables = {"PLANTRACK_WECOM_URL": address}
    with pytest.raises(DeliveryError) as error:
        open_channel("wecom", CONTACTS, world.around())
    assert str(error.value) == (
        "the address in PLANTRACK_WECOM_URL must begin with https:// and name a server; copy it once more"
    )
    assert address not in str(error.getrepr(showlocals=False, style="native")) or address == "https://"


@given(st.text(alphabet=st.sampled_from('a办\n"\\\x00🧪'), max_size=60), st.integers(min_value=8, max_value=40))
def test_cut(text: str, size: int) -> None:
    """No part is too large, and together they are the text but for blank lines and where a line was cut."""
    parts = cut(text, size)
    assert all(len(json.dumps(part, ensure_ascii=False).encode()) - 2 <= size for part in parts)
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
