"""Compare every area with its baseline; one function decides the word for each."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.model.comparison import COMPARISON_COLUMNS, STANDING_COLUMNS, Verdict
from jsna.model.indicator import Measure
from jsna.model.observations import COUNTS, RATES, Note
from jsna.model.rule import RULE, Rule
from jsna.stats.proportions import Floats, share, wilson_interval

#: Why an area is about the same.
WITHIN_CHANCE = "within natural variation"
WITHIN_MARGIN = "beyond chance, but too small a difference to matter"
FEW_PEOPLE = "beyond chance, but a matter of fewer than {fewest}"
#: Why an area is not comparable where its baseline has no figure.
NO_BASELINE = "there is no figure to compare with"

#: Columns of a comparison that are computed here; the caller joins the names, the baseline's counts and the standing.
LIMITS = ("lower", "upper")
NAMES = ("name", "parent", "baseline_name", "baseline_numerator", "baseline_denominator")
COMPUTED_COLUMNS = tuple(column for column in COMPARISON_COLUMNS if column not in (*NAMES, *STANDING_COLUMNS))


def compare_with_baseline(
    areas: pd.DataFrame,
    baseline: pd.Series[float] | float,
    *,
    margin: float | None,
    measure: Measure,
    rule: Rule = RULE,
) -> pd.DataFrame:
    """Return every area compared with its baseline, with the columns of ``COMPUTED_COLUMNS``.

    Args:
        areas: one row for each area; columns ``numerator``, ``denominator``, ``value`` and ``note``, and if the source
            gives 95% limits ``lower`` and ``upper``. Protected figures have three more columns: ``percentage`` (False
            if the counts may be shown but not a share), ``ranked`` (False if the figure may not be compared or ranked)
            and ``why`` (the reason in words). Index: area code.
        baseline: one figure for all, or one for each area (index: area code); fraction for proportions. NaN where
            missing, which makes the area not comparable.
        margin: the indicator's own, or None; see :func:`margins`.
        measure: proportions are computed from the counts if there are any; other measures are used as given.
        rule: of the release; today's by default.

    Returns:
        The same index. A withheld figure is NaN in every column computed from it, whatever the input row held. If a
        percentage may not be shown, the counts stay and the rest is NaN; a figure that is not ranked has a NaN
        difference. ``difference`` is in percentage points for proportions; ``extra`` (n − N·p baseline) is NaN for
        other measures and without counts; ``ratio`` is NaN where the baseline is 0.

    Raises:
        ImpossibleCounts: a numerator below 0 or above its denominator.
        KeyError: a column is missing, or ``baseline`` lacks an area.
    """
    columns = _figures(areas, measure, rule)
    against = baseline.loc[areas.index] if isinstance(baseline, pd.Series) else np.full(len(areas), baseline)
    columns["baseline"] = known = np.asarray(against, dtype=float)
    proportion = measure is Measure.PROPORTION
    value = np.where(_allowed(areas, "ranked"), columns["value"], np.nan)
    columns["difference"] = (value - known) * (100.0 if proportion else 1.0)
    columns["ratio"] = value / np.where(known != 0, known, np.nan)
    extra = np.where(np.isnan(value), np.nan, columns["numerator"]) - columns["denominator"] * known
    columns["extra"] = extra if proportion else np.full(len(areas), np.nan)
    figures = pd.DataFrame(columns, index=areas.index, copy=False).assign(note=_notes(areas))
    figures["verdict"], figures["reason"] = verdicts(figures, margin, measure, areas.get("why"), rule)
    return figures[list(COMPUTED_COLUMNS)]


def margins(baseline: Floats, margin: float | None, measure: Measure, rule: Rule = RULE) -> tuple[Floats, Floats]:
    """Return how large a difference must be to count, and to count as "much", in the unit of ``difference``.

    Let m be the smaller of the baseline's share and the rest (for other measures: the baseline itself). A difference
    counts beyond m/10 and is "much" from m/2. An indicator's own margin replaces m/10; a difference is then "much" from
    five times that margin.

    Args:
        baseline: one for each area; fraction for proportions. NaN where missing.
        margin: the indicator's own, in percentage points for proportions and its unit otherwise; None: the default.
        measure: how the figures are calculated.
        rule: of the release; the text above is of today's.
    """
    if margin is not None:
        own = np.full(baseline.shape, margin)
    elif measure is Measure.PROPORTION:
        own = rule.margin * 100 * np.minimum(baseline, 1 - baseline)
    else:
        own = rule.margin * np.abs(baseline)
    return own, rule.much * own


def verdicts(
    figures: pd.DataFrame,
    margin: float | None,
    measure: Measure,
    why: pd.Series[str] | None = None,
    rule: Rule = RULE,
) -> tuple[pd.Series[str], pd.Series[str]]:
    """Return the word for each area and its reason: only this function calls an area different.

    An area is different from its baseline if all three conditions hold: its 99.8% interval excludes the baseline, the
    difference is larger than the margin, and at least ten people or households are concerned (if there are counts).
    It is much higher or lower from five margins on. How common such a difference is does not matter here; that is the
    standing (:mod:`jsna.stats.standing`).

    A denominator below 30, or a figure marked as of low reliability: too few to say. The same applies if only a 95%
    interval is published and excludes the baseline. Without a baseline or an interval, and for plain counts: not
    comparable.

    Args:
        figures: columns ``numerator``, ``denominator``, ``value``, ``lower95``, ``upper95``, ``lower998``,
            ``upper998``, ``baseline``, ``difference``, ``extra``, ``note``. Index: area code.
        margin: see :func:`margins`.
        measure: how the figures are calculated.
        why: for protected figures, why one is withheld or not ranked; empty if it is ranked.
        rule: of the release; the text above is of today's.

    Returns:
        Verdict (values of :class:`Verdict`) and reason, both with the index of ``figures``.
    """
    protected = [] if why is None else _protected_cases(figures, why)
    cases = (
        protected
        + _withheld_cases(figures)
        + _inconclusive_cases(figures, measure, rule)
        + _conclusive_cases(figures, margin, measure, rule)
    )
    # The first matching case decides, so that a withheld figure is never called anything else.
    chosen = np.select([holds for holds, _, _ in cases], list(range(len(cases))), default=len(cases))
    words = [(verdict.value, reason) for _, verdict, reason in cases]
    words.append((Verdict.TOO_FEW.value, "only a 95% interval is published"))
    return _spell(chosen, [word[0] for word in words], figures), _spell(chosen, [word[1] for word in words], figures)


Case = tuple[NDArray[np.bool_], Verdict, str]

_WITHHELD = {
    Note.CONFIDENTIAL: Verdict.HIDDEN,
    Note.NOT_AVAILABLE: Verdict.NOT_PUBLISHED,
    Note.NOT_APPLICABLE: Verdict.NOT_COMPARABLE,
}


def _protected_cases(figures: pd.DataFrame, why: pd.Series[str]) -> list[Case]:
    reasons = why.fillna("").to_numpy()
    withheld = (figures["note"] == Note.CONFIDENTIAL.value).to_numpy(dtype=bool)
    cases: list[Case] = []
    for reason in sorted(set(reasons) - {""}):
        given = reasons == reason
        cases.append((given & withheld, Verdict.HIDDEN, reason))
        cases.append((given & ~withheld, Verdict.TOO_FEW, reason))
    return cases


def _withheld_cases(figures: pd.DataFrame) -> list[Case]:
    note = figures["note"].to_numpy()
    unpublished = {Note.NOT_AVAILABLE: Verdict.NOT_PUBLISHED.value}
    return [
        (note == member.value, verdict, unpublished.get(member, member.words)) for member, verdict in _WITHHELD.items()
    ]


def _inconclusive_cases(figures: pd.DataFrame, measure: Measure, rule: Rule) -> list[Case]:
    total = figures["denominator"].to_numpy(dtype=float)
    plain_count = np.full(len(figures), measure is Measure.COUNT)
    unreliable = figures["note"].to_numpy() == Note.LOW_RELIABILITY.value
    few = f"fewer than {rule.fewest_to_say} to count"
    return [
        (plain_count, Verdict.NOT_COMPARABLE, "counts of areas of different size are not compared"),
        (total == 0, Verdict.TOO_FEW, "there is nobody here to count"),
        (_missing(figures["value"]), Verdict.NOT_PUBLISHED, Verdict.NOT_PUBLISHED.value),
        (_missing(figures["baseline"]), Verdict.NOT_COMPARABLE, NO_BASELINE),
        (total < rule.fewest_to_say, Verdict.TOO_FEW, few),
        (unreliable, Verdict.TOO_FEW, "the source marks this figure as of low reliability"),
        (_missing(figures["lower95"]), Verdict.NOT_COMPARABLE, "the source gives no margin of error"),
    ]


def _conclusive_cases(figures: pd.DataFrame, margin: float | None, measure: Measure, rule: Rule) -> list[Case]:
    baseline, difference, people = (
        figures[column].to_numpy(dtype=float) for column in ("baseline", "difference", "extra")
    )
    tested = ~_missing(figures["lower998"])
    low = np.where(tested, figures["lower998"], figures["lower95"])
    high = np.where(tested, figures["upper998"], figures["upper95"])
    matters, much = margins(baseline, margin, measure, rule)
    # Differences of shares come from subtractions: a rounding error must not exclude exactly half.
    size, few = np.round(np.abs(difference), 9), np.abs(people) < rule.fewest_people
    large, above = size >= np.round(much, 9), difference > 0
    return [
        ((low <= baseline) & (baseline <= high), Verdict.ABOUT_THE_SAME, WITHIN_CHANCE),
        (size <= np.round(matters, 9), Verdict.ABOUT_THE_SAME, WITHIN_MARGIN),
        (few, Verdict.ABOUT_THE_SAME, FEW_PEOPLE.format(fewest=rule.fewest_people)),
        (tested & large & above, Verdict.MUCH_HIGHER, "beyond chance, and a large difference"),
        (tested & large, Verdict.MUCH_LOWER, "beyond chance, and a large difference"),
        (tested & above, Verdict.HIGHER, "beyond chance, and large enough to matter"),
        (tested, Verdict.LOWER, "beyond chance, and large enough to matter"),
    ]


def _figures(areas: pd.DataFrame, measure: Measure, rule: Rule) -> dict[str, Floats]:
    """Return counts, value and limits as arrays, all NaN where a note withholds the figure."""
    withheld = areas["note"].isin([member.value for member in Note if member.withholds]).to_numpy()
    nothing = np.full(len(areas), np.nan)
    columns = {}
    for column in (*COUNTS, *RATES):
        # A missing limit is normal; a missing count or value would be the caller's mistake.
        given = areas[column].to_numpy(dtype=float) if column in areas or column not in LIMITS else nothing
        columns[column] = np.where(withheld, np.nan, given)
    columns["lower95"], columns["upper95"] = columns.pop("lower"), columns.pop("upper")
    columns |= {"lower998": nothing, "upper998": nothing}
    if measure is Measure.PROPORTION:
        shown = _allowed(areas, "percentage")
        columns |= {name: np.where(shown, values, np.nan) for name, values in _computed(columns, rule).items()}
    if measure is Measure.COUNT:
        columns["value"] = np.where(np.isnan(columns["value"]), columns["numerator"], columns["value"])
    return columns


def _computed(columns: dict[str, Floats], rule: Rule) -> dict[str, Floats]:
    counted, total = columns["numerator"], columns["denominator"]
    computed = {"value": share(counted, total)}
    computed["lower95"], computed["upper95"] = wilson_interval(counted, total, 0.95)
    computed["lower998"], computed["upper998"] = wilson_interval(counted, total, rule.confidence)
    # Counts take precedence; a published share is used only without them.
    has_counts = np.isfinite(counted) & np.isfinite(total)
    return {column: np.where(has_counts, values, columns[column]) for column, values in computed.items()}


def _allowed(areas: pd.DataFrame, mark: str) -> NDArray[np.bool_]:
    """Return a flag of protected figures; True if the column is missing, so that published figures are kept."""
    if mark not in areas:
        return np.ones(len(areas), dtype=bool)
    return np.asarray(areas[mark].astype("boolean").fillna(value=True), dtype=bool)


def _notes(areas: pd.DataFrame) -> pd.Series[str]:
    return areas["note"].astype("str").fillna("")


def _missing(values: pd.Series[float]) -> NDArray[np.bool_]:
    return np.asarray(np.isnan(values.to_numpy(dtype=float)))


def _spell(chosen: NDArray[np.int_], words: list[str], figures: pd.DataFrame) -> pd.Series[str]:
    # One look-up for all areas: building seven thousand strings would cost more than the statistics.
    return pd.Series(pd.array(words, dtype="str").take(chosen), index=figures.index)
