"""Nowcasts as a table, what was counted first; there is no chart and no colour of what is modelled."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.nowcast import Nowcast
from jsna.words.nowcast import between, rests_on
from jsna.words.numbers import count, percent
from jsna.words.provenance import spoken_date


def nowcast_table(found: Sequence[Nowcast]) -> pd.DataFrame:
    """Return nowcasts as words: counted with its date, modelled with its date and interval, and what it rests on."""
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
