"""Every cached computation of the app. Keys are small values, never frames; what comes back is not changed."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jsna.analysis import alike as alikes
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
from jsna.catalogue.release import compute as compute_release
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
from jsna.settings import Settings
from jsna.ui.look import Fingerprint, Seen, fingerprint, made_from_it, opened, seen, whole
from jsna.words.numbers import of_several, spoken

#: Comparisons kept: one of all England is about 3 MB, shared by every session that looks at it.
KEPT = 24


def catalogue() -> Catalogue:
    """Return the open data as the reader may see them; opened again as soon as a file under ``data/`` has changed."""
    return opened(seen())


def lookups() -> Lookups:
    """Return where a row of a council's file may lie: in the wards that the place works with."""
    return _lookups(catalogue())


def release() -> str:
    """Return the id of the data shown here, made from its content: a file added by hand counts at once."""
    return _release(fingerprint())


def compare(selection: Selection) -> Comparison:
    """Return the comparison a selection asks for; which ward is picked and what is shown do not change its figures."""
    return replace(_comparison(selection.subject, seen()), selection=selection)


def funnel(selection: Selection) -> Funnel:
    """Return the funnel of a selection's indicator and group; see ``jsna.analysis.unusual``."""
    return _funnel(_everywhere(selection.subject), seen())


def funnel_edges(selection: Selection) -> FunnelLimits | None:
    """Return the funnel's edges around a selection's own baseline, or None; see ``jsna.analysis.unusual``."""
    return _funnel_edges(selection.subject, selection.ward, seen())


def clusters(selection: Selection) -> Pattern:
    """Return the clusters of high and low values of a selection's place; see ``jsna.analysis.clusters``."""
    return _clusters(selection.subject, seen())


def profile(about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    """Return everything known about an area; see ``jsna.analysis.profile``."""
    return _profile(about, baseline, seen())


def main_figures(about: Profiled, baseline: Baseline) -> list[ProfileRow]:
    """Return an area's rows of the indicators that stand for a topic on an overview, and of no other."""
    return _main_figures(about, baseline, seen())


def spine(about: Profiled, baseline: Baseline) -> list[SpineLine]:
    """Return the lines of an area's spine; see ``jsna.analysis.spine``."""
    return _spine(about, baseline, seen())


def alike(ward: str) -> list[AlikeWard]:
    """Return the wards most like a ward; see ``jsna.analysis.alike``."""
    return _alike(ward, seen())


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
    drawn = within(_ground(shown.year, larger, fingerprint()), profiles.wards_of(shown.areas, about.codes))
    return drawn, name_of(shown.areas, larger)


def picture(selection: Selection, most: int) -> str:
    """Return a picture of a selection's place in the colours of the map; of a place with more wards, its outline.

    Args:
        selection: what the wards are coloured by: how they differ from the baseline.
        most: so many wards are drawn at the most.
    """
    return _picture(selection.subject, most, seen())


def wards_compared(place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...]) -> WardsCompared:
    """Return the differences of a place's wards over several indicators; see ``jsna.analysis.compare``."""
    return _wards_compared(place, baseline, choices, seen())


def place_highlights(place: str) -> list[Highlight]:
    """Return the widest differences of a place; see ``jsna.analysis.highlights``."""
    return _highlights(place, seen())


def age_allowance(slug: str, area: str) -> AgeAllowance:
    """Return how much of an area's difference its ages explain; see ``jsna.analysis.age``, which keeps the work."""
    return allowance(catalogue(), slug, area)


def gaps(place: str) -> pd.DataFrame:
    """Return what is known of each characteristic at each level around a place, and the reason for each gap."""
    return _gaps(place, seen())


def find(text: str) -> finding.FindResults:
    """Return the areas and names that a text finds; see ``jsna.analysis.find``."""
    return finding.find(text, name_index(), lambda: look_up(Settings.read().data))


def name_index() -> finding.Index:
    """Return every name that can be found; see ``jsna.analysis.find``."""
    return _name_index(seen().view.wards, fingerprint())


def quoted(topic: str = "disability") -> tuple[Quoted, ...]:
    """Return the national figures people quote on a topic."""
    return read_quoted(Settings.read().data, topic)


def _figures(subject: Subject) -> Subject:
    """Return the subject with the same figures that is set against England."""
    return replace(subject, baseline=Baseline.ENGLAND)


def _everywhere(subject: Subject) -> Subject:
    return replace(_figures(subject), area=ENGLAND)


