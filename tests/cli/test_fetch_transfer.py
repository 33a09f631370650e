"""A file is fetched whole or not at all: tried again, taken up where it broke off, and never a page in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.errors import SourceError
from jsna.ingest.official.fetch.transfer import Patience, fetch
from tests.cli.service import Answer, serving

BODY = b"code,n\n" + b"E05009888,1\n" * 2_000
TAGGED = {"ETag": '"one"'}


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def patience(waits: list[float]) -> Patience:
    """Waits are written down instead of waited for."""
    return Patience(tries=3, silence=0.3, longest_wait=60, wait=waits.append)


def test_a_file_comes_whole_and_once(tmp_path: Path, patience: Patience) -> None:
    with serving(Answer(BODY)) as service:
        for _ in range(2):
            assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience).read_bytes() == BODY
        assert len(service.asked) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_it_is_fetched_anew_when_asked(tmp_path: Path, patience: Patience) -> None:
    with serving(Answer(BODY), Answer(b"code,n\n")) as service:
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience, again=True).read_bytes() == b"code,n\n"


def test_what_broke_off_is_taken_up_where_it_did(tmp_path: Path, patience: Patience, waits: list[float]) -> None:
    with serving(Answer(BODY, headers=TAGGED, cut=5_000), Answer(BODY, headers=TAGGED)) as service:
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience).read_bytes() == BODY
        assert [begin for _, begin in service.asked] == [None, "bytes=5000-"]
    assert waits == [1]


def test_it_is_taken_up_by_a_later_run_too(tmp_path: Path) -> None:
    once = Patience(tries=1)
    with serving(Answer(BODY, headers=TAGGED, cut=5_000), Answer(BODY, headers=TAGGED)) as service:
        with pytest.raises(SourceError, match=r"broke off after 5,000 of 24,007 bytes.*run the command again later"):
            fetch(f"{service.address}/a.csv", tmp_path / "a.csv", once)
        assert not (tmp_path / "a.csv").exists()
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", once).read_bytes() == BODY
        assert service.asked[1][1] == "bytes=5000-"


def test_a_file_that_changed_meanwhile_is_begun_anew(tmp_path: Path, patience: Patience) -> None:
    newer = Answer(b"code,n\nE05009889,2\n", headers={"ETag": '"two"'})
    with serving(Answer(BODY, headers=TAGGED, cut=5_000), newer) as service:
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience).read_bytes() == newer.body


def test_a_silent_service_is_given_up(tmp_path: Path, patience: Patience, waits: list[float]) -> None:
    with serving(Answer(hang=True)) as service, pytest.raises(SourceError, match=r"did not answer to the end.*Tried 3"):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert waits == [1, 2]


def test_a_limit_of_requests_is_kept(tmp_path: Path, patience: Patience, waits: list[float]) -> None:
    busy = Answer(b"slow down", 429, {"Retry-After": "7"})
    with serving(busy, Answer(BODY)) as service:
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience).read_bytes() == BODY
    assert waits == [7]


def test_a_limit_that_is_long_is_told_instead(tmp_path: Path, patience: Patience, waits: list[float]) -> None:
    busy = Answer(b"", 503, {"Retry-After": "3600"})
    with serving(busy) as service, pytest.raises(SourceError, match="asks to wait 3,600 seconds"):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert waits == []


def test_a_limit_given_as_a_date_in_the_past_is_over(tmp_path: Path, patience: Patience, waits: list[float]) -> None:
    busy = Answer(b"", 429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    with serving(busy, Answer(BODY)) as service:
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert waits == [0]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(tmp_path: Path, patience: Patience, status: int) -> None:
    with serving(Answer(b"oops", status), Answer(BODY)) as service:
        assert fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience).read_bytes() == BODY


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_lasting_fault_is_told_at_once(tmp_path: Path, patience: Patience, waits: list[float], status: int) -> None:
    with serving(Answer(b"no", status)) as service, pytest.raises(SourceError, match=f"answered {status}"):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert waits == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<!DOCTYPE html><p>We are busy", "a page, not a file"),
        (b"\n <HTML>Log in</HTML>", "a page, not a file"),
        (b'<?xml version="1.0"?><Error/>', "a page, not a file"),
        (b'{"error":{"code":400,"message":"Invalid URL"}}', "an error: .*Invalid URL"),
        (b"", "an empty file"),
    ],
)
def test_an_error_with_status_200_is_no_file(tmp_path: Path, patience: Patience, body: bytes, says: str) -> None:
    with serving(Answer(body)) as service, pytest.raises(SourceError, match=says):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_end_is_refused_by_its_length(tmp_path: Path, patience: Patience) -> None:
    endless = Answer(b"x", headers={"Content-Length": "9000000000"})
    with serving(endless) as service, pytest.raises(SourceError, match="is 9,000 MB; at most 300 MB are fetched"):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)


@pytest.mark.parametrize("url", ["http://example.gov.uk/a.csv", "ftp://example.gov.uk/a.csv", "file:///etc/passwd"])
def test_only_https_is_fetched(tmp_path: Path, patience: Patience, url: str) -> None:
    with pytest.raises(SourceError, match="only addresses that begin with https"):
        fetch(url, tmp_path / "a.csv", patience)


def test_a_service_does_not_send_us_elsewhere(tmp_path: Path, patience: Patience) -> None:
    away = Answer(b"", 302, {"Location": "file:///etc/passwd"})
    with serving(away) as service, pytest.raises(SourceError):
        fetch(f"{service.address}/a.csv", tmp_path / "a.csv", patience)
    assert list(tmp_path.iterdir()) == []
