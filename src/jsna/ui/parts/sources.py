"""The sources page's parts, generated from the metadata."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.catalogue.glossary import glossary
from jsna.catalogue.msoa import tables as read_msoa_tables
from jsna.catalogue.services import services as read_services
from jsna.figures.glossary import glossary_table
from jsna.figures.sources import msoa_tables, services_table, sources_table
from jsna.model.characteristic import NINE
from jsna.ui import data, look, ways
from jsna.ui.footer import LICENCE
from jsna.ui.link import state
from jsna.ui.reading import reading_table, sentence
from jsna.words.plain import escaped
from jsna.words.provenance import edited, frozen, in_short


def headline() -> None:
    """Draw how many indicators there are, from how many publishers, and from when."""
    indicators = list(data.catalogue().indicators.values())
    sentence(in_short(indicators))
    release = look.shown().release.frozen
    by_hand = sum(bool(edited(each, release.by_hand)) for each in indicators)
    st.markdown(escaped(frozen(release.id, release.at, by_hand)))


def table() -> None:
    """Draw every indicator with its source, licence, dates and method, a table for each topic."""
    indicators = list(data.catalogue().indicators.values())
    for topic in dict.fromkeys(indicator.topic for indicator in indicators):
        st.header(escaped(topic.replace("-", " ").capitalize()), anchor=False)
        own = [indicator for indicator in indicators if indicator.topic == topic]
        listed = sources_table(own, ways.to_maps(own, state.selection()), data.by_hand())
        reading_table(listed, f"Sources of the figures on {topic}")


def words() -> None:
    """Draw every word of the glossary with what it means, in the order of the alphabet."""
    terms = glossary(data.catalogue()).values()
    if terms:
        st.header("What our words mean", anchor=False)
        reading_table(glossary_table(terms), "Words and what they mean")


def msoas() -> None:
    """Draw the tables that are published for MSOAs, and shown beside the wards that these touch."""
    found = read_msoa_tables(data.catalogue())
    if found:
        st.header("Figures of small areas beside a ward", anchor=False)
        st.markdown("Shown on a ward's profile for the small areas that the ward touches, never as the ward's own.")
        reading_table(msoa_tables(found.values()), "Sources of the figures of small areas")


def services() -> None:
    """Draw the public lists of services with source, licence, date and how complete each is."""
    lists = read_services(data.catalogue())
    if lists:
        st.header("Lists of services", anchor=False)
        reading_table(services_table(lists.values()), "Sources of the lists of services")


def characteristics() -> None:
    """Draw what is known of each of the nine protected characteristics, at which level, and why not below it."""
    entries = data.catalogue().characteristics
    st.header("The nine protected characteristics", anchor=False)
    reading_table(
        pd.DataFrame(
            {
                "Characteristic": entries[item].title,
                "Smallest area": entries[item].lowest_level or "no figure",
                "What the figures can say": entries[item].summary,
                "What is not published, and why": " ".join(dict.fromkeys(gap.reason for gap in entries[item].gaps)),
            }
            for item in NINE
        ),
        "What is known of each protected characteristic",
    )


def licences() -> None:
    """Draw the licence lines."""
    st.header("Licences", anchor=False)
    st.markdown(escaped(LICENCE))
