"""Ten wards like it: the sums and words of five wards against a calculation of its own from the stored tables."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jsna.analysis.comparison import compare
from jsna.analysis.ten_alike import LIKE_NONE, RATES
from jsna.model.area import WARD_YEARS
from jsna.model.selection import Baseline, Subject

INDICATORS = Path(__file__).parents[2] / "data" / "indicators"
ENGLAND, ALDGATE = "E92000001", "E05009289"
#: The figures of ``data/alike.toml`` with their weights: four themes that count the same.
ALIKE = [
    ("age-three-bands", "65-and-over", 1 / 8), ("age-three-bands", "under-15", 1 / 8),
    ("tenure", "social-rented", 1 / 12), ("tenure", "private-rented", 1 / 12), ("accommodation-type", "flat", 1 / 12),
    ("imd-score", "score", 1 / 4), ("rural", "rural", 1 / 4),
]  # fmt: skip
#: Mablethorpe, Jaywick, a ward of London, one of Leeds, one of Cornwall: all in both lists of wards.
WARDS = ["E05009888", "E05011963", "E05009317", "E05011391", "E05013079"]


def stored(slug, group):
    (file,) = INDICATORS.rglob(f"{slug}.parquet")
    table = pd.read_parquet(file)
    rows = table[(table["group"] == group) & (table["period"] == table["period"].max())]
    return rows.set_index("area_code")[["numerator", "denominator", "value"]].astype(float)


@pytest.fixture(scope="module", params=WARD_YEARS)
def listed(request, catalogue):
    return catalogue.of_wards(request.param)


def ten_of(shown, ward):
    areas = shown.areas
    wards = areas.index[areas["level"] == "ward"]
    columns = []
    for slug, group, _ in ALIKE:
        rows = stored(slug, group).reindex(wards)
        columns.append((rows["numerator"] / rows["denominator"]).fillna(rows["value"]))
    figures = pd.concat(columns, axis=1).dropna()
    standard = (figures - figures.mean()) / figures.std(ddof=0)
    weights = [weight for _, _, weight in ALIKE]
    apart = np.sqrt(((standard - standard.loc[ward]) ** 2 * weights).sum(axis=1)).drop(ward)
    return apart.nsmallest(10).index


def test_the_ten_wards_counts_are_added_up(listed):
    figures = stored("disabled-people", "disabled")
    compared = compare(listed, Subject(ENGLAND, "disabled-people", "disabled", Baseline.ALIKE)).areas
    wards = [ward for ward in WARDS if ward in compared.index]
    assert len(wards) == 5

    for ward in wards:
        n, base = figures.loc[ten_of(listed, ward), ["numerator", "denominator"]].sum()
        own, rate = compared.loc[ward], n / base
        assert (own["baseline_numerator"], own["baseline_denominator"]) == (n, base)
        assert own["baseline"] == pytest.approx(rate, rel=1e-12)
        assert own["difference"] == pytest.approx(100 * (own["numerator"] / own["denominator"] - rate), rel=1e-9)
        assert own["extra"] == pytest.approx(own["numerator"] - own["denominator"] * rate, rel=1e-9)
        outside = not own["lower998"] <= rate <= own["upper998"]
        large = abs(own["difference"]) > 10 * min(rate, 1 - rate)
        different = outside and large and abs(own["extra"]) >= 10
        assert (own["verdict"] != "about the same") == different


def test_every_ward_has_ten_or_says_why(listed):
    compared = compare(listed, Subject(ENGLAND, "disabled-people", "disabled", Baseline.ALIKE)).areas

    lacking = compared[compared["baseline"].isna() & compared["value"].notna()]
    assert len(lacking) < 0.01 * len(compared)
    assert set(lacking["reason"]) <= {LIKE_NONE, "only 9 of the ten wards like it have a figure"}
    assert compared.at[ALDGATE, "baseline_name"] == "ten wards like it"


def test_scores_are_not_added_up(listed):
    compared = compare(listed, Subject(ENGLAND, "imd-score", "score", Baseline.ALIKE)).areas

    assert set(compared.loc[compared["value"].notna(), "reason"]) == {RATES}
    assert compared["difference"].isna().all()
    assert compared["baseline_numerator"].isna().all()
