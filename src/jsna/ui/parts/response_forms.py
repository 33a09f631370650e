"""The forms of one response: the answer, who was told, whether it helped, the next date, its figures, publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from jsna.model.register.person import Right
from jsna.model.register.promise import Promise
from jsna.model.register.response import (
    Happened,
    Helped,
    Moved,
    Progress,
    Response,
    SaidWho,
    Step,
    Told,
    Verdict,
)
from jsna.ui import clock, last_saved, recording
from jsna.ui.link import page_state
from jsna.ui.parts import response_about
from jsna.ui.parts.response_about import Change
from jsna.ui.parts.responses import optional_day
from jsna.ui.register import person, register
from jsna.words import promises as words
from jsna.words.plain import escaped_label

#: What each stage is explained by: the field, and its label.
ANSWERS = {
    Progress.HEARD: ("drafted", "Notes for the answer"),
    Progress.DECIDED: ("decided", "What was decided"),
    Progress.DOING: ("decided", "What was decided"),
    Progress.DONE: ("done", "What was done"),
    Progress.NOTHING_CHANGED: ("because", "Nothing changed, because"),
}
LABELS = {
    "decided": "What was decided",
    "done": "What was done",
    "because": "Nothing changed, because",
    "told": "People told",
    "verdicts": "Did it help?",
    "next_on": "Next date",
    "owner": "Owner",
    "steps": "What happened",
    "on": "Day",
    "helped": "Did it help?",
    "said_by": "Who says so?",
    **response_about.LABELS,
}
_FORMS = {
    "answer": "Write the answer",
    "told": "Tell people",
    "helped": "Did it help?",
    "next": "Owner and next date",
    "about": "Need, idea and conversations",
    "figures": "Figures",
    "publish": "Publish",
}


def draw(promise: Promise) -> None:
    """Draw the choice of what to record, and its form, for those who may."""
    st.header("Record what happens", anchor=False)
    if not recording.allowed(Right.WRITE):
        return
    wanted = page_state.pick("What do you want to record?", _FORMS, "do")
    own = _base(promise.response, wanted)
    forms: dict[str, Callable[[Response], Change | None]] = {
        "answer": _answer,
        "told": _told,
        "helped": _helped,
        "next": _next,
        "about": lambda each: response_about.about(each, partial(_key, each)),
        "figures": lambda each: response_about.figures(each, partial(_key, each)),
        "publish": _publish,
    }
    changed = forms[wanted](own)
    if changed is not None:
        _save(own, wanted, changed)


#: A field of each form: while it is drawn, the form is one that somebody has begun.
_FIRST = {
    "answer": "progress",
    "told": "told.whom",
    "helped": "helped.is",
    "next": "owner",
    "about": "about.need",
    "figures": "figures.slug",
    "publish": "publish.why",
}


def _base(shown: Response, form: str) -> Response:
    """Return the version on which a form was opened: if somebody saves meanwhile, both texts are kept."""
    key = f"jsna.response.base.{shown.id}"
    if key not in st.session_state or _key(shown, _FIRST[form]) not in st.session_state:
        st.session_state[key] = shown
    return st.session_state[key]  # type: ignore[no-any-return]


def _save(own: Response, form: str, changed: Change) -> None:
    def save(once: str) -> Response:
        (saved,) = register().save(person(), own.model_copy(update=changed()), once=once)
        assert isinstance(saved, Response)  # noqa: S101 - one goes in, one comes out
        return saved

    if recording.attempt(f"response.{form}.{own.id}", save, LABELS) is not None:
        st.session_state[_round(own)] = st.session_state.get(_round(own), 0) + 1
        last_saved.note()
        st.rerun()
    # After a conflict the reader has seen both texts; the next save builds on what is stored.
    st.session_state[f"jsna.response.base.{own.id}"] = register().get(person(), Response, own.id)


def _round(own: Response) -> str:
    return f"jsna.response.round.{own.id}"


def _key(own: Response, name: str) -> str:
    """The key of a field: another one after each save, so that no form is filled in with what was saved before."""
    return f"jsna.response.{name}.{own.id}.{st.session_state.get(_round(own), 0)}"


def _heard_again(own: Response) -> None:
    """Draw what was heard beside what is written about it."""
    st.markdown("**What was heard**")
    st.text(own.heard)


def _answer(own: Response) -> Change | None:
    stages = list(words.STAGES)
    chosen = st.selectbox(
        "How far is it?",
        stages,
        stages.index(own.progress),
        format_func=words.STAGES.__getitem__,
        key=_key(own, "progress"),
    )
    field, label = ANSWERS[chosen]
    with st.form(_key(own, "answer"), enter_to_submit=False):
        _heard_again(own)
        said = st.text_area(escaped_label(label), getattr(own, field) or own.drafted, key=_key(own, field))
        on = recording.day("The day of this step", _key(own, "answer.on"))
        reason = ""
        if own.published and chosen is not Progress.HEARD:
            reason = st.text_input(
                "Why it is published now, such as “agreed by the board on 3 March”; everybody reads this",
                key=_key(own, "answer.reason"),
            )
        st.markdown("A draft is read by people with a role, and by nobody else.")
        left, right = st.columns(2)
        kept = left.form_submit_button("Keep as a draft")
        given = right.form_submit_button("Save the answer", type="primary", disabled=chosen is Progress.HEARD)
    if kept:
        return lambda: {"drafted": said}
    if not given:
        return None
    return lambda: {
        "progress": chosen,
        field: said,
        "drafted": "",
        "steps": (*own.steps, Step(on=_day(on), what=Happened(chosen.value), words=said, reason=reason)),
    }


def _told(own: Response) -> Change | None:
    with st.form(_key(own, "told"), enter_to_submit=False):
        _heard_again(own)
        on = recording.day("The day people were told", _key(own, "told.on"))
        whom = st.text_input("Who was told: a group, never a name", key=_key(own, "told.whom"))
        how = st.text_input("How, such as “at the Tuesday group” or “by letter”", key=_key(own, "told.how"))
        by = st.text_input("By whom: a team or a post", key=_key(own, "told.by"))
        told = st.form_submit_button("People were told", type="primary")
        st.markdown("**Or:** they could not be told")
        why = st.text_area("Why they could not be told", key=_key(own, "told.why"))
        could_not = st.form_submit_button("They could not be told")
    if told:
        return lambda: {"told": (*own.told, Told(on=_day(on), how=how, by=by, whom=whom))}
    return (lambda: {"not_told": why}) if could_not else None


def _helped(own: Response) -> Change | None:
    with st.form(_key(own, "helped"), enter_to_submit=False):
        _heard_again(own)
        st.markdown("The council alone cannot answer this. “It did not help” opens it again, with its old days kept.")
        helped = st.radio(
            "Did it help?", list(Helped), index=None, format_func=words.HELPED.__getitem__, key=_key(own, "helped.is")
        )
        who = st.radio(
            "Who says so?",
            list(SaidWho),
            index=None,
            format_func=words.SAID_BY.__getitem__,
            key=_key(own, "helped.who"),
        )
        said = st.text_area("What they said, who they are and where, without names", key=_key(own, "helped.words"))
        on = recording.day("The day they said so", _key(own, "helped.on"))
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return None
    return lambda: {"verdicts": (*own.verdicts, Verdict(on=_day(on), helped=helped, said_by=who, words=said))}


def _next(own: Response) -> Change | None:
    with st.form(_key(own, "next"), enter_to_submit=False):
        _heard_again(own)
        owner = st.text_input("Owner: a team or a post, which is published", own.owner, key=_key(own, "owner"))
        promised = st.text_area("What people were promised", own.promised, key=_key(own, "promised"))
        next_on = optional_day("Next date", _key(own, "next_on"))
        reason = st.text_input(
            "If the date is put off: why. The first date stays beside the new one", key=_key(own, "moved")
        )
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return None
    kept = own.next_on if next_on is None else next_on
    moves = own.moves
    if own.next_on is not None and kept != own.next_on and reason.strip():
        moves = (*moves, Moved(was=own.next_on, reason=reason))
    return lambda: {"owner": owner, "promised": promised, "next_on": kept, "moves": moves}


def _publish(own: Response) -> Change | None:
    with st.form(_key(own, "publish"), enter_to_submit=False):
        _heard_again(own)
        st.markdown("Everybody reads it then: what was heard, the answer, the owner and the days. Drafts stay private.")
        reason = st.text_input("Why; everybody reads this, too", key=_key(own, "publish.why"))
        what = "Take it back" if own.published else "Publish"
        pressed = st.form_submit_button(what, type="primary")
    if not pressed:
        return None
    happened = Happened.WITHDRAWN if own.published else Happened.PUBLISHED
    step = Step(on=clock.today(), what=happened, reason=reason)
    return lambda: {"published": not own.published, "steps": (*own.steps, step)}


def _day(given: date | None) -> date:
    """Return a day as it was given; what is none is refused by the model, under its label."""
    return given  # type: ignore[return-value]
