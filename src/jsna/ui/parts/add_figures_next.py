"""The next file of figures that are here: its columns are known, so only its day is asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from jsna.errors import Findings
from jsna.ingest.council.columns import again
from jsna.ingest.council.prepare import Prepared, prepare
from jsna.ingest.council.understood import Understood
from jsna.settings import Settings
from jsna.ui import clock, data
from jsna.ui.form import day
from jsna.ui.link.state import TYPED
from jsna.ui.mending import problems
from jsna.ui.parts.add_figures_form import ESTIMATE, LABELS, TICK
from jsna.ui.parts.add_figures_preview import shown
from jsna.ui.parts.add_figures_words import CHECKED, PERIOD, WHOLE, of_page

_NEW = "No, these are new figures"


def chosen() -> Path | None:
    """Ask whether the file is the next one of figures that are here; return the TOML of their indicator, or None."""
    kept = again.kept(Settings.read().data)
    if not kept:
        return None
    titles = {
        path: data.catalogue().indicators[path.stem].title for path in kept if path.stem in data.catalogue().indicators
    }
    return st.selectbox(
        "Is this the next file of figures that are here",
        [None, *titles],
        format_func=lambda path: _NEW if path is None else titles[path],
        filter_mode=TYPED,
    )


def preview(understood: Understood, path: Path) -> Prepared | None:
    """Draw the question of the day, and the figures as they would look; return them, or None until there are any."""
    st.markdown("Its columns are taken for what those of the last file were. Earlier periods stay.")
    with st.form("jsna.next"):
        said = st.text_input(LABELS["reference_date"])
        period = st.text_input(PERIOD)
        st.markdown(TICK)
        estimate, checked, all_there = st.checkbox(ESTIMATE), st.checkbox(CHECKED), st.checkbox(WHOLE)
        asked = st.form_submit_button("Check and preview", type="primary")
    if not asked:
        return shown((understood, path), None)
    return shown(
        (understood, path),
        lambda: _prepared(understood, path, said, period.strip(), estimate=estimate, checked=checked, whole=all_there),
    )


def _prepared(
    understood: Understood, path: Path, said: str, period: str, *, estimate: bool, checked: bool, whole: bool
) -> Prepared | None:
    about = day(said)
    if about is None:
        st.error(f"{LABELS['reference_date']}: a day such as 2026-01-31.")
        return None
    try:
        _, mapping = again.mapping_of(Settings.read().data, path.stem)
        file, described = again.next_file(understood, path, mapping, about, clock.today(), period)
        return prepare(
            file,
            described,
            period,
            data.lookups(),
            estimate=estimate,
            checked=checked,
            all_there=whole,
        )
    except Findings as wrong:
        problems(of_page(wrong.findings))
        return None
