"""Every cached computation of the app. Keys are small values, never frames; what comes back is not changed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from jsna.analysis import alike as alikes
from jsna.analysis import clusters as patterns
from jsna.analysis import comparison
from jsna.analysis import find as finding
from jsna.analysis import profile as profiles
from jsna.analysis import spine as spines
from jsna.analysis.age import allowance
from jsna.analysis.compare import compare_wards
from jsna.analysis.highlights import Highlight, highlights
from jsna.analysis.unusual import funnel as funnel_of
from jsna.analysis.unusual import own_limits
from jsna.areas.lookups import Lookups
from jsna.areas.places import name_of
from jsna.areas.postcodes import look_up
from jsna.catalogue import availability
from jsna.catalogue.alike import alike_by
from jsna.catalogue.kept import kept
from jsna.catalogue.overview import overview
from jsna.catalogue.quoted import read_quoted
from jsna.catalogue.read import Catalogue
from jsna.errors import JsnaError
from jsna.figures.picture import picture_html
from jsna.figures.shade import colours
from jsna.geo.neighbours import neighbourhood
from jsna.geo.outline import Ground, Outline, ground, within
from jsna.model.age import AgeAllowance
from jsna.model.alike import AlikeWard
from jsna.model.area import ENGLAND, Level
from jsna.model.clusters import Neighbourhood, Pattern
from jsna.model.compare import WardsCompared
from jsna.model.comparison import Comparison
from jsna.model.profile import Profiled, ProfileRow, SpineLine
from jsna.model.quoted import Quoted
from jsna.model.selection import Baseline, Selection, Subject, View
from jsna.model.unusual import Funnel, FunnelLimits
from jsna.ui import look
from jsna.ui.look import whole
from jsna.words.numbers import of_several, spoken

#: Comparisons kept: one of all England is about 3 MB, shared by every session that looks at it.
KEPT = 24


def catalogue() -> Catalogue:
    """Return the open data as the reader may see them."""
    return look.catalogue()


def lookups() -> Lookups:
    """Return where a row of a council's file may lie: in the wards that the place works with."""
    return _lookups(catalogue())


def release() -> str:
    """Return the id of the release shown here, made from its content."""
    return look.shown().release.frozen.id


def todays() -> Catalogue:
    """Return today's release as the reader may see it: the one shown, unless a link pins another."""
    return look.todays()


def pinned() -> str | None:
    """Return the id of the release shown here where it is not today's."""
    return None if look.shown().is_todays else release()


def by_hand() -> tuple[str, ...]:
    """Return the paths of the files of the release shown that somebody edited outside the tool."""
    return look.shown().release.frozen.by_hand


def compare(selection: Selection) -> Comparison:
    """Return the comparison a selection asks for; which ward is picked and what is shown do not change its figures."""
    return _comparison(catalogue(), selection.subject).shown_by(selection)


def funnel(selection: Selection) -> Funnel:
    """Return the funnel of a selection's indicator and group; see ``jsna.analysis.unusual``."""
    return _funnel(catalogue(), _everywhere(selection.subject))


def funnel_edges(selection: Selection) -> FunnelLimits | None:
    """Return the funnel's edges around a selection's own baseline, or None; see ``jsna.analysis.unusual``."""
    return _funnel_edges(catalogue(), selection.subject, selection.ward)


def clusters(selection: Selection) -> Pattern:
    """Return the clusters of high and low values of a selection's place; see ``jsna.analysis.clusters``."""
    return _clusters(catalogue(), selection.subject)


