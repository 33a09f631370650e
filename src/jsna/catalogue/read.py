"""The catalogue: one opened data folder, with the figures that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from jsna.areas.lookups import AREAS, read_areas
from jsna.areas.places import of_ward_year
from jsna.catalogue import commit, indicator_folder, place, place_names
from jsna.catalogue.context import characteristics, events
from jsna.catalogue.figures import Figures, Shared, figures_of
from jsna.catalogue.view import Left, View
from jsna.disclosure.policy import rule_for
from jsna.disclosure.protected import protect
from jsna.disclosure.represent import marked
from jsna.errors import CatalogueError, Finding
from jsna.model.audience import sees
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.model.event import Event
from jsna.model.gone import Gone
from jsna.model.indicator import Indicator
from jsna.model.place import Place
from jsna.model.register.person import Person, Right
from jsna.model.rule import RULE, Rule


@dataclass(frozen=True, eq=False)
class Catalogue:
    """One opened data folder. Figures are read when they are asked for. Two are the same only if they are one object.

    Attributes:
        data: the data folder.
        indicators: by slug, in the order of topics and file names; only those that can be read and have figures.
        characteristics: the nine, and ``everyone``.
        place: which place opens first.
        view: which wards it shows, never of two lists together, and what it leaves out because the reader may not see
            it.
        areas: every area, with the wards of that year; index ``code``, columns as ``model.area.AREA_COLUMNS`` without
            it; empty parents are missing.
        all_areas: the same with the wards of every year: for records, which keep the codes of their time.
        events: dated events, oldest first.
        problems: what kept an indicator out of ``indicators``.
        all_names: the same with the wards of every year.
        names: the names people use, each with its wards of that year; see ``catalogue.place_names``.
        local_problems: those of ``problems`` that are about a council's own files.
        rule: by which areas are called different: the one that the release states, or today's.
        gone: indicators that were withdrawn or whose files are damaged, by slug.
        stated: hash of each file, by its path in the folder; empty where the folder is not a frozen release.
    """

    data: Path
    indicators: Mapping[str, Indicator]
    characteristics: Mapping[Characteristic, CharacteristicEntry]
    place: Place
    view: View
    areas: pd.DataFrame
    all_areas: pd.DataFrame
    events: tuple[Event, ...]
    problems: tuple[Finding, ...]
    _opened: dict[str, Figures] = field(default_factory=dict, repr=False)
    _shared: Shared = field(default_factory=Shared, repr=False)
    names: pd.DataFrame = field(default_factory=pd.DataFrame)
    all_names: pd.DataFrame = field(default_factory=pd.DataFrame)
    kept: dict[Any, Callable[..., Any]] = field(default_factory=dict, repr=False)
    local_problems: frozenset[Finding] = frozenset()
    rule: Rule = RULE
    gone: Mapping[str, Gone] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict, repr=False)
    _views: dict[View, Catalogue] = field(default_factory=dict, repr=False)
    _years: dict[int, Catalogue] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> int:
        """Year of the list of wards that it shows."""
        return self.view.wards

    @property
    def hidden(self) -> frozenset[str]:
        """Slugs of the indicators that are left out because the reader may not see them, or know of them."""
        return frozenset(self.view.hidden)

    def seen_by(self, person: Person) -> Catalogue:
        """Return the catalogue as a person sees it: what is hidden from them reads as if it were not there.

        The one door for everything that is shown to somebody. Two people who may see the same get one object, with
        one store of what is worked out from it.
        """
        return self.as_view(self.view_of(person))

    def view_of(self, person: Person, year: int | None = None) -> View:
        """Return what a person sees: a small value, by which results can be kept.

        Args:
            person: what they may not see is hidden.
            year: of the wards; by default those that the catalogue shows.
        """
        hidden = {slug for slug, indicator in self.indicators.items() if not sees(indicator.audience, person)}
        hidden |= {slug for slug, gone in self.gone.items() if not gone.is_public}
        return View(year or self.year, tuple(sorted(hidden)), person.may(Right.ADD_FIGURES) or not self.local_problems)

    def of_wards(self, year: int) -> Catalogue:
        """Return the same catalogue with the wards of a year, one of ``model.area.WARD_YEARS``."""
        return self.as_view(self.view._replace(wards=year))

    def as_view(self, view: View) -> Catalogue:
        """Return the catalogue with the wards of a view and without what it hides."""
        if view == self.view:
            return self
        if view not in self._views:
            self._views.setdefault(view, self._with_wards(view.wards)._without(view))
        return self._views[view]

    def _with_wards(self, year: int) -> Catalogue:
        """The catalogue with the wards of a year; figures are read again for it."""
        if year == self.year:
            return self
        if year not in self._years:
            areas = of_ward_year(self.all_areas, year)
            made = replace(
                self,
                view=self.view._replace(wards=year),
                areas=areas,
                names=place_names.with_wards_of(self.all_names, areas),
                kept={},
                _opened={},
                _shared=Shared(),
                _views={},
                _years={},
            )
            self._years.setdefault(year, made)
        return self._years[year]

    def _without(self, view: View) -> Catalogue:
        """The catalogue without what a view hides."""
        left = Left({slug: item for slug, item in self.indicators.items() if slug not in view.hidden})
        problems = self.problems
        if not view.with_local_problems:
            problems = tuple(problem for problem in problems if problem not in self.local_problems)
        gone = {slug: one for slug, one in self.gone.items() if slug not in view.hidden}
        # Figures stay shared: they are asked for by slug, and only for slugs that are left.
        return replace(self, view=view, indicators=left, problems=problems, gone=gone, kept={}, _views={}, _years={})

    def observations(self, slug: str) -> pd.DataFrame:
        """Return :meth:`figures` as one table: columns as ``model.observations.COLUMNS``; missing is NaN.

        Raises:
            CatalogueError: as :meth:`figures`.
            Findings: as :meth:`figures`.
        """
        return self.figures(slug).table()

    def figures(self, slug: str) -> Figures:
        """Return the protected figures of one indicator.

        The one door for every page. Figures are stored protected already; protecting them once more changes nothing,
        and withholds what somebody stored by hand. Where the indicator's rule protects, three columns say what may be
        made of each figure (:func:`jsna.disclosure.represent.marked`). They are read once and kept.

        Raises:
            CatalogueError: there is no such indicator, or its file is damaged.
            Findings: an analyst's CSV breaks the contract; every fault is named.
        """
        if slug not in self.indicators:
            message = f"There is no indicator {slug!r} here."
            raise CatalogueError(message)
        if slug not in self._opened:
            described = self.indicators[slug]
            stored = indicator_folder.observations(self.data, described, self.all_areas)
            self._keep(described, stored, self.areas.index)
        return self._opened[slug]

    def take_over(self, other: Catalogue) -> None:
        """Take over the figures that another release has in memory and that are the same here, so that they are shared.

        Args:
            other: another release, with the wards of any year; of all its years the same is taken.
        """
        if self.stated.get(AREAS) is None or self.stated.get(AREAS) != other.stated.get(AREAS):
            return
        same = {slug for slug, own in self.indicators.items() if self._files(own) == other._files(own)}
        for year, theirs in {other.year: other, **other._years}.items():
            own = self._with_wards(year)
            own._opened.update({slug: figures for slug, figures in theirs._opened.items() if slug in same})

    def let_go(self) -> None:
        """Give up what is kept here, because another release has taken this one's place.

        What is worked out from a catalogue refers to it, so that it would stay in memory until the next collection. A
        page that is just being drawn reads again what it needs.
        """
        for other in (*self._years.values(), *self._views.values()):
            if other is not self:
                other.let_go()
        for each in (self.kept, self._opened, self._years, self._views):
            each.clear()

    def _files(self, described: Indicator) -> list[str | None]:
        """Hashes of the files of an indicator: what it is, and its figures."""
        return [self.stated.get(name) for name in sorted(indicator_folder.paths_of(described))]

    def with_problems(
        self, found: Sequence[Finding], local: Sequence[Finding] = (), indicators: Mapping[str, Indicator] | None = None
    ) -> Catalogue:
        """Return the same catalogue with more that is wrong with it.

        Args:
            found: what is wrong.
            local: those of them that are about a council's own files.
            indicators: those that are left; all of them by default.
        """
        made = replace(
            self,
            indicators=self.indicators if indicators is None else indicators,
            problems=(*self.problems, *found),
            local_problems=self.local_problems | frozenset(local),
            kept={},
            _views={},
            _years={},
        )
        made.take_over(self)
        return made

    def with_one_more(self, described: Indicator, observed: pd.DataFrame) -> Catalogue:
        """Return the same catalogue with one more indicator, which is not stored.

        Args:
            described: the indicator.
            observed: its observations, as they would be stored; columns as ``model.observations.COLUMNS``.
        """
        more = replace(
            self, indicators={**self.indicators, described.slug: described}, _opened={}, _shared=Shared(), kept={}
        )
        more._keep(described, observed)
        return more

    def _keep(self, described: Indicator, observed: pd.DataFrame, areas: pd.Index[str] | None = None) -> None:
        """Protect the figures of an indicator and keep them: the one way by which figures reach a page."""
        rule = rule_for(described.disclosure)
        shown = marked(protect(observed, rule, described.measure), rule) if rule.protects else observed
        self._opened[described.slug] = figures_of(shown, described.characteristic.value, self._shared, areas)


def open_catalogue(data: Path) -> Catalogue:
    """Return the catalogue of a data folder; an indicator that cannot be read is left out and named in ``problems``.

    Raises:
        CatalogueError: the areas are missing, or place, characteristics, events or names cannot be read.
    """
    commit.recover(data)
    indicators, problems, local = indicator_folder.readable(data)
    entries, known, own = characteristics(data), read_areas(data), place.read(data)
    names, areas = place_names.read(data, known), of_ward_year(known, own.wards)
    return Catalogue(
        data=data,
        indicators=indicators,
        characteristics=entries,
        place=own,
        view=View(own.wards),
        areas=areas,
        all_areas=known,
        events=events(data),
        problems=tuple(problems),
        names=place_names.with_wards_of(names, areas),
        all_names=names,
        local_problems=frozenset(local),
    )
