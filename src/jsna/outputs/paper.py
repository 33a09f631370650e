"""A paper: one HTML file that opens without a network, prints, and runs nothing, whatever it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

#: Nothing may be fetched or run, whatever the words are.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def document(title: str, body: Iterable[str], style: str, kind: str = "") -> str:
    """Return a whole document.

    Args:
        title: as text.
        body: HTML of the main part; its words are escaped already.
        style: the style sheet.
        kind: a word for the style sheet, such as ``large-print``.
    """
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en-GB" class="{escape(kind)}">' if kind else '<html lang="en-GB">',
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


def rows(caption: str, table: Sequence[Mapping[str, str]]) -> str:
    """Return a table with a caption and column headings; nothing without a row."""
    if not table:
        return ""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table[0])
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.values())}</tr>" for row in table)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
