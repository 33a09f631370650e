"""What is published for the MSOAs that a ward touches, as a table of words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.msoa import MsoaTable, Touched
from jsna.words.msoas import lives_there, people


def msoas_table(about: MsoaTable, areas: Sequence[Touched]) -> pd.DataFrame:
    """Return a row for each area: ``MSOA``, ``Residents it shares with the ward``, and a column for each group."""
    return pd.DataFrame(
        [
            {"MSOA": area.code, "Residents it shares with the ward": lives_there(area)}
            | {label: people(area, group) for group, label in about.groups.items()}
            for area in areas
        ]
    )
