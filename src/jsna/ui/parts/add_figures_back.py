"""Taking back what was stored here: out of every map and every release, with a reason that readers of old links see."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from jsna.catalogue import indicator_folder
from jsna.catalogue.releases.store import Store
from jsna.catalogue.releases.withdraw import LONGEST_REASON, withdraw
from jsna.errors import CatalogueError, JsnaError
from jsna.register.quoting import needs_quoting, reports_quoting
from jsna.settings import Settings
from jsna.ui import data, ways
from jsna.ui.link import state
from jsna.ui.link.state import TYPED
from jsna.ui.register import person, register
from jsna.words.plain import Link, Markdown, escaped, escaped_label

_TOLD = "jsna.back.told"


def offer() -> None:
    """Draw the form that takes figures back, if the council has any here of its own."""
    if told := st.session_state.pop(_TOLD, None):
        st.success(escaped(told), icon=":material/undo:")
    own = _own()
    if not own:
        return
    with st.expander("Take figures back"):
        st.markdown(
            "For a wrong file, a cell that says too much, or a consent that was taken back. The figures are deleted "
            "from every release, also from those that old links show. Their name, the day and your reason stay."
        )
        slug = st.selectbox("Which figures", list(own), format_func=own.__getitem__, filter_mode=TYPED)
        _still_quoting(slug)
        with st.form("jsna.back", border=False):
            why = st.text_input("Why, in words for everybody", max_chars=LONGEST_REASON)
            sure = st.checkbox(escaped_label(f"Delete “{own[slug]}”. This cannot be undone."))
            asked = st.form_submit_button("Take them back")
        if asked and not (sure and why.strip()):
            st.error("Give the reason and tick the box: the figures are still here.")
        elif asked:
            _take_back(slug, why)


def _own() -> dict[str, str]:
    """Titles by slug of the figures that are the council's own."""
    shown = data.catalogue()
    found = {}
    for slug, indicator in shown.indicators.items():
        if indicator_folder.figures_file(shown.data / "indicators" / indicator.topic / f"{slug}.toml").suffix == ".csv":
            found[slug] = indicator.title
    return found


def _still_quoting(slug: str) -> None:
    """Draw what in the register keeps a sentence about these figures: taking them back does not change it."""
    try:
        needs, told = needs_quoting(register(), person(), slug), reports_quoting(register(), person(), slug)
    except JsnaError as problem:
        st.info(f"Whether needs cite these figures cannot be said now. {escaped(str(problem))}")
        return
    if not needs and not told:
        return
    selection = state.selection()
    lines = [Link(need.title, ways.to_page(ways.NEEDS, selection, {"need": need.id})).markdown for need in needs]
    lines += [Markdown(f"Something that people told us: {escaped(reference)}") for reference in told]
    st.markdown(
        "These keep a sentence about the figures, also when the figures are gone. Open each need and take the figure "
        "off, and have erased what people told us, if the sentence says too much:\n\n"
        + "\n".join(f"- {line}" for line in lines)
    )


def _take_back(slug: str, why: str) -> None:
    settings = Settings.read()
    try:
        gone = withdraw(Store.of(settings.state), settings.data, slug, why, by=person(), now=lambda: datetime.now(UTC))
    except CatalogueError as wrong:
        st.error(escaped(str(wrong)))
        return
    st.session_state[_TOLD] = f"{gone.said} Backups that were made before still hold them."
    st.rerun()
