"""One small module per source; a recipe names its adapter by its key here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from jsna.ingest.official.adapters.census_districts import census_district
from jsna.ingest.official.adapters.census_small_areas import census_small_areas, population_totals
from jsna.ingest.official.adapters.census_tables import census
from jsna.ingest.official.adapters.census_wards import census_ward
from jsna.ingest.official.adapters.deprivation import imd, imd_households, imd_people
from jsna.ingest.official.adapters.fingertips import fingertips
from jsna.ingest.official.adapters.fingertips_export import fingertips_export
from jsna.ingest.official.adapters.population import population
from jsna.ingest.official.adapters.rural_urban import rural_urban
from jsna.ingest.official.adapters.wellbeing import wellbeing
from jsna.ingest.official.inputs import Inputs
from jsna.model.indicator import Indicator, Recipe

#: Figures of one indicator: area_code, period, group, and numerator and denominator, or value.
Adapter = Callable[[Inputs, Indicator, Recipe], pd.DataFrame]

ADAPTERS: Mapping[str, Adapter] = {
    "census": census,
    "census-district": census_district,
    "census-small-areas": census_small_areas,
    "census-ward": census_ward,
    "fingertips": fingertips,
    "fingertips-export": fingertips_export,
    "imd": imd,
    "imd-households": imd_households,
    "imd-people": imd_people,
    "population": population,
    "population-totals": population_totals,
    "rural-urban": rural_urban,
    "wellbeing": wellbeing,
}
