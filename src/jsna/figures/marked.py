"""Lists of places as marks on a map, each list in a shape of its own, and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.figures.painting import Layer, Point
from jsna.model.marked import Marked, MarkedList


def layer(listed: MarkedList) -> Layer:
    """Return the marks of a list; what has no point has no mark. Each says its name and what it is."""
    points = tuple(
        Point(item.latitude, item.longitude, _said(item, listed))
        for item in listed.items
        if item.latitude is not None and item.longitude is not None
    )
    return Layer(listed.form, listed.title, points)


def table(items: Sequence[tuple[MarkedList, Marked]], names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row for each item.

    Args:
        items: each with its list.
        names: of areas by code.
    """
    rows = [
        {
            "Name": item.name,
            "What": f"{listed.one}: {item.kind}" if item.kind else listed.one,
            "Where": item.where or "Not said",
            "Ward": ", ".join(names.get(code, code) for code in item.wards) or "Not known",
            "More": item.more or "–",
        }
        for listed, item in items
    ]
    return pd.DataFrame(rows)


def _said(item: Marked, listed: MarkedList) -> str:
    return f"{item.name} ({item.kind or listed.one})"
