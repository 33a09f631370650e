"""Nowcasts as a table, counted figures first; modelled figures are never charted or coloured."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.nowcast import Nowcast
from jsna.words.nowcast import between, rests_on
from jsna.words.numbers import count, percent
from jsna.words.provenance import spoken_date


def nowcast_table(found: Sequence[Nowcast]) -> pd.DataFrame:
    """Return nowcasts as text: counted with its date, modelled with its date and interval, and what it is based on."""
    return pd.DataFrame(
        {
            "Group": f"{own.indicator.title}: {own.group.label}",
            "Counted": f"{count(own.counted.numerator)} of {count(own.counted.denominator)} "
            f"({percent(own.counted.value)}), {spoken_date(own.counted.day)}",
            "Modelled": f"about {count(own.fitted.numerator)} of {count(own.fitted.denominator)} "
            f"({percent(own.fitted.value)}), {spoken_date(own.fitted.day)}",
            "Between (95%)": between(own.fitted),
            "Rests on": rests_on(own),
        }
        for own in found
    )
