"""A paper: one HTML file that opens without a network, prints, and runs nothing, whatever it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

#: Nothing may be fetched or run, whatever the words are. A picture is in the file itself.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"


def style_sheet(*names: str) -> str:
    """Return the text of some of the style sheets for paper; a later one has the last word."""
    return "\n".join(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in names)


def document(
    title: str, body: Iterable[str], style: str, kind: str = "", lang: str = "en-GB", direction: str = ""
) -> str:
    """Return a whole document.

    Args:
        title: as text.
        body: HTML of the main part; its words are escaped already.
        style: the style sheet.
        kind: words for the style sheet, such as ``large-print``.
        lang: the language of its words.
        direction: ``rtl`` where they are written from right to left.
    """
    given = {"lang": lang, "dir": direction, "class": kind}
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)
    return "\n".join(
        [
            "<!doctype html>",
            f"<html{attributes}>",
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def heading(words: str, level: int = 2) -> str:
    """Return a heading."""
    return f"<h{level}>{escape(words)}</h{level}>"


def paragraph(words: str) -> str:
    """Return a paragraph."""
    return f"<p>{escape(words)}</p>"


def bullets(lines: Iterable[str]) -> str:
    """Return a list; nothing without a line."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def ticks(labels: Iterable[str]) -> str:
    """Return a box to tick for each answer."""
    boxes = "".join(f'<li><span class="tick"></span>{escape(label)}</li>' for label in labels)
    return f'<ul class="ticks">{boxes}</ul>'


def lines(number: int) -> str:
    """Return lines to write on."""
    return '<div class="line"></div>' * number


def rows(caption: str, table: Sequence[Mapping[str, str]]) -> str:
    """Return a table with a caption and column headings; nothing without a row."""
    if not table:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table[0])
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.values())}</tr>" for row in table)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
