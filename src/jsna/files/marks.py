"""Marks in cells of numbers: each becomes a note of the Government Statistical Service, beside the number or without.

References:
    Government Analysis Function, "Symbols in tables: definitions and help", 2023.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from jsna.files.notes import cells_in_words, columns_in_words
from jsna.files.to_numbers import PLAIN
from jsna.model.observations import Note

#: What stands in place of a number; it is read in columns of numbers only.
_IN_PLACE: dict[str, Note] = {
    "c": Note.CONFIDENTIAL,
    "s": Note.CONFIDENTIAL,
    "x": Note.NOT_AVAILABLE,
    "z": Note.NOT_APPLICABLE,
    "u": Note.LOW_RELIABILITY,
    "low": Note.LOW,
    **dict.fromkeys(("", "-", "--", "–", "—", "..", "...", "…", ":", "null", "none", "nil return"), Note.NOT_AVAILABLE),
    **dict.fromkeys(("n/a", "na", "n.a.", "n.a", "#n/a", "n/k", "nk", "tbc", "no data"), Note.NOT_AVAILABLE),
    **dict.fromkeys(("not available", "not known", "not collected", "unavailable", "missing"), Note.NOT_AVAILABLE),
    **dict.fromkeys((".", "not applicable", "does not apply"), Note.NOT_APPLICABLE),
    **dict.fromkeys(("*", "**", "***", "#", "~", "confidential", "redacted", "disclosive"), Note.CONFIDENTIAL),
}
#: Shorthand beside a number. "Revised" and "break in the series" are no notes of ours: the number stands.
_BESIDE = {
    "u": Note.LOW_RELIABILITY.value,
    "low": Note.LOW.value,
    "e": Note.ESTIMATED.value,
    "p": Note.PROVISIONAL.value,
    "r": "",
    "b": "",
}
_SMALL = r"\d{1,2}|two|three|four|five|six|seven|eight|nine|ten"
#: Counts of which only a limit is told (≤5, fewer than 5, 1-4, over 95%), and words for "withheld".
_LIMIT = re.compile(
    rf"(<|≤|<=|less than|fewer than|under|below) ?({_SMALL}) ?%?|({_SMALL}) or (fewer|less)|(>|≥|>=) ?\d+(\.\d+)? ?%?"
    r"|[01] ?(-|–|to) ?([2-9]|10)|(data |value )?(suppressed|withheld)( .*)?"
)
#: One mark between brackets, or several with commas.
_BRACKETS = r"[\[(]([a-z]+(?:, ?[a-z]+)*)[\])]"
_MARKED = re.compile(rf"(?P<number>[-+]?\d[\d, \u202f]*(?:\.\d+)?%?) ?(?P<marks>(?:{_BRACKETS} ?)+)")
_ALL_MARKS = re.compile(_BRACKETS)
#: A reference to a footnote: what it says of the number is not known, and it does not replace it.
_FOOTNOTE = re.compile(r"\s*[\[(]note ?\d+(, ?(note ?)?\d+)*[\])]\s*$", re.IGNORECASE)
#: In which order notes are told.
_TOLD = {
    Note.CONFIDENTIAL: "withheld, not as 0",
    Note.NOT_AVAILABLE: "not available, not as 0",
    Note.NOT_APPLICABLE: "“does not apply”, not as 0",
    Note.LOW: "“low”, a number that was rounded away",
    Note.LOW_RELIABILITY: "of low reliability",
    Note.ESTIMATED: "estimated",
    Note.PROVISIONAL: "provisional",
}


@dataclass(frozen=True)
class Marked:
    """A column whose marks were read.

    Attributes:
        text: each cell without its marks; empty where a mark stands in place of a number. Index as the column.
        notes: the note of each cell, a code of ``model.observations.Note``, or empty text. Same index.
        any: whether there may be any mark.
    """

    text: pd.Series[str]
    notes: pd.Series[str]
    any: bool = True


def read_marks(column: pd.Series[str]) -> Marked:
    """Return a column with its marks read; cells that hold anything else than numbers and marks stay as they are."""
    odd = column[~column.str.fullmatch(PLAIN).astype(bool)].unique()
    if not len(odd):
        return Marked(column, pd.Series("", column.index, "str", column.name), any=False)
    read = {text: _read(text) for text in odd}
    cells = [read.get(text, (text, "")) for text in column]
    text, notes = (pd.Series([cell[part] for cell in cells], column.index, "str", column.name) for part in (0, 1))
    return Marked(text, notes)


def is_mark(text: str) -> bool:
    """Return whether a cell that is not empty holds a mark in place of a number, or a number with one beside it."""
    own, note = _read(text)
    return bool(note) or own != text


def are_marks_only(column: pd.Series[str], marked: Marked) -> bool:
    """Return whether a column holds marks and nothing else, most of them such as no word is: all of it is withheld."""
    sure = column.str.lower().str.fullmatch(rf"{_BRACKETS}|\*+|{_LIMIT.pattern}").astype(bool)
    return bool((marked.text == "").all() and sure.mean() > 0.5)


def told(columns: dict[str, tuple[pd.Series[str], Marked]]) -> list[str]:
    """Return a sentence for each note that marks were read as: how many cells, of which columns, and examples.

    Args:
        columns: each column as it was given, and as it was read; by its heading.
    """
    said = []
    for note, words in _TOLD.items():
        cells: list[str] = []
        headings = []
        for heading, (given, marked) in columns.items():
            found = given[(marked.notes == note) & (given != "")]
            cells.extend(found)
            headings += [heading] if len(found) else []
        if cells:
            examples = ", ".join(text[:40] for text in sorted(set(cells))[:4])
            said.append(f"Read as {words}: {cells_in_words(len(cells))} of {columns_in_words(headings)} ({examples}).")
    unnoted = [
        text
        for given, marked in columns.values()
        for text in given[(marked.notes == "") & (marked.text != given)].unique()
    ]
    if unnoted:
        said.append(f"Marks that leave a number as it is were left out: {', '.join(unnoted[:4])}.")
    return said


def _read(given: str) -> tuple[str, str]:
    """A cell without its marks, and its note."""
    text = _FOOTNOTE.sub("", given)
    lower = " ".join(text.lower().split())
    if (in_place := _alone(lower)) is not None:
        return "", in_place.value
    found = _MARKED.fullmatch(lower)
    if found is None:
        return text, ""
    marks = [mark.strip() for group in _ALL_MARKS.findall(found["marks"]) for mark in group.split(",")]
    if not set(marks) <= set(_BESIDE):
        return given, ""
    notes = [note for mark in _BESIDE if mark in marks and (note := _BESIDE[mark])]
    return found["number"].strip(), notes[0] if notes else ""


def _alone(lower: str) -> Note | None:
    """The note of a mark that stands in place of a number."""
    bare = lower[1:-1].strip() if lower[:1] in ("[", "(") and lower[-1:] in ("]", ")") else lower
    if bare in _IN_PLACE and (bare or not lower):
        return _IN_PLACE[bare]
    return Note.CONFIDENTIAL if _LIMIT.fullmatch(bare) else None
