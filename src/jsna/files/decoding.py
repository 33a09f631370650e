"""Decode bytes to text: name files that are not text; another encoding than UTF-8 is refused, or read and reported."""

from __future__ import annotations

from jsna.files.notes import Notes

#: First bytes of file types that are often wrongly named ``.csv``, and the name of each type.
SIGNATURES = (
    (b"PK\x03\x04", "a workbook or a zip file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"BZh", "a file packed with bzip2"),
    (b"\xfd7zXZ", "a file packed with xz"),
    (b"7z\xbc\xaf", "a file packed with 7-Zip"),
    (b"(\xb5/\xfd", "a file packed with Zstandard"),
    (b"Rar!", "a file packed with RAR"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file, or a workbook with a password"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_ACCEPTED = "a file saved as CSV UTF-8"
_OR_WORKBOOK = "a CSV, or a workbook whose name ends in .xlsx"


def decode(content: bytes, notes: Notes, *, any_encoding: bool = False) -> str:
    """Return the text of a file.

    Args:
        content: its bytes.
        notes: of the file; repairs and findings are added.
        any_encoding: whether UTF-16 and Windows-1252, which spreadsheets write, are read and reported as a repair.

    Raises:
        Findings: it is not text, its encoding is uncertain, or is another than UTF-8 where that is refused.
    """
    _refuse_other_files(content, notes, _OR_WORKBOOK if any_encoding else _ACCEPTED)
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise notes.refuse("the text is UTF-32", _ACCEPTED)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        if not any_encoding:
            raise notes.refuse("the text is UTF-16", _ACCEPTED)
        return _from_utf16(content, notes)
    if b"\0" in content:
        raise _nul(content, notes)
    try:
        # Excel's "CSV UTF-8" starts with a byte order mark, which is not part of the first heading.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if any_encoding:
            return _from_windows(content, notes)
        raise _bad_byte("a byte that is not UTF-8", content, error, notes) from error


def _refuse_other_files(content: bytes, notes: Notes, accepted: str) -> None:
    for first, what in SIGNATURES:
        if content.startswith(first):
            problem = f"this is {what}, not a CSV"
            raise notes.refuse(problem, accepted)
    start = content[:500].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        problem = "this is a web page or XML, not a CSV: perhaps a page to log in was saved"
        raise notes.refuse(problem, "the file itself, as a CSV", row=1)
    if start.startswith((b"{", b"[{")):
        raise notes.refuse("this is JSON, not a CSV", "a CSV, or GeoJSON whose name ends in .geojson", row=1)


def _from_utf16(content: bytes, notes: Notes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise notes.refuse("the text is UTF-16 and cut short", _ACCEPTED) from error
    if "\0" in text:
        raise notes.refuse("a NUL character: this is not a text file", "plain text", row=_row(text, "\0"))
    notes.repairs.append("The text was UTF-16 (Excel's “Unicode text”); it was read as such.")
    return text


def _nul(content: bytes, notes: Notes) -> Exception:
    sample = content[:2_000]
    if max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) // 3:
        return notes.refuse("the text seems to be UTF-16 and does not say so", _ACCEPTED)
    row = content[: content.index(b"\0")].count(b"\n") + 1
    return notes.refuse("a NUL character: this is not a text file", "plain text", row=row)


def _from_windows(content: bytes, notes: Notes) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _bad_byte("a byte that is neither UTF-8 nor Windows-1252", content, error, notes) from error
    first = next(mark for mark in text if ord(mark) > 127)
    notes.repairs.append(
        f"The text is not UTF-8. It was read as Windows-1252, as Excel's “CSV” is: look at {first!r} in "
        f"row {_row(text, first)}."
    )
    return text


def _bad_byte(problem: str, content: bytes, error: UnicodeDecodeError, notes: Notes) -> Exception:
    row = content[: error.start].count(b"\n") + 1
    return notes.refuse(problem, _ACCEPTED, row=row, value=content[error.start : error.start + 1].hex())


def _row(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1
