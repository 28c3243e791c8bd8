"""What `remind` tells goes through real channels, to people beside the plan; no secret is ever told."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import mail_server
import pytest
import robot_server
from cli_support import Bench, Run
from notify_support import letter

from plantrack.cli.clock import now
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.delivery import channel_for
from plantrack.notify import posting

CONTACTS = """\
units:
  stic:
    people: [{name: 张三, mail: zhang@example.org, wecom: zhangsan}]
    superior: [{name: 李四, mail: li@example.org}]
  fund: {people: [{name: 刘洋, mail: liu@example.org}], superior: [{name: 周六, mail: zhou@example.org}]}
office: [{name: 王五, mail: wang@example.org}]
sender: {mail: office@example.org}
smtp: {host: localhost, port: PORT, tls: starttls, login: office}
"""
TOLD = [("fund", "lead"), ("stic", "lead"), ("fund", "superior"), ("stic", "superior"), ("stic", "office")]
ROBOTS = ("wecom", "dingtalk", "feishu")
pytestmark = pytest.mark.filterwarnings("ignore:Session.login_data is deprecated")


def test_channel(bench: Bench) -> None:
    """It knows who is told, and writes where one stands."""
    (bench.folder / "contacts.yaml").write_text(
        "office: [{name: 王五, mail: w@b.cn}]\nsender: {mail: a@b.cn}\n", "utf-8"
    )
    channel = channel_for(Context(SharedOptions()), "eml:out", print)
    assert channel.send(letter("stic", "office")).to == ("out/stic-office.eml",)
    assert "To: =?utf-8?b?546L5LqU?= <w@b.cn>" in (bench.here / "out" / "stic-office.eml").read_text("utf-8")


def test_problems_are_warned_of(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """What is right is used; the rest is told."""
    (bench.folder / "contacts.yaml").write_text("office: [{name: 王五, mail: w}]\n", "utf-8")
    shown: list[str] = []
    channel_for(Context(SharedOptions(lang="en")), "text", shown.append).send(letter(text="told"))
    assert shown == ["told\n"]
    assert capsys.readouterr().err == "warning: plans/fairs/contacts.yaml has 1 problem; see `plantrack validate`\n"


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return how long was waited; nobody waits."""
    found: list[float] = []
    monkeypatch.setattr("plantrack.cli.delivery.sleep", found.append)
    return found


@pytest.fixture
def robots(bench: Bench, waited: list[float]) -> Iterator[robot_server.Robots]:
    """Yield robots, and people to tell."""
    (bench.folder / "contacts.yaml").write_text(CONTACTS.replace("PORT", "1"), "utf-8")
    with robot_server.serving(now) as found:
        yield found


def sent(bench: Bench) -> list[tuple[str, str]]:
    """Return whom the journal says was told, in the order of units and levels."""
    return [(one["unit"], one["level"]) for one in bench.records() if one.get("state") == "sent"]


@pytest.mark.parametrize("kind", ROBOTS)
def test_robots(bench: Bench, robots: robot_server.Robots, kind: str) -> None:
    """Each message arrives once, signed; a second run sends nothing."""
    first = bench.run("remind", "--via", kind, env=robots.variables(kind))
    again = bench.run("remind", "--via", kind, env=robots.variables(kind))
    assert (first.code, again.code, first.out, again.out) == (0, 0, "", "")
    assert (len(robots.taken), sorted(sent(bench))) == (5, sorted(TOLD))


def test_one_that_is_lost_is_marked(bench: Bench, robots: robot_server.Robots) -> None:
    """Where no answer came the message is sent by the next run, which says that it may be there already."""
    robots.instead = ["lose"]
    variables = robots.variables("wecom")
    first = bench.run("remind", "--via", "wecom", "--lang", "en", env=variables)
    assert (first.code, len(robots.taken)) == (5, 5)
    assert "it is not known whether localhost took the message over: the server ended the connection" in first.err
    assert bench.run("remind", "--via", "wecom", "--lang", "en", env=variables).code == 0
    assert len(robots.taken) == 6
    first_time, second = robots.taken[0]["text"]["content"], robots.taken[5]["text"]["content"]
    assert second.replace(" (may have been sent before)", "") == first_time != second


