"""Whom to tell and how, beside a plan: what the file may say, and what is wrong in it, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from contacts_example import WHOLE

from plantrack.model.contacts import Contacts, Encryption, MailSender, Person, SmtpServer, UnitContacts
from plantrack.planfile.contacts import parse_contacts, read_contacts

ZHANG = Person("张三", "zhang@example.org", "13800138000", "zhangsan", feishu="ou_8a3c")
LI = Person("李四", "李四@例子.公司")
WANG = Person("王五", "wang@example.org", dingtalk="016")


def problems(content: str) -> list[str]:
    """Return the problems of a file beside a plan with the units stic and fund, as they are told."""
    return [problem.text() for problem in parse_contacts(content, "contacts.yaml", ("stic", "fund"))[1]]


def test_a_whole_file() -> None:
    """People of a unit and above it, the office, whose mail it is, and the server that takes it."""
    found = Contacts(
        {"stic": UnitContacts((ZHANG,), (LI,), "stic-group")},
        (WANG,),
        MailSender("office@example.org", "督查室"),
        SmtpServer("smtp.example.org", 587, Encryption.STARTTLS, "office"),
    )
    assert parse_contacts(WHOLE, "contacts.yaml", ("stic",)) == (found, ())


@pytest.mark.parametrize("content", ["", "\n# nobody yet\n", "units: {}\n"])
def test_everything_is_optional(content: str) -> None:
    """A file that says nothing names nobody."""
    assert parse_contacts(content, "contacts.yaml", ()) == (Contacts(), ())


def test_no_file(tmp_path: Path) -> None:
    """Nor does no file."""
    assert read_contacts(tmp_path, ()) == (Contacts(), ())


MAIL = "is not of the form that belongs here: a mail address, as in zhang@example.org"
MOBILE = "is not of the form that belongs here: a mobile number, digits only, as in 13800138000"
USER = "is not of the form that belongs here: the id of one user there, as in zhangsan or ou_8a3c"
NO_MAIL = "is no mail address; write it as in zhang@example.org"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("units:\n  stic: {}\n  fnud: {people: []}\n",
         ["contacts.yaml:3:3: the plan has no unit 'fnud'; it has stic, fund"]),
        ("office:\n- {name: a, mail: zhang}\n- {name: b, mail: z@b@c.cn}\n- {name: c, mail: 'z <z@b.cn>'}\n",
         [f"contacts.yaml:2:19: 'zhang' {MAIL}", f"contacts.yaml:3:19: 'z@b@c.cn' {MAIL}",
          f"contacts.yaml:4:19: 'z <z@b.cn>' {MAIL}"]),
        (f"office:\n- {{name: a, mail: z@{'b' * 64}.cn}}\n- {{name: b, mail: .z@b.cn}}\n- {{name: c, mail: z@b..cn}}\n",
         [f"contacts.yaml:2:19: 'z@{'b' * 64}.cn' {NO_MAIL}", f"contacts.yaml:3:19: '.z@b.cn' {NO_MAIL}",
          f"contacts.yaml:4:19: 'z@b..cn' {NO_MAIL}"]),
        (('office:\n- {name: a, mail: "z@b.cn\\n"}\n- {name: b, mail: "z\\u200b@b.cn"}\n'
         'sender: {mail: "z\\0@b.cn"}\n'),
         [f"contacts.yaml:2:19: 'z@b.cn\\n' {NO_MAIL}", f"contacts.yaml:3:19: 'z\\u200b@b.cn' {NO_MAIL}",
          f"contacts.yaml:4:16: 'z\\x00@b.cn' {NO_MAIL}"]),
        (("office: [{name: a, mobile: 138-0013}, {name: b, mobile: '@all'}, {name: c, wecom: '@all'}, "
         "{name: d, feishu: all}]\n"),
         [f"contacts.yaml:1:28: '138-0013' {MOBILE}", f"contacts.yaml:1:57: '@all' {MOBILE}",
          f"contacts.yaml:1:83: '@all' {USER}", f"contacts.yaml:1:110: 'all' {USER}"]),
        ("smtp: {host: smtp.example.org, port: 0}\n",
         ["contacts.yaml:1:7: mail needs a sender; add the key `sender:` with `mail:` and, if you like, `name:`",
          "contacts.yaml:1:38: 0 is too small; write a number of 1 or more"]),
        ("sender: {mail: a@b.cn}\nsmtp: {host: 'a b', tls: none, password: x}\n",
         [("contacts.yaml:2:14: 'a b' is not of the form that belongs here: the name of a server, as in"
          " smtp.example.org"),
          "contacts.yaml:2:26: 'none' is no value of this key; write one of tls, starttls",
          "contacts.yaml:2:32: unknown key 'password'; known here: host, port, tls, login"]),
        ("office: [{mail: a@b.cn}]\n", ["contacts.yaml:1:10: the key 'name' is missing; add it here"]),
    ],
)  # fmt: skip
def test_problems_have_their_line(content: str, expected: list[str]) -> None:
    """Each says what is wrong, where, and what to write."""
    assert problems(content) == expected


def test_people() -> None:
    """Those of the unit, above it, or of the office; of several, those whom the plan names if they are known."""
    zhou = Person("周六")
    contacts = Contacts({"stic": UnitContacts((ZHANG, zhou), (LI,), "group")}, (WANG,))
    assert contacts.people("stic", "lead") == (ZHANG, zhou)
    assert contacts.people("stic", "lead", ("周六", "刘洋")) == (zhou,)
    assert contacts.people("stic", "lead", ("刘洋",)) == (ZHANG, zhou)
    assert contacts.people("stic", "superior") == (LI,)
    assert contacts.people("stic", "office") == contacts.people("fund", "office") == (WANG,)
    assert contacts.people("fund", "lead") == contacts.people("fund", "superior") == ()
    assert [contacts.robot("stic", level) for level in ("lead", "office")] == ["group", None]
    assert contacts.robot("fund", "lead") is None
