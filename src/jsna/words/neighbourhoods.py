"""How far a figure ranges among a ward's neighbourhoods, in words."""

from __future__ import annotations

from jsna.model.indicator import Indicator
from jsna.model.neighbourhoods import Among
from jsna.words.numbers import share


def ends(found: Among, indicator: Indicator) -> str:
    """Return ``21.3% to 44.0% in 6 neighbourhoods``."""
    low, high = (share(n, of, indicator) for n, of in (found.lowest, found.highest))
    return f"{low} to {high} in {found.neighbourhoods} neighbourhoods"


def sentence(label: str, found: Among, indicator: Indicator) -> str:
    """Return ``Disabled: from 21.3% to 44.0% among its 6 neighbourhoods.``

    Args:
        label: of the group.
        found: how far it ranges.
        indicator: what the figures are.
    """
    low, high = (share(n, of, indicator) for n, of in (found.lowest, found.highest))
    return f"{label}: from {low} to {high} among its {found.neighbourhoods} neighbourhoods."
