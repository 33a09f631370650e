"""Clusters over the committed figures: counting the others gives the mirror image, and size does not make a pattern."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from jsna.areas.places import areas_within
from jsna.catalogue.read import Catalogue
from jsna.geo.neighbours import neighbourhood
from jsna.model.area import ENGLAND, Level
from jsna.model.clusters import Cluster
from jsna.stats.spatial import local_clusters, standardised_shares

#: A district in so many, another one for each group.
EVERY = 23
MIRRORED = {Cluster.HIGH: Cluster.LOW, Cluster.HIGH_AMONG_LOW: Cluster.LOW_AMONG_HIGH}
MIRRORED |= {there: here for here, there in MIRRORED.items()}


def shares_by_district(catalogue: Catalogue) -> Iterator[pd.DataFrame]:
    """The wards of some districts for every group of every share; columns ``numerator`` and ``denominator``."""
    wards = areas_within(catalogue.areas, ENGLAND, Level.WARD)
    districts = [rows.index for _, rows in wards.groupby("district")]
    shares = [item for item in catalogue.indicators.values() if item.is_share and item.lowest_level is Level.WARD]
    groups = [(item.slug, group) for item in shares for group in item.groups]
    for number, (slug, group) in enumerate(groups):
        figures = catalogue.figures(slug).latest(group)
        for codes in districts[number % EVERY :: EVERY]:
            rows = figures.reindex(codes)[["numerator", "denominator"]].dropna()
            if (rows["numerator"] / rows["denominator"]).nunique() > 2:
                yield rows


def test_counting_the_others_gives_the_mirror_image_and_a_standardised_share_follows_the_share(
    catalogue: Catalogue,
) -> None:
    compared = 0
    for rows in shares_by_district(catalogue):
        of = rows["denominator"]
        here, others = (standardised_shares(count, of) for count in (rows["numerator"], of - rows["numerator"]))
        assert np.abs(here + others).max() < 1e-9
        assert np.corrcoef(here, rows["numerator"] / of)[0, 1] > 0.9
        compared += 1
    assert compared > 1_000


def test_women_in_south_derbyshire_have_no_ward_far_out(catalogue: Catalogue) -> None:
    district = catalogue.areas.index[catalogue.areas["name"] == "South Derbyshire"][0]
    women = of_wards(catalogue, district, "sex", "female")
    assert np.abs(standardised_shares(women["numerator"], women["denominator"])).max() < 2.5


def test_clusters_of_the_others_are_the_same_with_high_and_low_exchanged(catalogue: Catalogue) -> None:
    disabled = of_wards(catalogue, "E10000019", "disabled-people", "disabled")
    of = disabled["denominator"]
    pairs = neighbourhood(catalogue.data / "boundaries", Level.WARD, catalogue.year).pairs
    counts = (disabled["numerator"], of - disabled["numerator"])
    found, others = (local_clusters(standardised_shares(count, of), pairs)["cluster"] for count in counts)
    assert {Cluster.HIGH, Cluster.LOW} <= set(found)
    assert [MIRRORED.get(Cluster(kind), Cluster(kind)) for kind in found] == list(others)


def of_wards(catalogue: Catalogue, place: str, slug: str, group: str) -> pd.DataFrame:
    """The figures of the wards of a place."""
    wards = areas_within(catalogue.areas, place, Level.WARD).index
    return catalogue.figures(slug).latest(group).reindex(wards)
