"""A nowcast in words: always labelled as modelled, always next to the counted figure."""

from __future__ import annotations

from jsna.model.nowcast import Estimate, Nowcast
from jsna.words.numbers import count, listed, percent

WHAT = (
    "A nowcast starts with what the census says about who lives where. It fits this to newer totals. It is **modelled "
    "and experimental**: nobody counted these people. Never decide on it alone. We never colour, rank or map it."
)
NOT_CARRIED = (
    "Figures are carried forward for wards only: a ward is fitted to the newer totals of its district. Choose a ward "
    "to see them."
)
FORMULA = (
    "Structure-preserving estimation: the table nearest to the census table that has the newer totals, by iterative "
    "proportional fitting (Deming and Stephan 1940, Annals of Mathematical Statistics 11: 427–444; Purcell and Kish "
    "1980, International Statistical Review 48: 3–18). Where rates by age are known, each ward's census rates by age "
    "are applied to its newer ages. Interval: 1.96 √(s² + (g t)²). Here s is natural variation, t the years since the "
    "census, and g the larger of 1.4% of the share and 0.065 points a year: a judgement of ours, "
    "from ages of wards and ethnic groups of districts between two censuses."
)


def rests_on(own: Nowcast) -> str:
    """Return what a nowcast was fitted to, and what it assumes."""
    ways = ["the ward's newer ages, as if the rate at each age had not changed"] * own.by_age
    ways += ["the district's newer total of the group"] * own.to_group_total
    ways += ["the ward's newer number of people, as if the share had not changed"] * (not ways)
    filled = f" {count(own.zeros_filled)} empty cells had a half put in." if own.zeros_filled else ""
    return f"Fitted to {listed(ways)} ({listed([item.source.table for item in own.margins])}).{filled}"


def between(estimate: Estimate) -> str:
    """Return the limits of an estimate: ``31.0% to 38.2%``."""
    return f"{percent(estimate.lower)} to {percent(estimate.upper)}"
