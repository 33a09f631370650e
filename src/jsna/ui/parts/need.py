"""One need: what is known of it, what else may explain it, what was done, and the record of all that."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.analysis.needs import regard
from jsna.model.due_regard import Regard
from jsna.model.register.need import Need, NeedStatus
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.outputs import due_regard
from jsna.ui import choosing, clock, data, editing, ways
from jsna.ui.choosing import where
from jsna.ui.link import filters
from jsna.ui.parts import need_forms, needs, publishing
from jsna.ui.parts.responses import KEY, PAGE
from jsna.ui.reading import reading_table
from jsna.ui.recording import mark_sample
from jsna.ui.register import person, register
from jsna.words import needs as words
from jsna.words.asked_for import response_row
from jsna.words.needs import NO_RESPONSES, short
from jsna.words.plain import Link, escaped


def one(need_id: str) -> None:
    """Draw everything about a need, and the forms that change it.

    Raises:
        NotHere: there is no such need for this reader.
    """
    selection = filters.choose_place(baseline=False)
    needs.back(selection)
    known = regard(register(), person(), need_id)
    need = known.need
    st.header(escaped(need.title), anchor=False)
    mark_sample(need)
    needs.status_line(need)
    _about(need)
    if doubt := words.going_on(need, known.ideas):
        st.warning(escaped(doubt), icon=":material/info:")
    _figures(need)
    _conversations(known, selection)
    _explanations(need)
    _ideas(known, selection)
    _responses(known, selection)
    if person().may(Right.WRITE):
        st.header("Add or change", anchor=False)
        need_forms.draw(editing.read(need), known, selection)
    _history(known)


def _about(need: Need) -> None:
    lines = [
        f"**Where:** {escaped(where(need.places))}",
        f"**For whom:** {escaped('; '.join(choosing.group_names(need.groups)) or 'everybody there')}",
        f"**Topic:** {escaped(choosing.topics().get(need.topic, need.topic))}",
    ]
    lines += [f"**Looked after by:** {escaped(need.owner)}"] if need.owner else []
    lines += [publishing.who_reads(need)]
    st.markdown("  \n".join(lines))
    if need.words:
        st.markdown(escaped(need.words))


def _figures(need: Need) -> None:
    st.header("What the figures say", anchor=False)
    if not need.figures:
        st.markdown("No figure is cited. A need can rest on what people say alone.")
    for each in need.figures:
        on = f"Data release {escaped(each.release)}. " if each.release else ""
        gone = data.catalogue().gone.get(each.indicator)
        way = escaped(gone.said) if gone else Link("Open this figure", each.link).markdown
        st.markdown(f"- {escaped(each.said)} {on}{way}")


def _conversations(known: Regard, selection: Selection) -> None:
    st.header("What people said", anchor=False)
    if not known.need.conversations:
        steps = ways.of_menu(selection, (ways.PLAN, ways.RECORD))
        st.markdown(f"Nobody has been asked. A figure says how many; only people say what they lack. {steps}")
        return
    if known.conversations:
        rows = [words.conversation_row(each, where) for each in known.conversations]
        reading_table(pd.DataFrame(rows), "Conversations that this need cites, the first one first")
    if any(each.sample for each in known.conversations):
        st.markdown("Some of these conversations are samples: made up.")
    if more := words.unseen(known.unseen, others=bool(known.conversations)):
        st.markdown(escaped(more))


def _explanations(need: Need) -> None:
    st.header("What else may explain it", anchor=False)
    if need.status is NeedStatus.ASSUMED:
        st.markdown("Keep all of these open until people were asked, and conclude in neither direction.")
    rows = pd.DataFrame(words.explanation_rows(need.explanations))
    reading_table(rows, "Every other explanation, with what speaks for it and against it")


def _ideas(known: Regard, selection: Selection) -> None:
    st.header("Ideas for it", anchor=False)
    if known.ideas:
        rows = [
            {"Idea": Link(each.title, ways.to_page(ways.IDEAS, selection, {"idea": each.id})), **words.idea_row(each)}
            for each in known.ideas
        ]
        reading_table(pd.DataFrame(rows), "Ideas for this need")
        return
    st.markdown("No idea is recorded for this need.")


def _responses(known: Regard, selection: Selection) -> None:
    st.header("What came of it", anchor=False)
    if not known.responses:
        st.markdown(NO_RESPONSES)
        return
    rows = [
        {**response_row(each), "You said": Link(short(each.heard), ways.to_page(PAGE, selection, {KEY: each.id}))}
        for each in known.responses
    ]
    reading_table(pd.DataFrame(rows), "What was heard about this need and what came of it, the first one first")


def _history(known: Regard) -> None:
    council, groups = data.catalogue().place.bodies.council, choosing.group_names(known.need.groups)
    gone = {slug: each.said for slug, each in data.catalogue().gone.items()}
    opens = due_regard.Ways(ways.here(), gone)
    st.header("What was known when", anchor=False)
    reading_table(pd.DataFrame(words.step_rows(known)), "Every change of this need, the first one first")
    st.download_button(
        "Download the record of due regard, to print (HTML)",
        lambda: due_regard.as_html(known, where, groups, council, clock.today(), opens),
        file_name="record-of-due-regard.html",
        mime="text/html",
        on_click="ignore",
    )