def test_mail(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail reaches those whom it is for, from a password in a file of one's own."""
    pem = mail_server.certificate(tmp_path)
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f'PLANTRACK_SMTP_PASSWORD = "{mail_server.PASSWORD}"\n')
    secrets.chmod(0o600)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with mail_server.serving(pem, "starttls") as (box, port):
        (bench.folder / "contacts.yaml").write_text(CONTACTS.replace("PORT", str(port)), "utf-8")
        done = bench.run("remind", "--via", "smtp", "--lang", "en", env={"PLANTRACK_SECRETS": str(secrets)})
    assert (done.code, sorted(sent(bench))) == (0, sorted(TOLD))
    to = {"fund-lead": "liu", "stic-lead": "zhang", "fund-superior": "zhou", "stic-superior": "li", "office": "wang"}
    assert [mail.rcpt_tos for mail in box.mails] == [[f"{name}@example.org"] for name in to.values()]
    read = message_from_bytes(box.mails[0].content, policy=default)  # type: ignore[arg-type]
    assert read["Subject"].startswith("[red sheet] NSF Committee (lead unit)")


def told(bench: Bench, done: Run) -> str:
    """Return everything that a run wrote: both streams, and every file below the folder and the home."""
    files = (path for path in bench.here.parent.rglob("*") if path.is_file() and path.suffix not in (".pem", ".toml"))
    return done.out + done.err + "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


@pytest.mark.parametrize("kind", ROBOTS)
def test_no_secret_of_a_robot_is_told(
    bench: Bench, robots: robot_server.Robots, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by an output, an error, a traceback, a record or a cache, whatever the robot repeats."""
    monkeypatch.setattr(posting, "TIMEOUT", 0.3)
    repeated = f"{robot_server.TOKEN} {robot_server.SECRET} http://localhost:{robots.port}{robot_server.PATHS[kind]}"
    secrets = (robot_server.TOKEN, robot_server.SECRET)[: 1 if kind == "wecom" else 2]
    refusal = {"errcode": 93000, "errmsg": repeated, "code": 19021, "msg": repeated}
    variables = robots.variables(kind)
    elsewhere = {name: value.replace(f":{robots.port}/", ":1/") for name, value in variables.items()}
    unsafe = {name: value.replace("http:", "ftp:") for name, value in variables.items()}
    for language in ("zh", "en"):
        for env in (variables, elsewhere, unsafe):
            robots.instead = [refusal, "lose", "stall", (302, {"Location": repeated}), (500, {"X-Told": repeated})]
            done = bench.run(
                "--debug", "remind", "--via", kind, "--format", "json", env=env | {"PLANTRACK_LANG": language}
            )
            everything = told(bench, done)
            assert done.code == (2 if env is unsafe else 5)
            assert [secret for secret in secrets if secret in everything] == []


def test_no_password_is_told(
    bench: Bench, tmp_path: Path, waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor that of the mail server."""
    pem = mail_server.certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setenv("PLANTRACK_SMTP_PASSWORD", mail_server.PASSWORD)
    with mail_server.serving(pem, "starttls") as (box, port):
        for known in (port, 1):
            (bench.folder / "contacts.yaml").write_text(CONTACTS.replace("PORT", str(known)), "utf-8")
            box.answers = {"MAIL": [f"550 {mail_server.PASSWORD}"], "DATA": [f"554 {mail_server.PASSWORD}", "drop"]}
            done = bench.run("--debug", "remind", "--via", "smtp")
            assert done.code == 5
            assert mail_server.PASSWORD not in told(bench, done)
