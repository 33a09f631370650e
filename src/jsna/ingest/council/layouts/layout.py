"""What a known layout says of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from jsna.ingest.council.columns.mapping import Use


@dataclass(frozen=True, eq=False)
class Layout:
    """One table in a known layout.

    Attributes:
        name: of the layout, as a reader knows it: ``Nomis, bulk download``.
        table: the table as it is to be read. Headings and cells may be plainer, columns may have been added, and rows
            and columns that hold no figure of an area may be missing; the index ``row`` is that of the file.
        area: heading of the column with each row's area, where the layout says it.
        uses: what columns are, by heading of ``table``; the analyst's words come first.
        only: labels of the rows that are read, by heading; the analyst's words come first.
        headings: heading of ``table`` by the heading that the file has, where they differ.
        said: what was done, as sentences.
    """

    name: str
    table: pd.DataFrame = field(repr=False)
    area: str = ""
    uses: Mapping[str, Use] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
