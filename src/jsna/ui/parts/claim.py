"""The claim checker's parts. What is typed here stays on the page: it is not kept in an address, file or log."""

from __future__ import annotations

import streamlit as st

from jsna.model.claim import ClaimReport
from jsna.ui.reading import sentence
from jsna.words.claim import check_claim
from jsna.words.plain import escaped

#: More replies than any council collects.
MOST = 10_000_000


def ask() -> ClaimReport | None:
    """Draw the form and return the report on the claim; None until both numbers are submitted."""
    with st.form("jsna.claim"):
        left, middle, right = st.columns(3)
        counted = left.number_input("How many gave the answer", 0, MOST, value=None, step=1)
        replies = middle.number_input("Out of how many who replied", 0, MOST, value=None, step=1)
        group = right.number_input("People in the group, if known", 0, MOST, value=None, step=1)
        claim = st.text_area("The sentence someone wants to print", max_chars=500)
        asked = st.form_submit_button("Check the claim", type="primary")
    if not asked:
        return None
    if counted is None or replies is None:
        st.error("Give both numbers: how many gave the answer, and out of how many who replied.")
        return None
    return check_claim(int(counted), int(replies), None if group is None else int(group), claim)


def answer(report: ClaimReport) -> None:
    """Draw the verdict, what may and may not be said, how many more replies are needed, and the wording to use."""
    sentence(f"This {report.verdict.value}.")
    _listed("What may be said", report.may_say)
    _listed("What may not be said, and why", report.may_not_say)
    st.header("How many more replies it would take", anchor=False)
    st.markdown(escaped(report.needed))
    st.header("The wording to use", anchor=False)
    st.code(report.wording, language=None, wrap_lines=True)


def explanation() -> None:
    """Draw the method in one plain sentence, and the formula on request."""
    st.markdown("A few replies can have come from almost any group: the range says which groups could have given them.")
    with st.expander("The formula"):
        st.markdown(
            "The range is Wilson's score interval at 95%: (2x + z² ∓ z √(z² + 4x(1 − x/n))) ÷ 2(n + z²). Here x is how "
            "many gave the answer, n how many replied, and z is 1.96. "
            "Wilson EB (1927), JASA 22: 209–212. It holds for a random sample; people who chose to reply are not one."
        )


def _listed(title: str, lines: tuple[str, ...]) -> None:
    st.header(escaped(title), anchor=False)
    st.markdown("\n".join(f"- {escaped(line)}" for line in lines))
