"""Which indicator, and which group of it, stands for each topic on an overview of one area."""

from __future__ import annotations

from jsna.catalogue.availability import indicators_of
from jsna.catalogue.read import Catalogue
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.overview import OverviewLine


def overview(catalogue: Catalogue) -> tuple[OverviewLine, ...]:
    """Return one line for each topic that the reader may see, in an order that says nothing of any area.

    The nine characteristics come in the order of the Act, then what is about everyone; within one, indicators come in
    the order of ``characteristics.toml`` and topics in that of the indicator's file. A characteristic without figures
    has no line.
    """
    return tuple(
        OverviewLine(each.topic, indicator, each.group, each.make_up)
        for characteristic in (*NINE, Characteristic.EVERYONE)
        for indicator in indicators_of(catalogue, characteristic)
        for each in indicator.overview
    )
