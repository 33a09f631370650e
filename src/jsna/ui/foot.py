"""The foot of every page: licence, release, and how to share what is seen."""

from __future__ import annotations

import streamlit as st

LICENCE = (
    "Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Boundaries: contains OS data © Crown copyright and database right. "
    "Postcodes: contains Royal Mail data © Royal Mail copyright and database right."
)
IN_ADDRESS = "The address of this page holds every choice made here: copy it to share exactly this view."
NOT_IN_ADDRESS = "What is entered here is not in the address of this page: copying that shares the empty page."


def draw(release: str, *, in_address: bool = True) -> None:
    """Draw the foot.

    Args:
        release: id of the data release shown.
        in_address: whether the address holds what the reader does on the page.
    """
    st.divider()
    st.markdown(f"{LICENCE} Data release `{release}`. {IN_ADDRESS if in_address else NOT_IN_ADDRESS}")
