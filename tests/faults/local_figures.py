"""A survey and a service's records of one district, made up, in a data folder of their own: what the app could read.

The raw counts stay here. What is stored is protected as an analyst's files are, or, for the tests that must fail, not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from click.testing import CliRunner

from jsna.areas.lookups import read_areas
from jsna.catalogue import read
from jsna.cli import main
from jsna.ingest.protection import protected
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, KEY
from tests import making

ROOT = Path(__file__).resolve().parents[2]
BOSTON, ENGLAND = "E07000136", "E92000001"
WARDS = [f"E050096{number}" for number in range(21, 36)]
#: Where one person replied, and was happy.
FENSIDE = "E05009622"
SURVEY_GROUPS, SERVICE_GROUPS = ("black", "asian", "white"), ("deaf", "blind")
PERIODS = ("2024", "2025")
#: What the pages cannot do without: the smallest of the committed files, whatever else is in the folder.
COMMITTED = (
    "areas.parquet", "characteristics.toml", "place.toml", "events.toml", "quoted.toml", "uses.toml",
    "boundaries", "codes", "lookups", "questions", "indicators/disability",
    "indicators/population/population-mid-2020.*",
)  # fmt: skip

#: What both sources say of themselves.
USUAL = {
    "reference_date": "2025-10-01",
    "half_life_years": 3,
    "source": {
        "publisher": "A council", "url": "https://www.example.org/", "published": "2025-11-01",
        "retrieved": "2025-11-02", "method": "Counted by hand for a test", "quality": "as published",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One local indicator.

    Attributes:
        described: what the indicator is.
        raw: counts as they were collected; columns as ``jsna.model.observations.COLUMNS``.
    """

    described: Indicator
    raw: pd.DataFrame

    @property
    def slug(self) -> str:
        """The file's name."""
        return self.described.slug

    @property
    def rule(self) -> str:
        """Who counted."""
        return self.described.disclosure.rule

    @property
    def labels(self) -> dict[str, str]:
        """Group code → the group's name on the pages."""
        return {code: group.label for code, group in self.described.groups.items()}

    @property
    def title(self) -> str:
        """The indicator's title."""
        return self.described.title

    @cached_property
    def protected(self) -> pd.DataFrame:
        """The figures as an analyst would store them."""
        return protected(self.described, self.raw, read_areas(ROOT / "data"))

    @cached_property
    def hidden(self) -> pd.DataFrame:
        """The raw rows that are withheld in what is stored."""
        return self.raw[(self.protected["note"] == "c").to_numpy()]


def survey(seed: int = 4) -> Source:
    """Return replies by ward and ethnic group: who is happy with end-of-life care."""
    labels = {"all": "Everyone who replied", "black": "Black", "asian": "Asian", "white": "White"}
    described = making.indicator(
        **USUAL,
        slug="happy-with-care",
        topic="listening",
        title="Happy with care",
        summary="How many of those who replied are happy with care at the end of life.",
        characteristic="race",
        base="people who replied",
        groups={code: {"label": label, "says": "are happy"} for code, label in labels.items()},
        disclosure={"rule": "survey"},
    )
    rows = [row for period in PERIODS for row in _replies(period, seed + int(period))]
    return Source(described, _observed(rows))


def _replies(period: str, seed: int) -> list[tuple[object, ...]]:
    generator = np.random.default_rng(seed)
    base = generator.poisson(np.outer(generator.gamma(6, 1, len(WARDS)), (4, 6, 14)))
    # One ward's replies are enough for a decimal; one ward's are the story of one respondent.
    base[7] = 34, 41, 1_250
    base[WARDS.index(FENSIDE)] = (1, 47, 88)
    happy = generator.binomial(base, (0.5, 0.6, 0.7))
    happy[WARDS.index(FENSIDE), 0] = 1
    cells = [(WARDS[at], "race", group, *pair) for at, group, pair in _pairs(happy, base, SURVEY_GROUPS)]
    totals = _pairs(happy.sum(0)[None], base.sum(0)[None], SURVEY_GROUPS)
    cells += [(BOSTON, "race", group, *pair) for _, group, pair in totals]
    everyone = zip(WARDS, happy.sum(1), base.sum(1), strict=True)
    cells += [(code, "everyone", "all", yes, of) for code, yes, of in everyone]
    cells += [(BOSTON, "everyone", "all", happy.sum(), base.sum())]
    return [(area, period, name, group, yes, of) for area, name, group, yes, of in cells]


