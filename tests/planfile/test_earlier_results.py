"""Earlier results: their fingerprints, and every file that is none."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from plantrack.cli.app import build
from plantrack.errors import UsageError
from plantrack.planfile.earlier_results import earlier_fingerprints

NO_RESULT = "{file}: no result of `plantrack check --format json`; write one with that command and its option -o"
GOOD = '{"schema": "plantrack.check/1", "plan": "p", "findings": [{"fingerprint": "a1"}, {"fingerprint": "b2"}]}'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a result, in the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "earlier.json"


def test_fingerprints(file: Path) -> None:
    """The fingerprints of all findings are read, each once."""
    file.write_text(GOOD.replace("]", ', {"fingerprint": "a1"}]'), encoding="utf-8")
    assert set(earlier_fingerprints(file, "p")) == {"a1", "b2"}


def test_no_findings(file: Path) -> None:
    """A result without findings has none."""
    file.write_text('{"schema": "plantrack.check/1", "plan": "p", "findings": []}', encoding="utf-8")
    assert set(earlier_fingerprints(file, "p")) == set()


def test_a_result_as_the_program_writes_it(file: Path) -> None:
    """What `check --format json` wrote is read whole; its further keys are left alone."""
    shipped = Path(__file__).parents[2] / "plans" / "shenzhen-sti-2024"
    words = ["check", "--plan", str(shipped), "--as-of", "2024-11-17", "--format", "json", "-o", str(file)]
    assert CliRunner().invoke(build(), words).exit_code == 1
    findings = msgspec.json.decode(file.read_bytes())["findings"]
    read = earlier_fingerprints(file, "shenzhen-sti-2024")
    assert list(read) == [found["fingerprint"] for found in findings]
    assert findings


def test_findings_that_were_known_then_count_too(file: Path) -> None:
    """A result that was itself compared with an earlier one names all that it found."""
    file.write_text(GOOD.replace('"a1"', '"a1", "known": true'), encoding="utf-8")
    assert set(earlier_fingerprints(file, "p")) == {"a1", "b2"}


def test_a_byte_order_mark(file: Path) -> None:
    """A mark at the beginning, which some shells write, is passed over."""
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert set(earlier_fingerprints(file, "p")) == {"a1", "b2"}


def test_a_pipe(tmp_path: Path) -> None:
    """A pipe will do for a file, as `<(…)` of a shell gives one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(GOOD,))
    writer.start()
    assert set(earlier_fingerprints(pipe, "p")) == {"a1", "b2"}
    writer.join()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", NO_RESULT, id="empty"),
        pytest.param(b"no JSON", NO_RESULT, id="no JSON"),
        pytest.param(GOOD.encode()[:-1], NO_RESULT, id="cut off"),
        pytest.param(GOOD.encode() * 2, NO_RESULT, id="two"),
        pytest.param(b"[]", NO_RESULT, id="a list"),
        pytest.param(b"null", NO_RESULT, id="null"),
        pytest.param(b"{}", NO_RESULT, id="no keys"),
        pytest.param(GOOD.replace("check/1", "status/1").encode(), NO_RESULT, id="another view"),
        pytest.param(GOOD.replace("check/1", "check/2").encode(), NO_RESULT, id="another version"),
        pytest.param(GOOD.replace('"schema"', '"Schema"').encode(), NO_RESULT, id="no schema"),
        pytest.param(GOOD.replace('"a1"', "1").encode(), NO_RESULT, id="a number for a fingerprint"),
        pytest.param(GOOD.replace('"fingerprint": "a1"', "").encode(), NO_RESULT, id="no fingerprint"),
        pytest.param(GOOD.replace('"p"', "null").encode(), NO_RESULT, id="no plan"),
        pytest.param(b'{"x": ' + b"[" * 10**6, NO_RESULT, id="nested deeply"),
        pytest.param(GOOD.encode("utf-16"), "{file}: not UTF-8 at byte 0; save the file as UTF-8", id="UTF-16"),
        pytest.param(
            GOOD.replace('"p"', '"科学"').encode("gb18030"),
            "{file}: not UTF-8 at byte 41; save the file as UTF-8",
            id="GB18030",
        ),
        pytest.param(
            GOOD.replace('"p"', '"q{plan}"').encode(),
            "{file}: a result of the plan q{{plan}}, not of p; name one of the same plan",
            id="another plan",
        ),
    ],
)
def test_no_result(file: Path, content: bytes, said: str) -> None:
    """Each file that is no result of this plan is refused, with what to do."""
    file.write_bytes(content)
    with pytest.raises(UsageError) as error:
        earlier_fingerprints(file, "p")
    assert str(error.value) == said.format(file="earlier.json")


def test_as_large_as_may_be(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result of exactly the largest size is read, and none with a byte more."""
    monkeypatch.setattr("plantrack.planfile.MAX_BYTES", len(GOOD))
    file.write_text(GOOD, encoding="utf-8")
    assert set(earlier_fingerprints(file, "p")) == {"a1", "b2"}
    file.write_text(GOOD + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^earlier\.json: larger than 64 MiB, too large to be read; divide the plan"):
        earlier_fingerprints(file, "p")


def test_what_cannot_be_read(file: Path) -> None:
    """A file that is not there, and a folder, are named with the reason."""
    with pytest.raises(UsageError, match=r"^earlier\.json: cannot be read: No such file or directory$"):
        earlier_fingerprints(file, "p")
    file.mkdir()
    with pytest.raises(UsageError, match=r"^earlier\.json: cannot be read: Is a directory$"):
        earlier_fingerprints(file, "p")


def test_a_file_without_an_end() -> None:
    """What never ends is too large."""
    with pytest.raises(UsageError, match="larger than 64 MiB"):
        earlier_fingerprints(Path("/dev/zero"), "p")
