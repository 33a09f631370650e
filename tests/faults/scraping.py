"""What a reader can find on a page without a browser: every text, number, alternative text, map label and download."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.runtime.media_file_manager import MediaFileManager

from jsna.figures.packing import Packed
from jsna.model.area import Level
from jsna.ui.server import geometry
from tests.faults.local_figures import BOSTON
from tests.pages.conftest import linked, table_of
from tests.unit.test_maps_packing import unpacked

APP = Path(__file__).resolve().parents[2] / "app.py"

#: A number as any page writes it; a code of an area is none.
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
#: What paints the map, as it stands in the JSON that goes to the map's frame.
_PAINTED = re.compile(r"jsnaAreas\.paint\((\[.*?\])\);")


@dataclass(frozen=True)
class Seen:
    """One piece of a page: a line of a table or a file, a point of a chart, a label of the map, a sentence.

    Attributes:
        where: the kind of element and, of a table, its alternative text.
        cells: heading → text; one cell without a heading where there are no columns.
    """

    where: str
    cells: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " | ".join(f"{heading}: {cell}" if heading else cell for heading, cell in self.cells)


def numbers(text: str) -> set[float]:
    """Return the numbers that stand in a text."""
    return {float(found.replace(",", "").rstrip(".")) for found in _NUMBER.findall(text)}


class Reader:
    """Opens pages as a reader would, and keeps every file that a page offers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
        monkeypatch.setenv("JSNA_DATA", str(data))
        self._files: dict[str, bytes | str] = {}
        files = self._files

        class Keeping(MediaFileManager):
            """Streamlit's own store of files, which also makes at once what is made when a reader asks for it."""

            def add_deferred(self, data_callable: Callable[[], bytes | str], *rest: Any, **named: Any) -> str:
                file_name = named.get("file_name") or rest[2]
                files[str(file_name)] = data_callable()
                return super().add_deferred(data_callable, *rest, **named)

        monkeypatch.setattr("streamlit.testing.v1.app_test.MediaFileManager", Keeping)

    def read(self, path: str, **query: str) -> list[Seen]:
        """Return everything on a page of the app, opened by its link.

        Args:
            path: the page's file relative to the checkout.
            query: the link's parameters.
        """
        app = linked(APP, path, **query)
        self._files.clear()
        app.run()
        assert [problem.message for problem in app.exception] == []
        files = [seen for name, content in self._files.items() for seen in lines_of_file(name, content)]
        address = "&".join(f"{name}={value}" for name, value in dict(app.query_params).items())
        return [*(seen for element in app for seen in _element(element)), *files, Seen("address", (("", address),))]


def _element(element: Any) -> Iterator[Seen]:
    proto = getattr(element, "proto", None)
    if proto is None or element.type in ("root", "main", "sidebar", "event"):
        return
    if element.type == "html":
        yield from _table(proto.body) if 'class="jsna-table' in proto.body else _html(proto.body)
        return
    for text in _texts(MessageToDict(proto, preserving_proto_field_name=True)):
        yield from _text(element.type, text)


def _table(body: str) -> Iterator[Seen]:
    """Return the rows of a reading table, each cell with its heading."""
    shown = table_of(body).reset_index()
    alt = ElementTree.fromstring(body).attrib["aria-label"]  # noqa: S314 - our own HTML
    for row in shown.itertuples(index=False, name=None):
        yield Seen(f"table {alt}", tuple(zip(map(str, shown.columns), map(str, row), strict=True)))


class _Words(HTMLParser):
    """The words of HTML, piece by piece, and what its attributes say to those who hear a page."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if value and name in ("aria-label", "title", "alt")]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _html(body: str) -> Iterator[Seen]:
    """Return the words of a piece of HTML in one, and of ranked bars row by row."""
    for piece in re.split(r"(?<=</tr>)", body):
        words = _Words()
        words.feed(piece)
        if said := " | ".join(part.strip() for part in words.said if part.strip()):
            yield Seen("html", (("", said),))


def _text(kind: str, text: str) -> Iterator[Seen]:
    """Return a text; of a chart or a map, every text in it and its points or labels instead."""
    if not text.startswith("{"):
        yield Seen(kind, (("", text),))
        return
    content = json.loads(text)
    yield from (Seen(kind, (("", part),)) for part in _texts(content) if not _PAINTED.search(part))
    if kind == "plotly_chart":
        for trace in content.get("data", []):
            yield from _points(trace)
    if painted := _PAINTED.search(json.dumps(content)):
        yield from _labels(json.loads(json.loads(f'"{painted[1]}"')))


def _labels(content: list[Any]) -> Iterator[Seen]:
    """Return the line of words about each area of a map, its alternative text and its name."""
    drawn = dict(content)
    lines = unpacked(Packed(tuple(map(tuple, drawn["sentences"])), drawn["width"], drawn["digits"]))
    for code, line in zip(geometry.of(BOSTON, Level.WARD).codes, lines, strict=True):
        yield Seen("map label", (("area_code", code), ("", line)))
    yield Seen("map", (("", drawn["alt"]), ("", drawn["name"])))
    for _, words, baseline in drawn["key"]:
        yield Seen("map key", (("", words), ("", baseline)))


def _points(trace: dict[str, Any]) -> Iterator[Seen]:
    columns = {name: _values(value) for name, value in trace.items()}
    errors = trace.get("error_x") or trace.get("error_y") or {}
    columns |= {f"error {name}": _values(value) for name, value in errors.items()}
    listed = {name: values for name, values in columns.items() if values}
    named = tuple((name, str(trace[name])) for name in ("name", "hovertemplate") if name in trace)
    for at in range(max(map(len, listed.values()), default=0)):
        cells = tuple((name, str(values[at])) for name, values in listed.items() if at < len(values))
        yield Seen("point", named + cells)


def _values(value: Any) -> list[Any]:
    """Return a list, or an array as Plotly packs it."""
    if isinstance(value, dict) and "bdata" in value:
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"]).tolist()
    return value if isinstance(value, list) else []


def lines_of_file(name: str, content: bytes | str) -> Iterator[Seen]:
    """Return the lines of a file; of a table, with their headings."""
    text = content if isinstance(content, str) else content.decode("utf-8-sig", errors="replace")
    if not name.endswith(".csv"):
        yield from (Seen(f"file {name}", (("", line),)) for line in text.splitlines())
        return
    headings, *rows = csv.reader(io.StringIO(text))
    for row in rows:
        yield Seen(f"file {name}", tuple(zip(headings, row, strict=True)))


def _texts(content: Any, skip: tuple[str, ...] = ()) -> Iterator[str]:
    """Return every text and number of an element, however deep."""
    if isinstance(content, dict):
        for name, part in content.items():
            if name not in skip:
                yield from _texts(part)
    elif isinstance(content, list):
        for part in content:
            yield from _texts(part)
    else:
        yield str(content)