def service(seed: int = 1) -> Source:
    """Return a service's records by ward and disability, with the district and England: who was seen in time."""
    labels = {"deaf": "Deaf people", "blind": "Blind people"}
    described = making.indicator(
        **USUAL,
        slug="seen-in-time",
        topic="services",
        title="Seen in time",
        summary="How many of those referred to the service were seen within eighteen weeks.",
        characteristic="disability",
        base="people referred",
        groups={code: {"label": label, "says": "were seen in time"} for code, label in labels.items()},
        disclosure={"rule": "service"},
    )
    rows = [row for period in PERIODS for row in _records(period, seed + int(period))]
    return Source(described, _observed(rows))


def _records(period: str, seed: int) -> list[tuple[object, ...]]:
    generator = np.random.default_rng(seed)
    referred = generator.poisson(np.outer(generator.gamma(2, 1, len(WARDS)), (12, 40)))
    seen = generator.binomial(referred, (0.3, 0.4))
    cells = [(WARDS[at], group, *pair) for at, group, pair in _pairs(seen, referred, SERVICE_GROUPS)]
    for code, more in ((BOSTON, 0), (ENGLAND, 40_000)):
        totals = ((seen.sum(0) + more)[None], (referred.sum(0) + 3 * more)[None])
        cells += [(code, group, *pair) for _, group, pair in _pairs(*totals, SERVICE_GROUPS)]
    return [(area, period, "disability", group, yes, of) for area, group, yes, of in cells]


def _pairs(yes: np.ndarray, of: np.ndarray, groups: tuple[str, ...]) -> list[tuple[int, str, tuple[int, int]]]:
    return [
        (at, group, (int(yes[at, column]), int(of[at, column])))
        for at in range(len(yes))
        for column, group in enumerate(groups)
    ]


def _observed(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return making.observations(rows, (*KEY, *COUNTS), note="").astype(dict.fromkeys(COUNTS, "float64"))


def folder(root: Path, *sources: tuple[Source, pd.DataFrame], rule: str | None = None) -> Path:
    """Return a data folder with the committed files that pages need, and local indicators.

    Args:
        root: an empty folder.
        sources: each source with the figures to store for it.
        rule: what the indicators' ``[disclosure]`` says; without it, each source's own.
    """
    making.copied(root, *COMMITTED)
    for source, figures in sources:
        changes = {} if rule is None else {"disclosure": source.described.disclosure.model_copy(update={"rule": rule})}
        making.write(root, source.described.model_copy(update=changes), figures)
    return root


def by_upload(data: Path, name: str, rows: str, *more: str, rule: str = "survey") -> pd.DataFrame:
    """Store counts by the command; return what a reader of the data folder has of them, by area and group."""
    source = data.parent / f"{name}.csv"
    source.write_text(rows, "utf-8")
    answers = {
        "--title": name, "--summary": "How many of those who replied are happy here.", "--topic": "local",
        "--unit": "people", "--publisher": "A council", "--url": "https://www.example.gov.uk/",
        "--reference-date": "2026-06-30", "--rule": rule, "--from": str(source), "--data": str(data),
    }  # fmt: skip
    given = [part for pair in answers.items() for part in pair]
    ended = CliRunner().invoke(main, ["new-indicator", *given, *more])
    assert ended.exit_code == 0, ended.output
    slug = name.lower().replace(" ", "-")
    return read.open_catalogue(data).observations(slug).set_index(["area_code", "group"]).sort_index()
