"""Small things that tests are made of."""

from __future__ import annotations

from typing import Any

from jsna.model.indicator import Indicator


def an_indicator(**changes: Any) -> Indicator:
    """An indicator as a TOML would describe it; anything can be changed."""
    usual = {
        "slug": "disabled-people",
        "topic": "disability",
        "title": "Disabled people",
        "summary": "How many people are disabled, by the census's reading of the Equality Act.",
        "characteristic": "disability",
        "measure": "proportion",
        "unit": "people",
        "base": "all usual residents",
        "lowest_level": "ward",
        "reference_date": "2021-03-21",
        "half_life_years": 8,
        "groups": {"disabled": {"label": "Disabled", "says": "are disabled"}},
        "source": {
            "publisher": "Office for National Statistics",
            "table": "Census 2021, TS038: Disability",
            "url": "https://www.ons.gov.uk/",
            "licence": "Open Government Licence v3.0",
            "published": "2023-01-19",
            "retrieved": "2026-11-24",
            "method": "Sum of output areas",
            "quality": "summed",
        },
    }
    return Indicator.model_validate({**usual, **changes})
