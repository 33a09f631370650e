"""The next file of figures that are here: its columns are known, so only its day is asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from jsna.errors import Findings
from jsna.ingest.council.columns import again
from jsna.ingest.council.prepare import Prepared, prepare
from jsna.ingest.council.shaping.titled import period_of
from jsna.ingest.council.understood import Understood
from jsna.settings import Settings
from jsna.ui import clock, data
from jsna.ui.form import day
from jsna.ui.link.state import TYPED
from jsna.ui.mending import problems
from jsna.ui.parts.add_figures import PREPARED
from jsna.ui.parts.add_figures_form import CHECKED, ESTIMATE, LABELS
from jsna.ui.parts.add_figures_preview import shown

_NEW = "No, these are new figures"
_PERIOD = "Period, as 2026 or 2025/26, if the file does not say it"


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
        period = st.text_input(_PERIOD)
        estimate, checked = st.checkbox(ESTIMATE), st.checkbox(CHECKED)
        asked = st.form_submit_button("Check and preview", type="primary")
    if asked:
        st.session_state.pop(PREPARED, None)
        st.session_state[PREPARED] = _prepared(understood, path, said, period.strip(), estimate, checked)
    return shown(st.session_state.get(PREPARED))


def _prepared(
    understood: Understood, path: Path, said: str, period: str, estimate: bool, checked: bool
) -> Prepared | None:
    about = day(said)
    if about is None:
        st.error(f"{LABELS['reference_date']}: a day such as 2026-01-31.")
        return None
    try:
        _, mapping = again.mapping_of(Settings.read().data, path.stem)
        file, described = again.next_file(understood, path, mapping, about, clock.today(), period)
        found = prepare(
            file, described, period or period_of(file, about), data.lookups(), estimate=estimate, checked=checked
        )
    except Findings as wrong:
        problems(wrong.findings)
        return None
    return found
