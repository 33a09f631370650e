"""One idea: where it came from, its need, and the gate that it passes once people were asked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.analysis.needs import steps
from jsna.model.register.idea import Idea, Stage
from jsna.model.register.need import Need
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.register.register import NotHere
from jsna.ui import editing, ways
from jsna.ui.link import filters
from jsna.ui.parts import idea_new, ideas, needs, publishing
from jsna.ui.reading import reading_table, sentence
from jsna.ui.recording import mark_sample
from jsna.ui.register import person, register
from jsna.words import ideas as words
from jsna.words.plain import escaped, escaped_label

LABELS = {
    **idea_new.LABELS,
    "stage": "Where it stands",
    "because": "Why it was dropped",
    "overrides": "Who lets it pass, and why",
    "name": "Name and role of the person who lets it pass",
    "reason": "Why it cannot wait until people were asked",
}


def one(idea_id: str) -> None:
    """Draw everything about an idea, and the forms that change it.

    Raises:
        NotHere: there is no such idea for this reader.
    """
    selection = filters.choose_place(baseline=False)
    ideas.back(selection)
    idea = register().get(person(), Idea, idea_id)
    need = _need(idea)
    st.header(escaped(idea.title), anchor=False)
    mark_sample(idea)
    sentence(words.began(idea))
    for each in idea.overrides:
        st.warning(escaped(words.override_said(each)), icon=":material/info:")
    _about(idea, need, selection)
    if person().may(Right.WRITE):
        read = editing.read(idea)
        if words.waits(idea, need):
            _gate(read, need, selection)
        else:
            _move(read)
        _details(read)
        publishing.draw(read, LABELS)
    st.header("What changed when", anchor=False)
    rows = words.step_rows(steps(register(), person(), Idea, idea.id))
    reading_table(pd.DataFrame(rows), "Every change of this idea, the first one first")


def _need(idea: Idea) -> Need | None:
    try:
        return register().get(person(), Need, idea.need)
    except NotHere:
        return None


def _about(idea: Idea, need: Need | None, selection: Selection) -> None:
    why = f", because: {idea.because}" if idea.because else ""
    lines = [f"**Where it stands:** {escaped(f'{idea.stage}{why}')}"]
    link = needs.to_need(need, selection).markdown if need else "not published"
    lines += [f"**The need it answers:** {link}", f"**Were people asked?** {escaped(words.need_said(need))}"]
    lines += [f"**Looked after by:** {escaped(idea.owner)}"] if idea.owner else []
    lines += [publishing.who_reads(idea)]
    st.markdown("  \n".join(lines))
    if idea.words:
        st.markdown(escaped(idea.words))


def _gate(idea: Idea, need: Need | None, selection: Selection) -> None:
    """Draw why the idea waits, what to do first, and the way past, which everybody will see."""
    st.header("What comes first", anchor=False)
    st.info(escaped(words.gate(need)), icon=":material/hearing:")
    open_it = needs.to_need(need, selection).markdown if need else "the need"
    if need is not None and need.people_were_asked:
        steps_to_take = [f"Open {open_it}, and say under “What asking showed” where it stands."]
    else:
        asking = ways.of_menu(selection, (ways.PLAN, ways.RECORD))
        steps_to_take = [
            f"Ask people, and record what they said. {asking}".strip(),
            f"Open {open_it}, and add the conversation under “Who was asked about this”.",
            "Say there, under “What asking showed”, where it stands.",
        ]
    steps_to_take += ["Then come back: the idea can go on."]
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps_to_take, 1)))
    with st.expander("It cannot wait: let it pass all the same"):
        _override(idea)
    with st.expander("Drop this idea"):
        _drop(idea)


def _override(idea: Idea) -> None:
    key = editing.key("idea.pass", idea)
    st.markdown(words.OVERRIDE)
    with st.form(f"{key}.form", enter_to_submit=False):
        name = st.text_input(LABELS["name"], key=f"{key}.name")
        reason = st.text_area(LABELS["reason"], key=f"{key}.reason")
        asked = st.form_submit_button("Let it pass to “planned”")
    if not asked:
        return
    # The register checks name and reason, and writes when it was and what was known.
    given = {"name": name, "reason": reason, "at": register().now()}
    fields = {"stage": Stage.PLANNED, "overrides": (*(dict(each) for each in idea.overrides), given)}
    if editing.change(idea, "idea.pass", fields, LABELS):
        st.rerun()


def _drop(idea: Idea) -> None:
    key = editing.key("idea.drop", idea)
    with st.form(f"{key}.form", enter_to_submit=False):
        because = st.text_area(LABELS["because"], key=f"{key}.because")
        asked = st.form_submit_button("Drop it")
    if asked and editing.change(idea, "idea.drop", {"stage": Stage.DROPPED, "because": because}, LABELS):
        st.rerun()


def _move(idea: Idea) -> None:
    key = editing.key("idea.move", idea)
    with st.expander("Say where it stands"), st.form(f"{key}.form", enter_to_submit=False):
        stage = st.radio(
            LABELS["stage"],
            [idea.stage, *idea.stage.next],
            format_func=lambda each: escaped_label(each.capitalize()),
            key=f"{key}.stage",
        )
        because = st.text_area(f"{LABELS['because']} (if it was)", idea.because, key=f"{key}.because")
        asked = st.form_submit_button("Save where it stands")
    if asked and editing.change(idea, "idea.move", {"stage": stage, "because": because}, LABELS):
        st.rerun()


def _details(idea: Idea) -> None:
    key = editing.key("idea.details", idea)
    with st.expander("Change title or description"), st.form(f"{key}.form", enter_to_submit=False):
        fields = {
            "title": st.text_input(LABELS["title"], idea.title, key=f"{key}.title"),
            "words": st.text_area(LABELS["words"], idea.words, key=f"{key}.words"),
            "origin_words": st.text_input(LABELS["origin_words"], idea.origin_words, key=f"{key}.origin"),
            "owner": st.text_input(LABELS["owner"], idea.owner, key=f"{key}.owner"),
        }
        asked = st.form_submit_button("Save these changes")
    if asked and editing.change(idea, "idea.details", fields, LABELS):
        st.rerun()
