"""A data folder of three wards, written literally, for the tests of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

PLACE = """
name = "Testshire"
area = "E07000001"
ward = "E05000001"
indicator = "carers"
[bodies]
council = "Testshire Council"
board = "Testshire Health and Wellbeing Board"
"""

CHARACTERISTIC = """
[{name}]
title = "{name}"
summary = "What the figures can and cannot say, in a plain sentence."
{rest}
"""

CARERS = """
title = "Carers"
summary = "How many people who answered look after someone."
characteristic = "everyone"
measure = "proportion"
unit = "people"
base = "everyone who answered"
lowest_level = "ward"
reference_date = 2026-05-01
half_life_years = 3

[groups.carers]
label = "Carers"
says = "look after someone"

[source]
publisher = "Testshire Council"
table = "Carers' survey 2026"
url = "https://www.example.org/carers"
licence = "Open Government Licence v3.0"
published = 2026-06-01
retrieved = 2026-06-01
method = "Counts of answers by ward"
quality = "summed"

[expect]
fatal = [0.0, 1.0]
"""

FIGURES = """area_code,period,characteristic,group,numerator,denominator,value,lower,upper,note
E05000001,2026,everyone,carers,30,100,,,,
E05000002,2026,everyone,carers,12,60,,,,
E05000003,2026,everyone,carers,,,,,,x
E07000001,2026,everyone,carers,42,160,,,,
"""

LEVELS = ["ward", "district", "county", "region", "england"]


def areas() -> pd.DataFrame:
    """Three wards of one district of one region."""
    rows = [
        ("E05000001", "North", "ward", 2022, 2025, "E07000001", None, "E12000001"),
        ("E05000002", "South", "ward", 2022, 2025, "E07000001", None, "E12000001"),
        ("E05000003", "Tiny", "ward", 2022, 2025, "E07000001", None, "E12000001"),
        ("E07000001", "Testshire", "district", 2023, 2025, "E07000001", None, "E12000001"),
        ("E12000001", "The Region", "region", 2022, 2025, None, None, "E12000001"),
        ("E92000001", "England", "england", 2022, 2025, None, None, None),
    ]
    return pd.DataFrame(rows, columns=["code", "name", "level", "vintage", "until", "district", "county", "region"])


def characteristics(names: list[str]) -> str:
    """A file in which nothing is known of any characteristic but everyone."""
    gaps = "".join(
        f'[[{{name}}.gaps]]\nlevel = "{level}"\nreason = "Nobody publishes it at this level."\n' for level in LEVELS
    )
    unknown = "".join(CHARACTERISTIC.format(name=name, rest=gaps.format(name=name)) for name in names)
    return unknown + CHARACTERISTIC.format(name="everyone", rest='indicators = ["carers"]\nlowest_level = "ward"')


def folder(root: Path, figures: str | bytes = FIGURES, indicator: str = CARERS) -> Path:
    """Return a data folder with one analyst's indicator of its own."""
    from jsna.model.characteristic import NINE  # noqa: PLC0415

    topic = root / "indicators" / "health"
    topic.mkdir(parents=True)
    areas().to_parquet(root / "areas.parquet", index=False)
    (root / "place.toml").write_text(PLACE, encoding="utf-8")
    (root / "characteristics.toml").write_text(characteristics([member.value for member in NINE]), encoding="utf-8")
    (topic / "carers.toml").write_text(indicator, encoding="utf-8")
    (topic / "carers.csv").write_bytes(figures if isinstance(figures, bytes) else figures.encode())
    return root
