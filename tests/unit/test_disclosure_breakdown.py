"""Replies by area and group, protected together with the totals that stand beside them."""

import math

import numpy as np
import pandas as pd
import pytest

from jsna.disclosure.audit import audit
from jsna.disclosure.breakdown import protect_breakdown
from jsna.disclosure.facts import facts_shown
from jsna.disclosure.policy import PUBLISHED, SERVICE, SURVEY
from jsna.disclosure.protected import protect
from jsna.errors import CatalogueError
from jsna.model.observations import COUNTS
from tests import making

PLACE = "E07000137"


def collection(replies, happy, **others):
    """Observations of areas × groups with the place's and everyone's totals, as a survey would publish them."""
    rows = []
    for name, (base, counted) in {"race": (replies, happy), **others}.items():
        for area, (line, yes) in enumerate(zip(base, counted, strict=True)):
            rows += [(f"ward {area:02}", name, f"group {group}", yes[group], line[group]) for group in range(len(line))]
        rows += [
            (PLACE, name, f"group {group}", int(np.sum(counted, axis=0)[group]), int(np.sum(base, axis=0)[group]))
            for group in range(len(base[0]))
        ]
    rows += [
        (f"ward {area:02}", "everyone", "all", int(np.sum(yes)), int(np.sum(line)))
        for area, (line, yes) in enumerate(zip(replies, happy, strict=True))
    ]
    rows.append((PLACE, "everyone", "all", int(np.sum(happy)), int(np.sum(replies))))
    return making.observations(rows, ("area_code", "characteristic", "group", *COUNTS), period="2025")


def attacked(observations, protected):
    """What the attacker learns of how many replied and what they answered, where a figure alone may not be shown."""
    facts = facts_shown(protected, SURVEY)
    areas, inside = sorted(set(observations["area_code"])), sorted(set(observations["area_code"]) - {PLACE})
    for name in ("numerator", "denominator"):
        for characteristic, rows in observations[observations["characteristic"] != "everyone"].groupby(
            "characteristic"
        ):
            groups = sorted(set(rows["group"]))
            for area in areas:
                cells = [(area, "2025", characteristic, group, name) for group in groups]
                facts.sums((area, "2025", "everyone", "all", name), cells)
            for group in groups:
                cells = [(area, "2025", characteristic, group, name) for area in inside]
                facts.sums((PLACE, "2025", characteristic, group, name), cells)
    for key in observations[["area_code", "period", "characteristic", "group"]].itertuples(index=False, name=None):
        facts.between({(*key, "denominator"): 1.0, (*key, "numerator"): -1.0}, 0, math.inf)
    alone = observations[protect(observations, SURVEY)["note"] == "c"]
    keys = alone[["area_code", "period", "characteristic", "group"]].itertuples(index=False, name=None)
    return audit(facts, [(*key, name) for key in keys for name in ("numerator", "denominator")], (0, 5))


def shown(protected, characteristic="race"):
    rows = protected[(protected["characteristic"] == characteristic) & protected["denominator"].notna()]
    return set(rows["area_code"].str.cat(rows["group"], sep=" / "))


WARDS = [[4, 60, 30], [50, 40, 35], [45, 33, 60]]
HAPPY = [[4, 20, 15], [20, 20, 10], [30, 11, 40]]


def test_one_small_group_takes_cover_among_others():
    observations = collection(WARDS, HAPPY)
    protected = protect_breakdown(observations, SURVEY, PLACE)
    assert attacked(observations, protected).safe
    assert "ward 00 / group 0" not in shown(protected)
    assert len(shown(protected)) > len(WARDS) ** 2 // 2
    assert len(shown(protected, "everyone")) == 4


def test_judging_each_figure_alone_gives_the_small_group_away():
    observations = collection(WARDS, HAPPY)
    report = attacked(observations, protect_breakdown(observations, SURVEY, PLACE, secondary=False))
    assert report.ranges[("ward 00", "2025", "race", "group 0", "numerator")] == (4, 4)
    assert not report.safe


def test_a_ward_with_few_replies_takes_another_with_it():
    observations = collection([*WARDS, [1, 2, 3]], [*HAPPY, [1, 1, 1]])
    protected = protect_breakdown(observations, SURVEY, PLACE)
    assert attacked(observations, protected).safe
    assert "ward 03 / all" not in shown(protected, "everyone")
    assert len(shown(protected, "everyone")) == 3


def test_characteristics_share_the_totals_of_areas():
    ages = ([[40, 54], [60, 65], [70, 68], [5, 1]], [[20, 19], [25, 25], [40, 41], [2, 1]])
    observations = collection([*WARDS, [1, 2, 3]], [*HAPPY, [1, 1, 1]], age=ages)
    protected = protect_breakdown(observations, SURVEY, PLACE)
    assert attacked(observations, protected).safe
    assert not {f"ward 03 / group {group}" for group in range(2)} & shown(protected, "age")


def test_one_reply_100_percent_happy_withholds_the_whole_breakdown():
    observations = collection([[1, 118]], [[1, 74]])
    protected = protect_breakdown(observations, SURVEY, PLACE)
    assert shown(protected) == set()
    assert protected.loc[protected["characteristic"] == "everyone", "numerator"].tolist() == [75, 75]


def test_a_small_group_of_one_mind_is_withheld_with_its_cover():
    observations = collection([[20, 60, 30], [50, 40, 35], [45, 33, 60]], [[20, 20, 15], *HAPPY[1:]])
    protected = protect_breakdown(observations, SURVEY, PLACE)
    assert attacked(observations, protected).safe
    assert "ward 00 / group 0" not in shown(protected)


@pytest.mark.parametrize("seed", range(12))
def test_the_attacker_learns_nothing_of_any_random_survey(seed):
    generator = np.random.default_rng(seed)
    base = generator.poisson(np.outer(generator.gamma(2, 12, 8), generator.gamma(1, 1, 4)))
    counted = generator.binomial(base, 0.6)
    observations = collection(base.tolist(), counted.tolist())
    assert attacked(observations, protect_breakdown(observations, SURVEY, PLACE)).safe


def test_the_order_of_rows_does_not_matter_and_what_is_shown_is_true():
    observations = collection(WARDS, HAPPY)
    protected = protect_breakdown(observations, SURVEY, PLACE)
    mixed = observations.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(protect_breakdown(mixed, SURVEY, PLACE), protected.loc[mixed.index])
    is_shown = protected["note"] != "c"
    assert (protected.loc[is_shown, "numerator"] == observations.loc[is_shown, "numerator"]).all()


def test_published_and_rounded_figures_are_judged_one_by_one():
    observations = collection(WARDS, HAPPY)
    for rule in (PUBLISHED, SERVICE):
        pd.testing.assert_frame_equal(protect_breakdown(observations, rule, PLACE), protect(observations, rule))


def test_an_area_that_lacks_a_group_is_named():
    observations = collection(WARDS, HAPPY)
    with pytest.raises(CatalogueError, match="ward 00: every area needs every group"):
        protect_breakdown(observations.drop(index=0), SURVEY, PLACE)
