"""Works out who has not been heard. Whoever has no role sees one finished year, protected like any other counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.analysis.counterpart import Counterpart, Grouped, counterpart, joined
from jsna.analysis.finished_years import finished_years, shown_year
from jsna.analysis.latest import latest
from jsna.analysis.plan import codes_of
from jsna.areas.places import areas_within
from jsna.catalogue.kept import kept
from jsna.catalogue.kept_codes import is_cut, shown_code
from jsna.catalogue.read import Catalogue
from jsna.disclosure.policy import SURVEY
from jsna.disclosure.table import NONE, Table
from jsna.disclosure.withhold import shown_everyone, shown_groups
from jsna.errors import NotAvailable
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import Characteristic
from jsna.model.heard import Heard
from jsna.model.register.person import Person, Right, Role
from jsna.register.reached import Reached
from jsna.register.register import Register
from jsna.stats.proportions import wilson_interval
from jsna.stats.representation import representation
from jsna.words.heard import NONE_RECORDED

#: Reads the counts that are then protected.
_COUNTING = Person("the register's own counting", frozenset({Role.CONTRIBUTOR}))
GROUP_COLUMNS = ("label", "asks", "respondents", "population", "expected", "ratio", "lower", "upper", "state")


def heard(
    catalogue: Catalogue,
    register: Register,
    person: Person,
    place: str,
    groups: Grouped,
    group: str = "",
    year: int | None = None,
) -> Heard:
    """Return whom the conversations of a place reached, compared with who lives there.

    Args:
        catalogue: the open data.
        register: the open register.
        person: who reads. With a role, nothing is withheld. Without one, one finished calendar year is counted: what
            was held and recorded in it, protected as survey replies are. So years never overlap, and nothing can be
            worked out from how they change.
        place: code of the place.
        groups: the groups that people may be counted by.
        group: code of the group that is counted by ward; empty for everybody.
        year: which year is counted; None for everything recorded, or without a role for the last that can be shown.
            One that cannot is never counted for the public.

    Raises:
        NotAvailable: without a role, if a part of each year is lost.
    """
    open_counts = person.may(Right.READ_ALL)
    codes = None if place == ENGLAND else codes_of(catalogue, place)
    if not open_counts:
        year = shown_year(register, years(catalogue, register, place), year)
    found = register.reached(person if open_counts else _COUNTING, codes, groups.characteristic, year)
    table, why = _compared(catalogue, place, groups, found.groups, protect=not open_counts)
    wards = areas_within(catalogue.areas, place, Level.WARD).index
    counted = found.groups[found.groups["group"] == group] if group else found.talks
    areas = _in_shown_wards(catalogue, counted).reindex(wards)
    areas = areas.assign(population=_population(catalogue, groups, group).reindex(wards))
    at = _shown(catalogue, found.talks["area"])
    cut = at.map(lambda code: is_cut(catalogue, code), na_action="ignore").eq(True)
    return Heard(
        place=place,
        groups=table,
        why_no_groups=why,
        areas=_rates(areas if open_counts else areas.assign(people=np.nan)),
        year=year,
        talks=int(found.talks["asks"].sum()),
        elsewhere=int(found.talks.loc[~(at.isin(wards) | cut), "asks"].sum()),
        cut=int(found.talks.loc[cut, "asks"].sum()),
        first_time=_first_time(found, protect=not open_counts),
        protected=not open_counts,
        samples=bool(found.talks["samples"].any()),
    )


def years(catalogue: Catalogue, register: Register, place: str) -> list[int]:
    """Return the years that can be shown, the last one first, back to the first with a conversation of the place."""
    first = register.first_year(_COUNTING, None if place == ENGLAND else codes_of(catalogue, place))
    return finished_years(register, register.now().year if first is None else first)


def _shown(catalogue: Catalogue, areas: pd.Series[str]) -> pd.Series[str]:
    """The codes under which areas are shown; missing where there was none. Index: as given."""
    return areas.map(lambda code: shown_code(catalogue, code), na_action="ignore")


def _in_shown_wards(catalogue: Catalogue, counted: pd.DataFrame) -> pd.DataFrame:
    """Conversations and people by the areas that are shown; people are missing where nobody counted."""
    known = counted.dropna(subset="area")
    return known.groupby(_shown(catalogue, known["area"]))[["asks", "people"]].sum(min_count=1)


def _compared(
    catalogue: Catalogue, place: str, groups: Grouped, counted: pd.DataFrame, *, protect: bool
) -> tuple[pd.DataFrame, str]:
    """The groups, with people reached and people who live here; or the reason why there are none."""
    try:
        here = _who_lives(catalogue, groups.characteristic, tuple(groups.labels.items()), place)
    except NotAvailable as reason:
        return pd.DataFrame(columns=list(GROUP_COLUMNS)), str(reason)
    by_group = counted.groupby("group")[["people", "asks"]].sum()
    both = joined(by_group.reindex(list(groups.labels), fill_value=0).T, here.rows).T
    reached, asks = both["people"], both["asks"]
    shown = reached.where(_may_show(reached)) if protect else reached
    people = here.people.reindex([place]).iloc[0]
    table = representation(shown.astype(float), people)
    table.insert(0, "asks", asks if not protect else np.nan)
    table.insert(0, "label", pd.Series(dict(here.labels)))
    if not protect:
        table["state"] = table["state"].mask(asks == 0, NONE_RECORDED)
    return table[list(GROUP_COLUMNS)], ""


@kept(18)
def _who_lives(
    catalogue: Catalogue, characteristic: Characteristic, labels: tuple[tuple[str, str], ...], place: str = ""
) -> Counterpart:
    """Who lives in a place, or anywhere, by some groups: each look reads every figure of a characteristic."""
    return counterpart(catalogue, Grouped(characteristic, dict(labels)), [place] if place else None)


def _may_show(reached: pd.Series[float]) -> pd.Series[bool]:
    """Which groups of one table may be shown, so that none under ten can be worked out."""
    cells = reached.to_numpy(dtype=np.int64).reshape(1, -1, 1)
    table = Table.summed(cells.astype(np.int64), np.array([NONE]))
    shown = shown_groups(table, SURVEY, shown_everyone(table, SURVEY))
    return pd.Series(shown[0, :-1], index=reached.index)


def _population(catalogue: Catalogue, groups: Grouped, group: str) -> pd.Series[float]:
    """People of a group by area, or all residents: the base of the first indicator of sex, which covers everybody."""
    if group:
        try:
            people: pd.Series[float] = _who_lives(
                catalogue, groups.characteristic, tuple(groups.labels.items())
            ).people[group]
        except (NotAvailable, KeyError):
            return pd.Series(dtype=float)
        return people
    everybody = catalogue.indicators[catalogue.characteristics[Characteristic.SEX].indicators[0]]
    figures, _ = latest(catalogue, everybody.slug, everybody.first_group)
    residents: pd.Series[float] = figures["denominator"]
    return residents


def _rates(areas: pd.DataFrame) -> pd.DataFrame:
    """Add people reached of every 1,000 who live there, with Wilson's limits; empty where nobody was asked."""
    population = areas["population"].to_numpy(dtype=float)
    # Somebody who was met twice counts twice, so there can be more than live there.
    lower, upper = wilson_interval(np.minimum(areas["people"].to_numpy(dtype=float), population), population)
    rate = 1000 * areas["people"] / areas["population"]
    return areas.assign(asks=areas["asks"].fillna(0).astype(int), rate=rate, lower=1000 * lower, upper=1000 * upper)


def _first_time(found: Reached, *, protect: bool) -> tuple[int, int] | None:
    first, everybody = (int(found.talks[name].sum()) for name in ("first_time", "counted"))
    if not everybody or (protect and min(first, everybody - first) < SURVEY.smallest_base):
        return None
    return first, everybody
