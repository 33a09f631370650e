"""Download one file from a public service: retry, resume and cache it; refuse error pages.

urllib3 retries a request but not a body that breaks off, and does not resume; most failures here are bodies of 60 MB.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from tqdm import tqdm

from jsna.errors import SourceError

#: Bytes. The largest zipped census table of all output areas is 60 MB.
LARGEST = 300_000_000
_PIECE = 1 << 16
_LOOPBACK = ("127.0.0.1", "localhost")
#: Temporary errors: the service is up and may succeed on a retry.
_PASSING = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Patience:
    """How long to keep trying.

    Attributes:
        tries: number of attempts per file before giving up.
        silence: seconds without a byte after which an attempt fails.
        longest_wait: seconds; if a service asks for a longer wait, report it to the user instead of waiting.
        wait: the sleep function; tests can replace it.
    """

    tries: int = 5
    silence: float = 30.0
    longest_wait: float = 120.0
    wait: Callable[[float], None] = time.sleep


class Broken(SourceError):
    """An attempt failed in a way that a retry may fix."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause
        """Seconds that the service asks to wait, or None where it does not say."""


def fetch(url: str, kept: Path, patience: Patience | None = None, *, again: bool = False) -> Path:
    """Return the path of a file, fetched if not cached; a partial download is kept beside it and resumed next time.

    Args:
        url: address of the file; https, or http on this machine.
        kept: path of the cached file.
        patience: how long to keep trying.
        again: whether to fetch a file that is already cached.

    Raises:
        SourceError: the file cannot be fetched, or the service sent a page instead; the message says what to do.
    """
    patience = patience or Patience()
    _refuse_address(url)
    kept.parent.mkdir(parents=True, exist_ok=True)
    if kept.exists() and not again:
        return kept
    begun = kept.with_name(f"{kept.name}.begun")
    for attempt in range(patience.tries):
        try:
            _take(url, begun, patience)
        except Broken as broken:
            if attempt + 1 == patience.tries:
                message = f"{broken} Tried {patience.tries} times; what came is kept, so run the command again later."
                raise SourceError(message) from broken
            patience.wait(2.0**attempt if broken.pause is None else broken.pause)
        else:
            break
    _refuse_page(begun, url)
    begun.replace(kept)
    _note(begun).unlink(missing_ok=True)
    return kept


def _take(url: str, begun: Path, patience: Patience) -> None:
    """Resume a partial file until it is complete; start again if the service's file has changed."""
    have, stamp = _begun(begun)
    headers = {"User-Agent": "jsna", "Accept-Encoding": "identity"}
    if have and stamp:
        headers |= {"Range": f"bytes={have}-", "If-Range": stamp}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - _refuse_address allows https only
    try:
        with _opener(url).open(request, timeout=patience.silence) as answer:
            _refuse_address(answer.url)
            start = have if answer.status == http.HTTPStatus.PARTIAL_CONTENT else 0
            _append(answer, begun, start, url)
    except urllib.error.HTTPError as error:
        with error:
            raise _refused(error, url, begun, patience) from error
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        message = f"{urlsplit(url).netloc} did not answer to the end ({reason or type(error).__name__})."
        raise Broken(message) from error


def _opener(url: str) -> urllib.request.OpenerDirector:
    """An opener that uses the environment's proxy, except for addresses on this machine."""
    proxies: dict[str, str] | None = {} if urlsplit(url).hostname in _LOOPBACK else None
    return urllib.request.build_opener(urllib.request.ProxyHandler(proxies))


def _append(answer: http.client.HTTPResponse, begun: Path, start: int, url: str) -> None:
    length = answer.headers.get("Content-Length")
    whole = start + int(length) if length and length.isdigit() else None
    if whole is not None and whole > LARGEST:
        message = f"{url} is {whole / 1e6:,.0f} MB; at most {LARGEST // 1_000_000} MB are fetched."
        raise SourceError(message)
    _note(begun).write_text(json.dumps({"stamp": _stamp(answer.headers)}), encoding="utf-8")
    with (
        begun.open("r+b" if start else "wb") as file,
        tqdm(total=whole, initial=start, unit="B", unit_scale=True, desc=urlsplit(url).path[-40:], disable=None) as bar,
    ):
        file.seek(start)
        file.truncate()
        got = _copy(answer, file, start, bar)
    if whole is not None and got < whole:
        message = f"{url} broke off after {got:,} of {whole:,} bytes."
        raise Broken(message)


def _copy(answer: http.client.HTTPResponse, file: IO[bytes], got: int, bar: tqdm[Any]) -> int:
    while piece := answer.read1(_PIECE):
        got += len(piece)
        if got > LARGEST:
            message = f"More than {LARGEST // 1_000_000} MB came: that is not what was asked for."
            raise SourceError(message)
        file.write(piece)
        bar.update(len(piece))
    return got


def _refused(error: urllib.error.HTTPError, url: str, begun: Path, patience: Patience) -> SourceError:
    """The error to raise for a failed status: wait and try again, or say what to do."""
    if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        begun.unlink(missing_ok=True)
        return Broken(f"{url} has changed since it was begun.")
    if error.code not in _PASSING:
        return SourceError(f"{url} answered {error.code} {error.reason}. Look whether the name is right.")
    pause = _pause(error.headers)
    if pause is not None and pause > patience.longest_wait:
        return SourceError(f"{urlsplit(url).netloc} asks to wait {pause:,.0f} seconds: run the command again then.")
    return Broken(f"{urlsplit(url).netloc} answered {error.code} {error.reason}.", pause)


def _pause(headers: Message) -> float | None:
    """The seconds that a service asks us to wait, given as seconds or as a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    with contextlib.suppress(ValueError, TypeError):
        return max(0.0, (email.utils.parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return None


def _refuse_page(begun: Path, url: str) -> None:
    """Some services report "busy" or "no such table" as a page with status 200; ArcGIS does so in JSON."""
    with begun.open("rb") as file:
        start = file.read(2_000).lstrip()
    lower = start.lower()
    problem = ""
    if not start:
        problem = "an empty file"
    elif lower.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        problem = "a page, not a file"
    elif lower.startswith(b'{"error"'):
        problem = f"an error: {start[:200].decode(errors='replace')}"
    if problem:
        begun.unlink()
        _note(begun).unlink(missing_ok=True)
        message = f"{url} gave {problem}. Look whether the name is right, and try again later."
        raise SourceError(message)


def _refuse_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        message = f"{url} is not fetched: only addresses that begin with https:// are."
        raise SourceError(message)


def _begun(begun: Path) -> tuple[int, str]:
    """How many bytes we have, and the stamp of the file they belong to."""
    try:
        stamp = str(json.loads(_note(begun).read_text(encoding="utf-8"))["stamp"])
        return begun.stat().st_size, stamp
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""


def _stamp(headers: Message) -> str:
    """A strong ETag, else the last-modified date, as ``If-Range`` accepts."""
    tag = headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")


def _note(begun: Path) -> Path:
    return begun.with_name(f"{begun.name}.json")