def profile(about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    """Return everything known about an area; see ``jsna.analysis.profile``."""
    return _profile(catalogue(), about, baseline)


def todays_profile(about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    """Return everything known about an area in today's release, whichever is shown."""
    return _profile(todays(), about, baseline)


def main_figures(about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    """Return an area's rows of the indicators that stand for a topic on an overview, and of no other."""
    return _main_figures(catalogue(), about, baseline)


def spine(about: Profiled, baseline: Baseline) -> list[SpineLine]:
    """Return the lines of an area's spine; see ``jsna.analysis.spine``."""
    return _spine(catalogue(), about, baseline)


def alike(ward: str) -> list[AlikeWard]:
    """Return the wards most like a ward; see ``jsna.analysis.alike``."""
    return _alike(catalogue(), ward)


def knows_alike() -> bool:
    """Return whether the data folder says, without a mistake, what makes wards alike."""
    try:
        return alike_by(catalogue()) is not None
    except JsnaError:
        return False


def outline(about: Profiled) -> tuple[Outline, str]:
    """Return where an area lies: its outline in the larger area that holds it, and that area's name."""
    shown, around = catalogue(), profiles.holders(catalogue().areas, about.codes)
    larger = next(code for code in around.values() if about.codes != (code,))
    drawn = within(_ground(whole().of_wards(shown.year), larger), profiles.wards_of(shown.areas, about.codes))
    return drawn, name_of(shown.areas, larger)


def picture(selection: Selection, most: int) -> str:
    """Return a picture of a selection's place in the colours of the map; of a place with more wards, its outline.

    Args:
        selection: what the wards are coloured by: how they differ from the baseline.
        most: so many wards are drawn at the most.
    """
    return _picture(catalogue(), selection.subject, most)


def wards_compared(place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...]) -> WardsCompared:
    """Return the differences of a place's wards over several indicators; see ``jsna.analysis.compare``."""
    return _wards_compared(catalogue(), place, baseline, choices)


def place_highlights(place: str) -> list[Highlight]:
    """Return the widest differences of a place; see ``jsna.analysis.highlights``."""
    return _highlights(catalogue(), place)


def age_allowance(slug: str, area: str) -> AgeAllowance:
    """Return how much of an area's difference its ages explain; see ``jsna.analysis.age``, which keeps the work."""
    return allowance(catalogue(), slug, area)


def gaps(place: str) -> pd.DataFrame:
    """Return what is known of each characteristic at each level around a place, and the reason for each gap."""
    return _gaps(catalogue(), place)


def find(text: str) -> finding.FindResults:
    """Return the areas and names that a text finds; see ``jsna.analysis.find``."""
    return finding.find(text, name_index(), lambda: look_up(whole().data))


def name_index() -> finding.Index:
    """Return every name that can be found; see ``jsna.analysis.find``."""
    return _name_index(whole().of_wards(catalogue().year))


def quoted(topic: str = "disability") -> tuple[Quoted, ...]:
    """Return the national figures people quote on a topic."""
    return read_quoted(whole().data, topic)


def _figures(subject: Subject) -> Subject:
    """Return the subject with the same figures that is set against England."""
    return replace(subject, baseline=Baseline.ENGLAND)


def _everywhere(subject: Subject) -> Subject:
    return replace(_figures(subject), area=ENGLAND)


@kept(1)
def _lookups(shown: Catalogue) -> Lookups:
    own = shown.of_wards(shown.place.wards)
    return Lookups(own.data, own.areas, own.year)


@kept(1)
def _name_index(everything: Catalogue) -> finding.Index:
    return finding.index(everything.areas, everything.names, everything.year)


@kept(KEPT)
def _comparison(shown: Catalogue, subject: Subject) -> Comparison:
    return comparison.compare(shown, subject)


@kept(KEPT)
def _profile(shown: Catalogue, about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    return profiles.profile(shown, about, baseline)


@kept(KEPT)
def _main_figures(shown: Catalogue, about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    standing = dict.fromkeys(line.indicator.slug for line in overview(shown))
    return profiles.profile(shown, about, baseline, [shown.indicators[slug] for slug in standing])


@kept(KEPT)
def _spine(shown: Catalogue, about: Profiled, baseline: Baseline) -> list[SpineLine]:
    return spines.spine(shown, _profile(shown, about, baseline))


@kept(KEPT)
def _alike(shown: Catalogue, ward: str) -> list[AlikeWard]:
    return alikes.alike(shown, ward)


@kept(KEPT)
def _ground(everything: Catalogue, larger: str) -> Ground:
    wards = profiles.wards_of(everything.areas, (larger,))
    return ground(everything.data / "boundaries", everything.year, wards)


@kept(KEPT)
def _picture(shown: Catalogue, subject: Subject, most: int) -> str:
    compared = _comparison(shown, subject)
    drawn = _ground(whole().of_wards(shown.year), subject.area)
    place = spoken(compared.place)
    if len(compared.areas) > most:
        return picture_html(drawn, {}, f"Map of {place}")
    by_word = replace(compared, selection=replace(compared.selection, measure=View.DIFFERENCE))
    said = (
        f"Map of {place}, its {compared.level.plural} coloured by how they compare with {of_several(compared.against)}"
    )
    return picture_html(drawn, colours(by_word, compared.areas.index), said)


@kept(KEPT)
def _wards_compared(
    shown: Catalogue, place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...]
) -> WardsCompared:
    return compare_wards(shown, place, baseline, choices)


@kept(KEPT)
def _highlights(shown: Catalogue, place: str) -> list[Highlight]:
    return highlights(shown, place)


@kept(KEPT)
def _gaps(shown: Catalogue, place: str) -> pd.DataFrame:
    return availability.coverage(shown, place)


@kept(KEPT)
def _clusters(shown: Catalogue, subject: Subject) -> Pattern:
    compared = _comparison(shown, subject)
    near = _neighbourhood(whole().of_wards(shown.year), compared.level)
    found = _local_pattern(shown, _figures(subject))
    return patterns.clusters(shown, compared, near, found)


@kept(KEPT)
def _local_pattern(shown: Catalogue, subject: Subject) -> pd.DataFrame:
    with st.spinner("Looking for clusters"):
        compared = _comparison(shown, subject)
        return patterns.local_pattern(compared, _neighbourhood(whole().of_wards(shown.year), compared.level))


@kept(3)
def _neighbourhood(everything: Catalogue, level: Level) -> Neighbourhood:
    areas = everything.areas
    counties = areas.loc[areas["level"] == Level.DISTRICT.value, Level.COUNTY.value]
    return neighbourhood(everything.data / "boundaries", level, everything.year, counties)


@kept(KEPT)
def _funnel(shown: Catalogue, subject: Subject) -> Funnel:
    return funnel_of(_comparison(shown, subject))


@kept(KEPT)
def _funnel_edges(shown: Catalogue, subject: Subject, ward: str | None) -> FunnelLimits | None:
    return own_limits(_funnel(shown, _everywhere(subject)), _comparison(shown, subject), ward)
