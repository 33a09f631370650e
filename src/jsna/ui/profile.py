"""The area page's parts: a summary, a section for each characteristic, the download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.analysis.places import name_of
from jsna.figures.profile import dots, dots_in_words, profile_table
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.comparison import Verdict
from jsna.model.profile import Line
from jsna.model.selection import Selection
from jsna.outputs.download import as_csv
from jsna.ui import clock, currency, data
from jsna.ui.components import STILL, reading_table, sentence
from jsna.words.currency import dated
from jsna.words.numbers import count, listed
from jsna.words.plain import escaped
from jsna.words.provenance import source_line


def summary(selection: Selection, lines: list[Line]) -> None:
    """Draw the ward's name, where it lies, and how much of what is known stands out."""
    areas = data.catalogue().areas
    ward = str(selection.ward)
    holders = dict.fromkeys(str(areas.at[ward, level]) for level in ("district", "county", "region"))
    st.subheader(escaped(name_of(areas, ward)), anchor=False)
    st.markdown(f"In {escaped(', '.join(name_of(areas, code) for code in holders))}.")
    sentence(_standing_out(name_of(areas, ward), lines))


def characteristics() -> list[Characteristic]:
    """Return the nine in the Act's order, then what is about everyone: every section of the page, even where empty."""
    return [*NINE, Characteristic.EVERYONE]


def section(characteristic: Characteristic, lines: list[Line], selection: Selection) -> None:
    """Draw one characteristic: its figures as a table, then as dots; or the reason why there are none."""
    entry = data.catalogue().characteristics.get(characteristic)
    st.subheader(entry.title if entry else "Wider needs: health, housing, work", anchor=False)
    own = [line for line in lines if line.indicator.characteristic is characteristic]
    if entry is not None and entry.warning:
        st.markdown(escaped(entry.warning))
    if not own:
        st.info(_why_not(characteristic), icon=":material/info:")
        return
    name = name_of(data.catalogue().areas, str(selection.ward))
    titles = list(dict.fromkeys(line.indicator.slug for line in own))
    for number, slug in enumerate(titles):
        together = [line for line in own if line.indicator.slug == slug]
        if number == 0:
            _indicator(together, name, str(selection.ward))
            _dots(together, name)
            continue
        with st.expander(together[0].indicator.title):
            _indicator(together, name, str(selection.ward))


def _indicator(lines: list[Line], name: str, ward: str) -> None:
    """Draw one indicator's groups; one line where none of them has a figure here."""
    indicator = lines[0].indicator
    beside = currency.beside(indicator, ward)
    st.markdown(
        f"**{escaped(indicator.title)}.** {escaped(indicator.summary)} {escaped(source_line(indicator))} "
        f"{beside[:1].upper()}{beside[1:]}"
    )
    if not any(line.figure.counted for line in lines):
        st.markdown(f"No figure for {escaped(name)}: {escaped(lines[0].figure.reason)}.")
        return
    reading_table(profile_table(lines), f"{indicator.title} in {name}")


def _dots(lines: list[Line], name: str) -> None:
    """Draw the main indicator of a characteristic for those who would rather look than read."""
    drawn = dots(lines, name, clock.today())
    if drawn is not None:
        key = f"jsna.dots.{lines[0].indicator.slug}"
        st.plotly_chart(drawn, theme=None, config=STILL, alt=dots_in_words(lines, name), key=key)


def download(selection: Selection, lines: list[Line]) -> None:
    """Draw the download of every line."""
    name = name_of(data.catalogue().areas, str(selection.ward))
    st.download_button(
        "Download everything on this page (CSV)",
        lambda: as_csv(_export(lines)),
        file_name=f"{name.lower().replace(' ', '-')}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _standing_out(name: str, lines: list[Line]) -> str:
    higher = [line for line in lines if line.figure.verdict == Verdict.HIGHER]
    lower = [line for line in lines if line.figure.verdict == Verdict.LOWER]
    if not higher and not lower:
        return f"Nothing that is known about {name} stands out from the baseline."
    said = [f"{word} in {count(len(found))}" for word, found in (("higher", higher), ("lower", lower)) if found]
    base = lines[0].figure.baseline_name
    return f"Of {count(len(lines))} figures known for {name}, it is {listed(said)} than {base}."


def _why_not(characteristic: Characteristic) -> str:
    entry = data.catalogue().characteristics[characteristic]
    return " ".join(dict.fromkeys(gap.reason for gap in entry.gaps)) or entry.summary


def _export(lines: list[Line]) -> pd.DataFrame:
    table = profile_table(lines)
    table.insert(0, "Indicator", [line.indicator.title for line in lines])
    table["Unit"] = [line.indicator.unit for line in lines]
    table["Base"] = [line.indicator.base for line in lines]
    table["Reference date"] = [line.indicator.reference_date.isoformat() for line in lines]
    table["Age"] = [dated(line.indicator.reference_date, clock.today()) for line in lines]
    table["Licence"] = [line.indicator.source.statement for line in lines]
    table["Release"] = data.release()
    return table
