"""The zip file that a workbook is: bad ones are refused by their directory alone, before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib

import python_calamine as calamine

from jsna.errors import Findings
from jsna.files.notes import Notes

#: Bytes of all parts of a workbook together, unpacked: ten times the largest table that is read.
LARGEST_UNPACKED = 100_000_000
#: Compression ratio. A table compresses to a tenth, sometimes a fiftieth; a zip bomb to a thousandth.
HIGHEST_RATIO = 200
MOST_PARTS = 1_000
ACCEPTED = "an .xlsx or .ods workbook, or the sheet saved as CSV UTF-8"
#: What reading a damaged workbook raises.
BROKEN = (calamine.CalamineError, zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, RuntimeError)
#: What a workbook with a password holds, in the file that Excel puts around it.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaproject", "macrosheets")
_SCRIPTS = ("basic/", "scripts/")


def look_at_directory(content: bytes, notes: Notes, main: str) -> None:
    """Refuse bad files from the zip directory alone, before anything is unpacked.

    Args:
        content: the bytes of a workbook.
        notes: of the file.
        main: the part that makes it a workbook of its kind, in small letters.

    Raises:
        Findings: it is not such a workbook, holds macros, or is too large unpacked.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "the workbook has a password" if _LOCKED in content else "this is an old Excel file"
        raise notes.refuse(problem, ACCEPTED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise notes.refuse("this is not a workbook, or it is cut short", ACCEPTED) from error
    names = [part.filename.lower() for part in parts]
    if any(mark in name for name in names for mark in _MACROS) or any(name.startswith(_SCRIPTS) for name in names):
        raise notes.refuse("the workbook holds macros", ACCEPTED)
    if main not in names:
        others = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
        if others & set(names):
            raise notes.refuse("this is another kind of workbook than its name says", ACCEPTED)
        raise notes.refuse("this is a zip file, not a workbook", ACCEPTED, value=", ".join(names[:3]))
    if len(set(names)) < len(names):
        raise notes.refuse("a part of the workbook is there twice", ACCEPTED)
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > 1_000_000 and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts)
    if bomb:
        problem = f"a part of the workbook would unpack to more than {HIGHEST_RATIO} times its size"
        raise notes.refuse(problem, "the table alone in a new workbook, or saved as CSV UTF-8")
    if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        problem = f"the workbook would unpack to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts"
        raise notes.refuse(problem, f"at most {LARGEST_UNPACKED // 1_000_000} MB in {MOST_PARTS:,} parts")


def damaged(error: Exception, notes: Notes) -> Findings:
    """Return the refusal of a workbook that cannot be read."""
    if isinstance(error, calamine.PasswordError):
        return notes.refuse("the workbook has a password", ACCEPTED)
    return notes.refuse(f"the workbook is damaged ({type(error).__name__})", ACCEPTED)
