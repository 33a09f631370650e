"""The form that says what the columns of a file of records mean, and what the collection is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st

from jsna.errors import Findings
from jsna.ingest.records.codes import FOLDER, Code, read_codes
from jsna.ingest.records.mapped_columns import SILENT
from jsna.ingest.records.mapping import Mapping, described
from jsna.ingest.records.own_spellings import own_spellings
from jsna.model.audience import CHOICES, SIGNED_IN, from_text
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.slug import slug_of
from jsna.model.source import NOT_STATED
from jsna.ui import data
from jsna.ui.form import cells
from jsna.ui.link.filters import place_names
from jsna.ui.link.state import TYPED
from jsna.ui.mending import mistakes
from jsna.words.plain import escaped_label

NOT_ASKED, NO_DISTRICT = "not asked", "no such column"
KINDS = {"survey": "Replies to a survey or consultation", "service": "Records of a service"}
AREAS = {
    "ward": "Wards, small areas or postcodes",
    "district": "Districts",
}
#: The form's label for each answer.
LABELS = {
    "title": "Title, as a reader should see it",
    "question": "The question, word for word",
    "period": "What the records are about, such as 2026",
    "reference_date": "Last day of it, as 2026-01-31",
    "publisher": "Who collected it",
    "url": "Where it can be read",
    "licence": "Licence of the counts, if stated",
    "published": "Day they are published, as 2026-01-31, if stated",
    "answer": "The answers, one a line: as written = what they say (yes = are satisfied)",
    "answer.codes": "The answers, one a line: as written = what they say (yes = are satisfied)",
    "collection": "Name of the survey or the records, if files of counts are made from them too",
    "asked": "Who was asked: everyone, or ages such as 18 and over",
    "characteristics.age.bands": "Age bands, if not those of the answers: 18-24; 25-34; 35+",
    "spellings": "Your own spellings, one a line: column: as written = group, or not answered",
    "most_unplaced": "Percentage of records without an area that you accept",
    "purpose.why": "Why we ask",
    "purpose.lawful_basis": "Lawful basis",
    "purpose.who_sees": "Who may see the counts",
}
_OWN_SPELLINGS = "For spellings that the preview does not understand. Such as: Age: under16 = Aged 15 and under"

#: The answers of the form, nested as the mapping is.
Answers = dict[str, Any]


def description(names: list[str], forget: Callable[[], None]) -> Mapping | None:
    """Draw the questions about what the columns mean; return the mapping once it is submitted without mistakes.

    What was counted before is dropped when new answers are submitted, and mistakes are drawn below the form.

    Args:
        names: the headings of the file.
        forget: drops what was counted.
    """
    with st.form("jsna.collection.form"):
        st.header("What the columns mean", anchor=False)
        answers = _columns(names)
        said = st.text_area(LABELS["spellings"], help=_OWN_SPELLINGS)
        answers |= _about() | {"purpose": _purpose()}
        asked = st.form_submit_button("Count and preview", type="primary")
    if not asked:
        return None
    forget()
    try:
        return described(_with_spellings(answers, said))
    except Findings as wrong:
        mistakes(wrong.findings, LABELS)
        return None


def _columns(names: list[str]) -> Answers:
    cell = cells()
    area = next(cell).selectbox("Column of the area", names, filter_mode=TYPED)
    kind = next(cell).selectbox("What stands in it", list(AREAS), format_func=AREAS.__getitem__, filter_mode=TYPED)
    district = next(cell).selectbox("Column of the district, if there is one", [NO_DISTRICT, *names], filter_mode=TYPED)
    answer = next(cell).selectbox("Column of the answer", names, index=len(names) - 1, filter_mode=TYPED)
    unplaced = next(cell).number_input(LABELS["most_unplaced"], 0, 99, 20)
    said = st.text_area(LABELS["answer"])
    folder = data.catalogue().data / FOLDER
    entries = data.catalogue().characteristics
    listed = [item for item in NINE if (folder / f"{item}.toml").is_file()]
    chosen = {
        item: next(cell).selectbox(
            f"Column of {escaped_label(entries[item].title.lower())}",
            [NOT_ASKED, *names],
            key=f"jsna.collection.{item}",
            filter_mode=TYPED,
        )
        for item in listed
    }
    asked = next(cell).text_input(LABELS["asked"], "everyone")
    bands = next(cell).text_input(LABELS["characteristics.age.bands"])
    columns: Answers = {item: {"column": column} for item, column in chosen.items() if column != NOT_ASKED}
    if Characteristic.AGE in columns:
        columns[Characteristic.AGE]["bands"] = [band.strip() for band in re.split("[;,]", bands) if band.strip()]
    return {
        "area": {
            "column": area,
            "kind": kind,
            "district": "" if district == NO_DISTRICT else district,
            "most_unplaced": unplaced / 100,
        },
        "asked": asked,
        "answer": {"column": answer, "codes": _codes(said)},
        "characteristics": columns,
    }


def _with_spellings(answers: Answers, said: str) -> Answers:
    """The answers with the spellings of this collection.

    Raises:
        Findings: a line cannot be read.
    """
    columns = {"answer": answers["answer"], **answers["characteristics"]}
    roles = {given["column"]: str(role) for role, given in columns.items()}
    codes = {item: read_codes(data.catalogue().data, item).codes for item in answers["characteristics"]}
    own_codes = {name: Code.model_validate(given) for name, given in answers["answer"]["codes"].items()}
    for role, own in own_spellings(said, roles, {"answer": own_codes, **codes}).items():
        if role != "answer":
            columns[role]["spellings"] = own
            continue
        for name, spellings in own.items():
            target = answers["answer"] if name in SILENT else answers["answer"]["codes"][name]
            target[name if name in SILENT else "spellings"] = spellings
    return answers


def _codes(said: str) -> Answers:
    pairs = [line.partition("=") for line in said.splitlines() if line.strip()]
    return {
        slug_of(written): {"label": written.strip(), "says": says.strip() or f"answered “{written.strip()}”"}
        for written, _, says in pairs
    }


def _about() -> Answers:
    st.header("What it is", anchor=False)
    names = data.catalogue().areas["name"].to_dict()
    codes = list(place_names(data.catalogue()))
    title = st.text_input(LABELS["title"])
    question = st.text_input(LABELS["question"])
    cell = cells()
    return {
        "title": title,
        "slug": slug_of(title),
        "question": question,
        "topic": "local",
        "kind": next(cell).selectbox("What it is", list(KINDS), format_func=KINDS.__getitem__, filter_mode=TYPED),
        "place": next(cell).selectbox(
            "Place",
            codes,
            index=codes.index(data.catalogue().place.area),
            format_func=names.__getitem__,
            filter_mode=TYPED,
        ),
        "period": next(cell).text_input(LABELS["period"]),
        "reference_date": next(cell).text_input(LABELS["reference_date"]),
        "publisher": next(cell).text_input(LABELS["publisher"]),
        "url": next(cell).text_input(LABELS["url"], placeholder="https://"),
        "licence": next(cell).text_input(LABELS["licence"]).strip() or NOT_STATED,
        "published": next(cell).text_input(LABELS["published"]).strip() or None,
        "collection": next(cell).text_input(LABELS["collection"]),
    }


def _purpose() -> Answers:
    st.header("Why it was asked", anchor=False)
    cell = cells()
    return {
        "why": next(cell).text_input(LABELS["purpose.why"]),
        "lawful_basis": next(cell).text_input(LABELS["purpose.lawful_basis"]),
        "who_sees": from_text(
            next(cell).selectbox(
                LABELS["purpose.who_sees"],
                list(CHOICES),
                index=list(CHOICES).index(SIGNED_IN),
                format_func=CHOICES.__getitem__,
                filter_mode=TYPED,
            )
        ),
        "smallest_group": int(next(cell).number_input("Smallest group published", 10, 1000, 10)),
    }
