"""What a known layout says of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from jsna.ingest.council.mapping import Use


@dataclass(frozen=True, eq=False)
class Layout:
    """One table in a known layout.

    Attributes:
        name: of the layout, as a reader knows it: ``Nomis, bulk download``.
        table: the table as it is to be read: same rows; headings may be plainer, and columns may have been added.
        uses: what columns are, by heading of ``table``; the analyst's words come first.
        only: labels of the rows that are read, by heading; the analyst's words come first.
        said: what was done, as sentences.
    """

    name: str
    table: pd.DataFrame = field(repr=False)
    uses: Mapping[str, Use] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
