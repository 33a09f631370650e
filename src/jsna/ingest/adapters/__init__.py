"""One small module a source; a recipe names its adapter by the key it has here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from jsna.ingest.adapters.census import census
from jsna.ingest.inputs import Inputs
from jsna.model.indicator import Indicator, Recipe

#: Figures of one indicator: area_code, period, group, and numerator and denominator, or value.
Adapter = Callable[[Inputs, Indicator, Recipe], pd.DataFrame]

ADAPTERS: Mapping[str, Adapter] = {
    "census": census,
}
