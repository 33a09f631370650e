"""The forms that change a need, each in a box of its own: what asking showed, conversations, figures, explanations."""

from __future__ import annotations

import streamlit as st

from jsna.errors import JsnaError
from jsna.model.due_regard import Regard
from jsna.model.register.need import Explanation, Need, Rival
from jsna.model.selection import Selection
from jsna.ui import choosing, citing, editing
from jsna.ui.parts import need_new, publishing
from jsna.words import needs as words
from jsna.words.plain import escaped, escaped_label

LABELS = {
    **need_new.LABELS,
    "status": "Where this stands",
    "because": "Why: what did people say?",
    "elsewhere": "If nobody was asked in the places of this need: why what was said elsewhere counts",
    "conversations": "Conversations about this need",
    "figures": "Figures",
    "explanations": "Other explanations",
}
_ANOTHER = "another"


def draw(need: Need, known: Regard, selection: Selection) -> None:
    """Draw every form; each saves its own fields.

    Args:
        need: the version that the reader has before them.
        known: what is known of it.
        selection: the place, whose conversations are offered.
    """
    with st.expander("Who was asked about this"):
        _conversations(need, known, selection)
    with st.expander("What asking showed"):
        _status(need)
    with st.expander("Weigh another explanation"):
        _explanation(need)
    with st.expander("Cite a figure"):
        _figure(need)
    with st.expander("Change title, places or groups"):
        _details(need, selection)
    publishing.draw(need, LABELS)


def _done(need: Need, form: str, fields: dict[str, object]) -> None:
    if editing.change(need, form, fields, LABELS):
        st.rerun()


def _conversations(need: Need, known: Regard, selection: Selection) -> None:
    key = editing.key("need.talks", need)
    options = choosing.conversations_offered(known.conversations, need.places, selection.area, f"{key}.words")
    hint = "The latest of this place. Those held elsewhere count only where you say why."
    with st.form(f"{key}.form", enter_to_submit=False):
        chosen = choosing.conversations(LABELS["conversations"], options, need.conversations, key, hint)
        asked = st.form_submit_button("Save who was asked")
    if asked:
        _done(need, "need.talks", {"conversations": chosen})


def _status(need: Need) -> None:
    key = editing.key("need.status", need)
    with st.form(f"{key}.form", enter_to_submit=False):
        status = st.radio(
            LABELS["status"],
            [need.status, *need.status.next],
            format_func=lambda each: escaped_label(words.said_of(each, need)),
            key=key,
        )
        because = st.text_area(LABELS["because"], need.because, key=f"{key}.because")
        elsewhere = st.text_area(LABELS["elsewhere"], need.elsewhere, key=f"{key}.elsewhere")
        asked = st.form_submit_button("Save where this stands")
    if asked:
        _done(need, "need.status", {"status": status, "because": because, "elsewhere": elsewhere})


def _explanation(need: Need) -> None:
    key = editing.key("need.rival", need)
    options: dict[str, Explanation] = {kind.name: Explanation(kind=kind) for kind in Rival if kind is not Rival.OTHER}
    options |= {each.kind.name: each for each in need.explanations if each.kind is not Rival.OTHER}
    others = [each for each in need.explanations if each.kind is Rival.OTHER]
    options |= {f"{Rival.OTHER.name} {number}": each for number, each in enumerate(others)}
    options[_ANOTHER] = Explanation(kind=Rival.OTHER)
    picked = st.selectbox(
        "Which explanation",
        list(options),
        format_func=lambda each: f"{words.RIVALS[options[each].kind]} {options[each].words}".strip(),
        key=f"{key}.which",
    )
    had = options[picked]
    with st.form(f"{key}.{picked}", enter_to_submit=False):
        said = st.text_input("In words of your own (optional)", had.words, key=f"{key}.{picked}.words")
        speaks_for = st.text_area("What speaks for it", had.evidence_for, key=f"{key}.{picked}.for")
        against = st.text_area("What speaks against it", had.evidence_against, key=f"{key}.{picked}.against")
        asked = st.form_submit_button("Save this explanation")
    if asked:
        new = Explanation(kind=had.kind, words=said, evidence_for=speaks_for, evidence_against=against)
        replaced = tuple(new if each is had else each for each in need.explanations)
        _done(need, "need.rival", {"explanations": replaced if new in replaced else (*replaced, new)})


def _figure(need: Need) -> None:
    key = editing.key("need.figure", need)
    with st.form(f"{key}.form", enter_to_submit=False):
        address = st.text_input(
            "Link to the figure",
            key=key,
            max_chars=citing.LONGEST_LINK,
            help="Open the figure on the map or a ward’s profile and press “Copy link” at the end of the page.",
        )
        asked = st.form_submit_button("Cite this figure")
    if asked:
        try:
            figure = citing.of_link(address)
        except JsnaError as problem:
            st.error(escaped(str(problem)), icon=":material/error:")
        else:
            others = tuple(each for each in need.figures if each.link != figure.link)
            _done(need, "need.figure", {"figures": (*others, figure)})
    if need.figures:
        with st.form(f"{key}.off", enter_to_submit=False):
            number = st.selectbox(
                "Take a figure off",
                range(len(need.figures)),
                format_func=lambda each: words.short(need.figures[each].said),
                key=f"{key}.which",
            )
            off = st.form_submit_button("Take it off")
        if off:
            _done(need, "need.figure", {"figures": (*need.figures[:number], *need.figures[number + 1 :])})


def _details(need: Need, selection: Selection) -> None:
    key = editing.key("need.details", need)
    with st.form(f"{key}.form", enter_to_submit=False):
        title = st.text_input(LABELS["title"], need.title, key=f"{key}.title")
        given = need_new.details(need, selection, key)
        asked = st.form_submit_button("Save these changes")
    if asked:
        _done(need, "need.details", {"title": title, **given})
