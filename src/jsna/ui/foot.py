"""The foot of every page: licence, release, and how to share what is seen."""

from __future__ import annotations

import streamlit as st

LICENCE = (
    "Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Boundaries: contains OS data © Crown copyright and database right."
)


def draw(release: str) -> None:
    """Draw the foot.

    Args:
        release: id of the data release shown.
    """
    st.divider()
    st.markdown(
        f"{LICENCE} Data release `{release}`. The address of this page holds every choice made here: "
        "copy it to share exactly this view."
    )
