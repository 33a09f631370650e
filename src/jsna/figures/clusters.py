"""From the clusters of a place to what its map draws."""

from __future__ import annotations

import pandas as pd

from jsna.figures.labels import labels
from jsna.model.clusters import Cluster, Pattern
from jsna.model.comparison import Rare, Verdict
from jsna.model.observations import Note
from jsna.model.shading import NO_DATA, TOO_FEW, WITHHELD, KeyLine, Shading

#: Orange is high and blue is low, as elsewhere; the ends of the ramp are clusters, the pale steps are outliers.
_CLASSES = {
    Cluster.HIGH: "4",
    Cluster.HIGH_AMONG_LOW: "3",
    Cluster.NONE: "2",
    Cluster.LOW_AMONG_HIGH: "1",
    Cluster.LOW: "0",
    Cluster.NO_NEIGHBOURS: TOO_FEW,
    Cluster.NO_FIGURE: NO_DATA,
}
_ALWAYS = (Cluster.LOW, Cluster.NONE, Cluster.HIGH)
_ORDER = (Cluster.LOW, Cluster.LOW_AMONG_HIGH, Cluster.NONE, Cluster.HIGH_AMONG_LOW, Cluster.HIGH)
_STATES = (Cluster.NO_NEIGHBOURS, Cluster.NO_FIGURE)


def shade_clusters(pattern: Pattern) -> Shading:
    """Return the class and the line of text of every area: its own figure, then its part in the pattern."""
    found, areas = pattern.areas["cluster"], pattern.comparison.areas
    withheld = areas["note"] == Note.CONFIDENTIAL.value
    classes = found.map({kind.value: code for kind, code in _CLASSES.items()}).where(~withheld, WITHHELD)
    texts = labels(pattern.comparison) + ", " + found
    return Shading(
        palette="diverging",
        classes=classes.astype("str"),
        labels=texts.where(areas["value"].notna(), areas["reason"]),
        key=_key(found[~withheld], withheld=bool(withheld.any())),
        rare=pd.Series(Rare.NO.value, index=areas.index),
    )


def _key(found: pd.Series[str], *, withheld: bool) -> tuple[KeyLine, ...]:
    occur = set(found)
    kinds = [kind for kind in (*_ORDER, *_STATES) if kind in _ALWAYS or kind.value in occur]
    last = [KeyLine(WITHHELD, Verdict.HIDDEN.value)] if withheld else []
    return tuple([KeyLine(_CLASSES[kind], kind.value) for kind in kinds] + last)
