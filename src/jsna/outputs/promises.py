"""What people are owed, on paper: one HTML file that opens offline, prints, and runs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from jsna.analysis.promises import summary
from jsna.figures.promises import list_table
from jsna.model.register.promise import Promise
from jsna.outputs.paper import document, heading, paragraph, style_sheet
from jsna.words import promises as words
from jsna.words.provenance import spoken_date

_SAMPLE = "This holds samples: made up, to show how the register works. They are marked."
_NONE = "Nobody waits for an answer."


def as_html(promises: Sequence[Promise], place: str, names: Mapping[str, str], today: date) -> str:
    """Return the published responses that people still wait for, the oldest first, with the summary of all.

    Args:
        promises: as ``analysis.promises.oldest_first`` returns them.
        place: name of the place.
        names: of areas by code.
        today: the day of printing.
    """
    summed, owed = summary(promises), [each for each in promises if each.is_owed]
    said = (words.headline(place, summed), words.days_sentence(summed), words.told_sentence(summed))
    sample = [_SAMPLE] if any(each.response.sample for each in promises) else []
    lines = [*sample, *said, words.helped_sentence(summed), *([] if owed else [_NONE])]
    title = f"What we owe: {place}, {spoken_date(today)}"
    body = [heading(title, 1), *(paragraph(line) for line in lines if line), *(_entry(each, names) for each in owed)]
    return document(title, body, style_sheet("promises"))


def _entry(each: Promise, names: Mapping[str, str]) -> str:
    """One response with everything that people said, which a table cuts."""
    row = list_table([each], names, {}).iloc[0]
    shown = {str(head): str(said) for head, said in row.items() if head != "What was heard"}
    if each.response.promised:
        shown["Promised"] = each.response.promised
    terms = "".join(f"<dt>{escape(head)}</dt><dd>{escape(said)}</dd>" for head, said in shown.items())
    sample = "<p><strong>Sample</strong></p>" if each.response.sample else ""
    return f"<section>{sample}<blockquote>{escape(each.response.heard)}</blockquote><dl>{terms}</dl></section>"
