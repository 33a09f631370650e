"""One file from a public service: tried again, taken up where it broke off, kept; an error page is refused."""

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

#: Bytes. The largest census table of all output areas, zipped, is 60 MB.
LARGEST = 300_000_000
_PIECE = 1 << 16
_LOOPBACK = ("127.0.0.1", "localhost")
#: The service is there and may do better in a moment.
_PASSING = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Patience:
    """How long to try.

    Attributes:
        tries: how often one file is asked for before giving up.
        silence: seconds without a byte after which a try has failed.
        longest_wait: seconds; a service that asks for more is believed, and told to the user instead of waited for.
        wait: what waits; given another one, nothing sleeps.
    """

    tries: int = 5
    silence: float = 30.0
    longest_wait: float = 120.0
    wait: Callable[[float], None] = time.sleep


class Broken(SourceError):
    """A try failed in a way that the next one may not."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause
        """Seconds that the service asks to wait, or None where it does not say."""


def fetch(url: str, kept: Path, patience: Patience | None = None, *, again: bool = False) -> Path:
    """Return the path of a file, fetched if it is not there; what broke off is kept beside it and taken up next time.

    Args:
        url: where it is; https, or http on this machine.
        kept: where it is kept.
        patience: how long to try.
        again: whether to fetch although it is there.

    Raises:
        SourceError: it cannot be had, or what came is not a file but a page; the message says what to do.
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
    """Add to a begun file until it is whole; begin anew where the service has another file by now."""
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
    """What opens addresses: through the proxy that the environment names, but never for this machine itself."""
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
    """What to raise for a status that is no success: wait and try again, or say what to do."""
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
    """The seconds that a service asks to wait, given as seconds or as a date."""
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    with contextlib.suppress(ValueError, TypeError):
        return max(0.0, (email.utils.parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    return None


def _refuse_page(begun: Path, url: str) -> None:
    """Services say "busy" or "no such table" with a page and status 200; ArcGIS says it in JSON."""
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
    """How many bytes are there, and what marks the file they belong to."""
    try:
        stamp = str(json.loads(_note(begun).read_text(encoding="utf-8"))["stamp"])
        return begun.stat().st_size, stamp
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""


def _stamp(headers: Message) -> str:
    """A strong ETag, else the date of the last change: what ``If-Range`` accepts."""
    tag = headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")


def _note(begun: Path) -> Path:
    return begun.with_name(f"{begun.name}.json")