@kept(1)
def _lookups(shown: Catalogue) -> Lookups:
    own = shown.of_wards(shown.place.wards)
    return Lookups(own.data, own.areas, own.year)


@made_from_it(2)
def _name_index(year: int, fingerprint: Fingerprint) -> finding.Index:
    everything = whole(fingerprint).of_wards(year)
    return finding.index(everything.areas, everything.names, year)


@made_from_it(2)
def _release(fingerprint: Fingerprint) -> str:  # noqa: ARG001 - the fingerprint is the cache's key
    return compute_release(Settings.read().data).id


@made_from_it(KEPT)
def _comparison(subject: Subject, seen: Seen) -> Comparison:
    return comparison.compare(opened(seen), subject)


@made_from_it(KEPT)
def _profile(about: Profiled, baseline: Baseline, seen: Seen) -> list[ProfileRow]:
    return profiles.profile(opened(seen), about, baseline)


@made_from_it(KEPT)
def _main_figures(about: Profiled, baseline: Baseline, seen: Seen) -> list[ProfileRow]:
    shown = opened(seen)
    standing = dict.fromkeys(line.indicator.slug for line in overview(shown))
    return profiles.profile(shown, about, baseline, [shown.indicators[slug] for slug in standing])


@made_from_it(KEPT)
def _spine(about: Profiled, baseline: Baseline, seen: Seen) -> list[SpineLine]:
    return spines.spine(opened(seen), _profile(about, baseline, seen))


@made_from_it(KEPT)
def _alike(ward: str, seen: Seen) -> list[AlikeWard]:
    return alikes.alike(opened(seen), ward)


@made_from_it(KEPT)
def _ground(year: int, larger: str, fingerprint: Fingerprint) -> Ground:
    wards = profiles.wards_of(whole(fingerprint).of_wards(year).areas, (larger,))
    return ground(Settings.read().data / "boundaries", year, wards)


@made_from_it(KEPT)
def _picture(subject: Subject, most: int, seen: Seen) -> str:
    compared = _comparison(subject, seen)
    drawn = _ground(seen.view.wards, subject.area, seen.folder)
    place = spoken(compared.place)
    if len(compared.areas) > most:
        return picture_html(drawn, {}, f"Map of {place}")
    by_word = replace(compared, selection=replace(compared.selection, measure=View.DIFFERENCE))
    said = (
        f"Map of {place}, its {compared.level.plural} coloured by how they compare with {of_several(compared.against)}"
    )
    return picture_html(drawn, colours(by_word, compared.areas.index), said)


@made_from_it(KEPT)
def _wards_compared(place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...], seen: Seen) -> WardsCompared:
    return compare_wards(opened(seen), place, baseline, choices)


@made_from_it(KEPT)
def _highlights(place: str, seen: Seen) -> list[Highlight]:
    return highlights(opened(seen), place)


@made_from_it(KEPT)
def _gaps(place: str, seen: Seen) -> pd.DataFrame:
    return availability.coverage(opened(seen), place)


@made_from_it(KEPT)
def _clusters(subject: Subject, seen: Seen) -> Pattern:
    from jsna.analysis.clusters import clusters  # noqa: PLC0415 - see _local_pattern

    compared = _comparison(subject, seen)
    near = _neighbourhood(compared.level, seen.view.wards, seen.folder)
    found = _local_pattern(_figures(subject), seen)
    return clusters(opened(seen), compared, near, found)


@made_from_it(KEPT, spinner="Looking for clusters")
def _local_pattern(subject: Subject, seen: Seen) -> pd.DataFrame:
    # esda, libpysal and scikit-learn take a second and 100 MB to load: only where the clusters are drawn.
    from jsna.analysis.clusters import local_pattern  # noqa: PLC0415

    compared = _comparison(subject, seen)
    return local_pattern(compared, _neighbourhood(compared.level, seen.view.wards, seen.folder))


@made_from_it(4)
def _neighbourhood(level: Level, year: int, fingerprint: Fingerprint) -> Neighbourhood:
    areas = whole(fingerprint).areas
    counties = areas.loc[areas["level"] == Level.DISTRICT.value, Level.COUNTY.value]
    return neighbourhood(Settings.read().data / "boundaries", level, year, counties)


@made_from_it(KEPT)
def _funnel(subject: Subject, seen: Seen) -> Funnel:
    return funnel_of(_comparison(subject, seen))


@made_from_it(KEPT)
def _funnel_edges(subject: Subject, ward: str | None, seen: Seen) -> FunnelLimits | None:
    return own_limits(_funnel(_everywhere(subject), seen), _comparison(subject, seen), ward)
