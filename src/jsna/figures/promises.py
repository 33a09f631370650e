"""Responses as tables: the list, the oldest unanswered first; and the steps of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.model.before_after import BeforeAfter, Reading
from jsna.model.indicator import Indicator
from jsna.model.register.promise import Promise
from jsna.model.register.response import Response
from jsna.words import before_after as measured
from jsna.words import promises as words
from jsna.words.plain import Link
from jsna.words.provenance import spoken_date


def list_table(promises: Sequence[Promise], names: Mapping[str, str], addresses: Mapping[str, str]) -> pd.DataFrame:
    """Return one row for each response, in the order given.

    Args:
        promises: as ``analysis.promises.oldest_first`` returns them.
        names: of areas by code.
        addresses: of each response by identifier; without one the words alone are shown.
    """
    return pd.DataFrame([_row(each, names, addresses) for each in promises])


def _row(each: Promise, names: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, object]:
    own = each.response
    heard = words.short(own.heard)
    marked = f"Sample: {heard}" if own.sample else heard
    return {
        "What was heard": Link(marked, addresses[own.id]) if own.id in addresses else marked,
        "Where": ", ".join(names.get(place.code, place.code) for place in own.places),
        "Heard on": spoken_date(own.heard_on),
        "Open for": words.days_open(each.days, owed=each.is_owed),
        "How far": words.stands(own.progress, owed=each.is_owed, reopened=own.times_reopened),
        "Next date": words.next_date(own.next_on, each.first_date, len(own.moves), each.overdue)
        if each.is_owed
        else "Ended",
        "Owner": own.owner or "Nobody named",
        "Did it help?": words.verdict(each.helped),
    }


def steps_table(response: Response, *, who: bool) -> pd.DataFrame:
    """Return what happened, in order.

    Args:
        response: the response.
        who: whether the reader sees who recorded each step.
    """
    rows = [
        {
            "Day": spoken_date(step.on),
            "What happened": words.step(step),
            "Why it was published": step.reason or "–",
            **({"Recorded by": step.by or "–"} if who else {}),
        }
        for step in response.steps
    ]
    return pd.DataFrame(rows)


def verdicts_table(response: Response) -> pd.DataFrame:
    """Return what was said of what was done, in order."""
    rows = [
        {
            "Day": spoken_date(each.on),
            "Did it help?": words.HELPED[each.helped],
            "Who says so": words.SAID_BY[each.said_by],
            "In their words, or where": each.words or "–",
        }
        for each in response.verdicts
    ]
    return pd.DataFrame(rows)


def measured_table(found: Sequence[BeforeAfter]) -> pd.DataFrame:
    """Return each indicator before and after, or the reason why there is none."""
    return pd.DataFrame([_measured(each) for each in found])


def _measured(each: BeforeAfter) -> dict[str, object]:
    whole = each.before is not None and each.after is not None
    said = measured.whether_apart(each.apart) if whole else measured.no_comparison(each.reason)
    return {
        "Indicator": each.title,
        "Area": each.area,
        "Before": _reading(each.before, each.indicator),
        "After": _reading(each.after, each.indicator),
        "What it says": f"{said} {measured.chosen(each.usual)}" if each.usual else said,
    }


def _reading(reading: Reading | None, indicator: Indicator | None) -> str:
    if reading is None or indicator is None:
        return "–"
    said = measured.reading(reading.value, reading.numerator, reading.denominator, reading.interval, indicator)
    return f"{reading.period}: {said}"
