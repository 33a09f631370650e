"""By what the author of a report is known: a reference that everybody may read, and six words that only they have.

Six words of a list of 7,776 are 77 bits. They are kept as a slow hash (scrypt) with a salt of their own.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from xkcdpass import xkcd_password

from jsna.register.tables import RECEIPT

WORDS = 6
#: Of the slow hash: a tenth of a second and 32 megabytes.
COST = 2**15
#: Without letters and digits that are taken for others, and without vowels, so that no word appears.
_LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"
#: At most two are worked out at once, so that guesses cannot take the whole machine.
_SLOWLY = threading.BoundedSemaphore(2)
_LETTER = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class Receipt:
    """What the author is given.

    Attributes:
        reference: such as ``4KTQ-9M2W``.
        words: six words with spaces; they are stored nowhere.
    """

    reference: str
    words: str


def issue(connection: sa.Connection) -> Receipt:
    """Return a new receipt; nothing is stored yet."""
    words = " ".join(secrets.choice(_words()) for _ in range(WORDS))
    while True:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        reference = f"{letters[:4]}-{letters[4:]}"
        if connection.scalar(sa.select(RECEIPT.c.item_id).where(RECEIPT.c.reference == reference)) is None:
            return Receipt(reference, words)


def keep(connection: sa.Connection, receipt: Receipt, item_id: str) -> None:
    """Store by what a report's author is known.

    Args:
        connection: of ``Database.writing``.
        receipt: what they were given.
        item_id: the report.
    """
    salt = secrets.token_bytes(16)
    row = {"reference": receipt.reference, "item_id": item_id, "salt": salt, "digest": _slow(receipt.words, salt)}
    connection.execute(RECEIPT.insert(), row)


def item_of(connection: sa.Connection, reference: str, words: str) -> str | None:
    """Return the report that a reference and words belong to; None where either is wrong.

    It takes as long for a reference that is not known.

    Args:
        connection: to the register.
        reference: as somebody typed it.
        words: as somebody typed them; capitals, signs and line breaks do not matter.
    """
    chosen = sa.select(RECEIPT).where(RECEIPT.c.reference == as_issued(reference))
    found = connection.execute(chosen).first()
    digest = _slow(words, found.salt if found else b"\0" * 16)
    return found.item_id if found is not None and hmac.compare_digest(digest, found.digest) else None


def as_issued(reference: str) -> str:
    """Return a reference that somebody typed as it is written here."""
    letters = re.sub(r"[^0-9A-Z]", "", reference.upper())
    return f"{letters[:4]}-{letters[4:]}"


def _slow(words: str, salt: bytes) -> bytes:
    said = " ".join(_LETTER.sub(" ", words.casefold()).split())
    with _SLOWLY:
        return hashlib.scrypt(said.encode(), salt=salt, n=COST, r=8, p=1, maxmem=2**26, dklen=32)


@cache
def _words() -> tuple[str, ...]:
    """The words of the list; those with a hyphen are left out, because they would be two."""
    found = xkcd_password.generate_wordlist("eff-long", min_length=3, max_length=9)
    return tuple(sorted({word for word in found if word.isascii() and word.isalpha()}))
