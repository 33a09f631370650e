"""The comparison of every area with its baseline, and the one function that decides the verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.model.comparison import COMPARISON_COLUMNS, Verdict
from jsna.model.indicator import Measure
from jsna.model.observations import COUNTS, RATES, Note
from jsna.stats.funnel import adjusted_z
from jsna.stats.proportions import Floats, normal_deviate, share, wilson_interval

#: Below this many people (or households) to count, one person more or less moves the share by over 3 points.
FEWEST_TO_TELL = 30

#: Why an area is similar: the whole reason, and what comes before the word for its kind. Sentences read them.
NATURAL_VARIATION = "within natural variation"
NOT_UNUSUAL = "but not unusual among "

#: Columns of a comparison that are computed here; the names are joined by who asks.
LIMITS = ("lower", "upper")
NAMES = ("name", "parent", "baseline_name")
COMPUTED_COLUMNS = tuple(column for column in COMPARISON_COLUMNS if column not in NAMES)


@dataclass(frozen=True)
class Rule:
    """What it takes for an area to be called different.

    Attributes:
        margin: smallest difference worth speaking of: percentage points for proportions, the unit otherwise.
        measure: how the figures are made.
        tau: spread of the whole family beyond chance, as a fraction (:func:`jsna.stats.funnel.overdispersion`); one for
            all areas, or one a row where the rows are of different families.
        areas_called: the word for the family in the reasons: ``wards``, ``districts``.
    """

    margin: float
    measure: Measure
    tau: float | Floats
    areas_called: str = "areas"


def compare_with_baseline(
    areas: pd.DataFrame,
    baseline: pd.Series[float] | float,
    *,
    margin: float,
    measure: Measure,
    tau: float | Floats,
    areas_called: str = "areas",
) -> pd.DataFrame:
    """Return every area against its baseline: the columns of ``COMPARISON_COLUMNS`` but the names.

    Args:
        areas: one row an area; columns ``numerator``, ``denominator``, ``value`` and ``note``, and where the source
            gives 95 % limits ``lower`` and ``upper``. Protected figures have three columns more: ``percentage`` (False
            where the counts may be shown and no share), ``ranked`` (False where nothing may be said of how it stands)
            and ``why`` (the reason in words). Index: area code.
        baseline: one figure for all, or one an area (index: area code); fraction for proportions. NaN where there is
            none, which makes the area not comparable.
        margin: see :class:`Rule`.
        measure: proportions are computed from the counts where there are counts; other measures are taken as given.
        tau: see :class:`Rule`.
        areas_called: see :class:`Rule`.

    Returns:
        The same index. A withheld figure is NaN in every column made from it, whatever the input row held. Where no
        percentage may be shown, the counts stay and the rest is NaN; a figure that is not ranked has no difference.
        ``difference`` is in percentage points for proportions; ``extra`` (n − N·p baseline) is NaN for other measures
        and where there are no counts; ``ratio`` is NaN where the baseline is 0.

    Raises:
        ImpossibleCounts: a numerator below 0 or above its denominator.
        KeyError: a column is missing, or ``baseline`` lacks an area.
    """
    columns = _figures(areas, measure)
    against = baseline.loc[areas.index] if isinstance(baseline, pd.Series) else np.full(len(areas), baseline)
    columns["baseline"] = known = np.asarray(against, dtype=float)
    proportion = measure is Measure.PROPORTION
    value = np.where(_allowed(areas, "ranked"), columns["value"], np.nan)
    columns["difference"] = (value - known) * (100.0 if proportion else 1.0)
    columns["ratio"] = value / np.where(known != 0, known, np.nan)
    extra = np.where(np.isnan(value), np.nan, columns["numerator"]) - columns["denominator"] * known
    columns["extra"] = extra if proportion else np.full(len(areas), np.nan)
    figures = pd.DataFrame(columns, index=areas.index, copy=False).assign(note=_notes(areas))
    rule = Rule(margin=margin, measure=measure, tau=tau, areas_called=areas_called)
    figures["verdict"], figures["reason"] = verdicts(figures, rule, areas.get("why"))
    return figures[list(COMPUTED_COLUMNS)]


def verdicts(
    figures: pd.DataFrame, rule: Rule, why: pd.Series[str] | None = None
) -> tuple[pd.Series[str], pd.Series[str]]:
    """Return the verdict on each area and its reason in words: the only place where an area is called different.

    An area is higher or lower when three things hold at once: its 99.8 % interval excludes the baseline, the difference
    is larger than the margin, and the overdispersion-adjusted |z| is above 1.96. Fewer than 30 to count, a figure
    marked as of low reliability, or a difference without a published interval: cannot tell. Withheld or unavailable
    figures and baselines, and plain counts: not comparable. Where only a 95 % interval is published (no counts), an
    area can be found similar, never different.

    Args:
        figures: columns ``numerator``, ``denominator``, ``value``, ``lower95``, ``upper95``, ``lower998``,
            ``upper998``, ``baseline``, ``difference``, ``note``. Index: area code.
        rule: what it takes.
        why: of protected figures, the reason why one is withheld or not ranked; empty where it is ranked.

    Returns:
        Verdict (values of :class:`Verdict`) and reason, both with the index of ``figures``.
    """
    protected = [] if why is None else _protected_cases(figures, why)
    cases = protected + _withheld_cases(figures, rule) + _untold_cases(figures) + _told_cases(figures, rule)
    # The first case that holds decides, so that what is withheld is never called anything else.
    chosen = np.select([holds for holds, _, _ in cases], list(range(len(cases))), default=len(cases))
    words = [(verdict.value, reason) for _, verdict, reason in cases]
    words.append((Verdict.CANNOT_TELL.value, "only a 95 % interval is published"))
    return _spell(chosen, [word[0] for word in words], figures), _spell(chosen, [word[1] for word in words], figures)


Case = tuple[NDArray[np.bool_], Verdict, str]


def _protected_cases(figures: pd.DataFrame, why: pd.Series[str]) -> list[Case]:
    reasons = why.fillna("").to_numpy()
    withheld = (figures["note"] == Note.CONFIDENTIAL.value).to_numpy(dtype=bool)
    cases: list[Case] = []
    for reason in sorted(set(reasons) - {""}):
        given = reasons == reason
        cases.append((given & withheld, Verdict.NOT_COMPARABLE, reason))
        cases.append((given & ~withheld, Verdict.CANNOT_TELL, reason))
    return cases


def _withheld_cases(figures: pd.DataFrame, rule: Rule) -> list[Case]:
    note = figures["note"].to_numpy()
    cases: list[Case] = [
        (note == member.value, Verdict.NOT_COMPARABLE, member.words) for member in Note if member.withholds
    ]
    if rule.measure is Measure.COUNT:
        reason = "counts of areas of different size are not compared"
        cases.append((np.ones(len(figures), dtype=bool), Verdict.NOT_COMPARABLE, reason))
    nobody = figures["denominator"].to_numpy(dtype=float) == 0
    return [
        *cases,
        (nobody, Verdict.NOT_COMPARABLE, "there is nobody here to count"),
        (_missing(figures["value"]), Verdict.NOT_COMPARABLE, "there is no figure here"),
        (_missing(figures["baseline"]), Verdict.NOT_COMPARABLE, "the baseline has no figure"),
    ]


def _untold_cases(figures: pd.DataFrame) -> list[Case]:
    few = figures["denominator"].to_numpy(dtype=float) < FEWEST_TO_TELL
    unreliable = figures["note"].to_numpy() == Note.LOW_RELIABILITY.value
    return [
        (few, Verdict.CANNOT_TELL, f"fewer than {FEWEST_TO_TELL} to count, too few to tell"),
        (unreliable, Verdict.CANNOT_TELL, "the source marks this figure as of low reliability"),
        (_missing(figures["lower95"]), Verdict.CANNOT_TELL, "no interval is published"),
    ]


def _told_cases(figures: pd.DataFrame, rule: Rule) -> list[Case]:
    baseline = figures["baseline"].to_numpy(dtype=float)
    difference = figures["difference"].to_numpy(dtype=float)
    tested = ~_missing(figures["lower998"])
    low = np.where(tested, figures["lower998"], figures["lower95"])
    high = np.where(tested, figures["upper998"], figures["upper95"])
    small = np.abs(difference) <= rule.margin
    z = adjusted_z(figures["numerator"], figures["denominator"], baseline, rule.tau) if tested.any() else difference
    usual = np.abs(z) <= normal_deviate(0.95)
    unknown = tested & np.isnan(z)
    margin = _margin_words(rule)
    beyond = f"larger than chance and than {margin}, and unusual among {rule.areas_called}"
    return [
        ((low <= baseline) & (baseline <= high), Verdict.SIMILAR, NATURAL_VARIATION),
        (small, Verdict.SIMILAR, f"larger than chance, but smaller than {margin}"),
        (unknown, Verdict.CANNOT_TELL, f"how far {rule.areas_called} usually differ is not known"),
        (tested & usual, Verdict.SIMILAR, f"larger than {margin}, {NOT_UNUSUAL}{rule.areas_called}"),
        (tested & (difference > 0), Verdict.HIGHER, beyond),
        (tested & (difference < 0), Verdict.LOWER, beyond),
    ]


def _figures(areas: pd.DataFrame, measure: Measure) -> dict[str, Floats]:
    """Return counts, value and limits as arrays, all missing where a note withholds the figure."""
    withheld = areas["note"].isin([member.value for member in Note if member.withholds]).to_numpy()
    nothing = np.full(len(areas), np.nan)
    columns = {}
    for column in (*COUNTS, *RATES):
        # A missing limit is usual; a missing count or value would be a mistake of whoever asks.
        given = areas[column].to_numpy(dtype=float) if column in areas or column not in LIMITS else nothing
        columns[column] = np.where(withheld, np.nan, given)
    columns["lower95"], columns["upper95"] = columns.pop("lower"), columns.pop("upper")
    columns |= {"lower998": nothing, "upper998": nothing}
    if measure is Measure.PROPORTION:
        shown = _allowed(areas, "percentage")
        columns |= {name: np.where(shown, values, np.nan) for name, values in _computed(columns).items()}
    return columns


def _computed(columns: dict[str, Floats]) -> dict[str, Floats]:
    counted, total = columns["numerator"], columns["denominator"]
    computed = {"value": share(counted, total)}
    computed["lower95"], computed["upper95"] = wilson_interval(counted, total, 0.95)
    computed["lower998"], computed["upper998"] = wilson_interval(counted, total, 0.998)
    # Counts come first; a published share stands only where there are none.
    has_counts = np.isfinite(counted) & np.isfinite(total)
    return {column: np.where(has_counts, values, columns[column]) for column, values in computed.items()}


def _allowed(areas: pd.DataFrame, mark: str) -> NDArray[np.bool_]:
    """Return a mark of protected figures; True where there is none, so that what is published stands."""
    if mark not in areas:
        return np.ones(len(areas), dtype=bool)
    return np.asarray(areas[mark].astype("boolean").fillna(value=True), dtype=bool)


def _notes(areas: pd.DataFrame) -> pd.Series[str]:
    return areas["note"].astype("str").fillna("")


def _missing(values: pd.Series[float]) -> NDArray[np.bool_]:
    return np.asarray(np.isnan(values.to_numpy(dtype=float)))


def _margin_words(rule: Rule) -> str:
    if rule.measure is not Measure.PROPORTION:
        return f"{rule.margin:g}"
    return f"{rule.margin:g} {'point' if rule.margin == 1 else 'points'}"


def _spell(chosen: NDArray[np.int_], words: list[str], figures: pd.DataFrame) -> pd.Series[str]:
    # One look-up for all areas: seven thousand strings would cost more than the statistics.
    return pd.Series(pd.array(words, dtype="str").take(chosen), index=figures.index)
