"""The questions about a council's own figures: what they are, who counted, and who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from jsna.ingest.council.answers import Answers
from jsna.model.audience import CHOICES
from jsna.model.characteristic import NINE, Characteristic
from jsna.ui import data
from jsna.ui.form import cells, day
from jsna.ui.link.state import TYPED
from jsna.ui.parts.add_figures_base import BASE
from jsna.ui.parts.add_figures_words import CHECKED, PERIOD, WHOLE

RULES = {
    "service": "Service counts: 0 to 7 withheld, the rest rounded to 5",
    "survey": "Survey replies: fewer than 10 withheld, no percentage under 30",
    "published": "Published already, and protected at its source",
}
#: The form's label for each answer; the names of an indicator's fields are for people who write its file.
LABELS = {
    "title": "Title, as a reader should see it",
    "summary": "One plain sentence on what is counted",
    "unit": "What is counted",
    "base": BASE,
    "characteristic": "Whom it is about",
    "rule": "How people are protected",
    "who_sees": "Who may see the figures",
    "publisher": "Who counted",
    "url": "Where it can be read",
    "licence": "Licence of the figures, if stated",
    "reference_date": "Day the figures are about, as 2026-01-31",
    "published": "Day they were published, as 2026-01-31, if stated",
    "collection": "Name of the survey or the records, if several files come from them",
    "topic": "Topic (a folder: health, housing, …)",
    "margin_that_matters": "Smallest difference that matters, in percentage points",
    "margin_reason": "Why that difference matters",
}
#: What an empty answer means.
USUAL_MARGIN = "Leave empty: a tenth of the baseline, or of its complement where that is smaller."
ESTIMATE = "Divide wards that were cut, by residents, and say so"
TICK = "Tick these only where the check asks for it:"
_EVERY_PERIOD = "All of them"


@dataclass(frozen=True)
class Described:
    """What the form says of a file.

    Attributes:
        answers: what the figures are.
        estimate: whether counts of wards that were cut are divided by residents.
        checked: whether names beside other codes, and numbers such as 9999, are right.
        all_there: whether areas that are not in the file have nobody.
        period: the period of the figures, or the one of the file's that is read; empty: what the file says.
    """

    answers: Answers
    estimate: bool
    checked: bool
    all_there: bool
    period: str


def description(periods: Sequence[str]) -> Described | None:
    """Draw the questions about what the figures are; return the answers once submitted, None before.

    Args:
        periods: what the file says of the time of its figures; empty text where it says nothing.
    """
    st.header("What the figures are", anchor=False)
    with st.form("jsna.add"):
        answers = _answers()
        period = _period(periods)
        st.markdown(TICK)
        estimate, checked, all_there = st.checkbox(ESTIMATE), st.checkbox(CHECKED), st.checkbox(WHOLE)
        asked = st.form_submit_button("Check and preview", type="primary")
    return Described(answers, estimate, checked, all_there, period) if asked else None


def _period(periods: Sequence[str]) -> str:
    """Ask for the period where the file says none, and which is read where it says several."""
    if "" in periods:
        return st.text_input(PERIOD).strip()
    if len(periods) < 2:
        return ""
    return st.selectbox("Which period is read", ["", *periods], format_func=lambda each: each or _EVERY_PERIOD)


def _answers() -> Answers:
    """Draw the questions on what the figures are; groups and base are asked with the columns."""
    characteristics = data.catalogue().characteristics
    title = st.text_input(LABELS["title"])
    summary = st.text_input(LABELS["summary"])
    cell = cells()
    unit = next(cell).text_input(LABELS["unit"], "people")
    characteristic = next(cell).selectbox(
        LABELS["characteristic"],
        [Characteristic.EVERYONE, *NINE],
        format_func=lambda item: characteristics[item].title,
        filter_mode=TYPED,
    )
    rule = next(cell).selectbox(LABELS["rule"], list(RULES), format_func=RULES.__getitem__, filter_mode=TYPED)
    publisher = next(cell).text_input(LABELS["publisher"])
    url = next(cell).text_input(LABELS["url"], placeholder="https://")
    reference_date = day(next(cell).text_input(LABELS["reference_date"]))
    published = next(cell).text_input(LABELS["published"])
    licence = next(cell).text_input(LABELS["licence"])
    topic = next(cell).text_input(LABELS["topic"], "local")
    collection = next(cell).text_input(LABELS["collection"])
    who_sees = next(cell).selectbox(
        LABELS["who_sees"], list(CHOICES), format_func=CHOICES.__getitem__, filter_mode=TYPED
    )
    margin, reason = _margin()
    return Answers(
        title=title,
        summary=summary,
        topic=topic,
        groups=(),
        publisher=publisher,
        url=url,
        reference_date=reference_date,
        licence=licence,
        published=published.strip() or None,
        unit=unit,
        characteristic=characteristic,
        rule=rule,
        collection=collection,
        who_sees=who_sees,
        margin=margin,
        margin_reason=reason,
    )


def _margin() -> tuple[float | None, str]:
    """Draw a row of its own for the margin and its reason, which are together on a phone."""
    left, right = st.columns(2)
    given = left.number_input(LABELS["margin_that_matters"], value=None)
    left.markdown(USUAL_MARGIN)
    return given, right.text_input(LABELS["margin_reason"])
