"""What a response is about: its need, idea, conversations, groups and topic, and the figures before and after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from jsna.analysis.before_after import periods_to_choose
from jsna.analysis.trends import with_history
from jsna.areas.places import above, name_of
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.model.register.response import Measured, Response
from jsna.register.register import NotHere, Wanted
from jsna.ui import choosing, data, ways
from jsna.ui.link import state
from jsna.ui.parts.record import LINK, SHOWN
from jsna.ui.register import person, register
from jsna.words.needs import unseen
from jsna.words.numbers import spoken
from jsna.words.plain import Link, Markdown, escaped, escaped_label
from jsna.words.provenance import spoken_date

#: Makes the fields that a form changes; what is no day or no choice is refused then, under its label.
Change = Callable[[], dict[str, Any]]
#: Returns the key of a field by its name.
Key = Callable[[str], str]
LABELS = {
    "need": "The need this is about",
    "idea": "The idea that answers it",
    "conversations": "Conversations in which it was heard",
    "groups": "Groups",
    "topic": "Topic",
}
_NONE = ""


def lines(own: Response) -> dict[str, Markdown]:
    """Return what a response is about, by its label; what the reader may not read is left out."""
    view, found = state.selection(), dict[str, Markdown]()
    for kind, named, page in ((Need, own.need, ways.NEEDS), (Idea, own.idea, ways.IDEAS)):
        item = _read(kind, named)
        if item is not None:
            found[kind.KIND.capitalize()] = Link(item.title, ways.to_page(page, view, {kind.KIND: item.id})).markdown
    if own.conversations:
        found["Heard in"] = _heard_in(own)
    if own.groups:
        found["For whom"] = escaped("; ".join(choosing.group_names(own.groups)))
    if own.topic:
        found["Topic"] = escaped(choosing.topics().get(own.topic, own.topic))
    return found


def _heard_in(own: Response) -> Markdown:
    """The conversations, and how many the reader may not see."""
    seen, view = _conversations(own), state.selection()
    links = [
        Link(f"{spoken_date(each.held_on)}, {choosing.where(each.places)}", ways.to_page(SHOWN, view, {LINK: each.id}))
        for each in seen
    ]
    more = unseen(len(own.conversations) - len(seen), others=bool(seen))
    return Markdown(" · ".join([*(each.markdown for each in links), *([escaped(more)] if more else [])]))


def _conversations(own: Response) -> list[Conversation]:
    """The conversations that the reader may see, the latest first."""
    return register().find(person(), Conversation, Wanted(ids=own.conversations, most=None, order="held_on"))


def _read(kind: type[Need | Idea], item_id: str | None) -> Need | Idea | None:
    if item_id is None:
        return None
    try:
        return register().get(person(), kind, item_id)
    except NotHere:
        return None


def about(own: Response, key: Key) -> Change | None:
    """Draw the choice of need, idea, conversations, groups, topic; return what is changed once it is to be saved."""
    here = [place.code for place in own.places]
    needs = _titles(own, Need, here, own.need)
    ideas = _titles(own, Idea, here, own.idea)
    offered = choosing.conversations_offered(
        _conversations(own), own.places, state.selection().area, key("about.words")
    )
    talks = {each.id: each for each in offered.values() if each.sample == own.sample}
    with st.form(key("about"), enter_to_submit=False):
        st.markdown("Needs and ideas of the places of this response are listed.")
        need = _pick(LABELS["need"], needs, own.need, key("about.need"))
        idea = _pick(LABELS["idea"], ideas, own.idea, key("about.idea"))
        heard_in = choosing.conversations(
            LABELS["conversations"], talks, own.conversations, key("about.talks"), "The latest of these places."
        )
        groups = choosing.groups(own.groups, key("about.groups"))
        topic = choosing.topic(own.topic, key("about.topic"))
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return None
    about_it = {"need": need or None, "idea": idea or None, "conversations": heard_in}
    return lambda: {**about_it, "groups": groups, "topic": topic}


def _pick(label: str, options: dict[str, str], chosen: str | None, key: str) -> str:
    codes = list(options)
    return st.selectbox(
        escaped_label(label), codes, codes.index(chosen or _NONE), format_func=options.__getitem__, key=key
    )


def _titles(own: Response, kind: type[Need | Idea], here: list[str], chosen: str | None) -> dict[str, str]:
    """Return the titles of what can be chosen; what is chosen stays, also where it is of another place."""
    found = register().find(person(), kind, Wanted(here, most=None))
    titles = {each.id: each.title for each in found if each.sample == own.sample}
    if chosen:
        item = _read(kind, chosen)
        titles.setdefault(chosen, item.title if item else "One that is not here")
    return {_NONE: "None", **titles}


def figures(own: Response, key: Key) -> Change | None:
    """Draw the choice of an indicator and its periods, and of one to take off; return what is changed, once it is."""
    added = _add(own, key)
    return added or _take_off(own, key)


def _add(own: Response, key: Key) -> Change | None:
    catalogue = data.catalogue()
    series = {each.slug: each for each in with_history(catalogue)}
    slug = st.selectbox(
        "Indicator", list(series), format_func=lambda each: series[each].title, key=key("figures.slug"),
        help="Only those with two periods or more.",
    )  # fmt: skip
    groups = series[slug].groups
    group = st.selectbox(
        "Group", list(groups), format_func=lambda each: groups[each].label, key=key(f"figures.{slug}.group")
    )
    holders = {own.places[0].code: None, **dict.fromkeys(above(catalogue.all_areas, own.places[0].code).values())}
    published = [code for code in holders if code in catalogue.figures(slug).areas()]
    area = st.selectbox(
        "Area", published, format_func=lambda code: name_of(catalogue.all_areas, code), key=key(f"figures.{slug}.area")
    )
    if area is None:
        st.info(f"This is not published for {escaped(spoken(name_of(catalogue.all_areas, own.places[0].code)))}.")
        return None
    chosen = Measured(indicator=slug, area=area, group=group)
    before, after = periods_to_choose(catalogue, chosen, own)
    usual = {True: f"The last one before {spoken_date(own.heard_on)}", False: "The newest since something was done"}
    first = _period("Before", usual[True], before, key(f"figures.{slug}.{group}.{area}.before"))
    second = _period("After", usual[False], after, key(f"figures.{slug}.{group}.{area}.after"))
    if not st.button("Show this figure before and after", type="primary", key=key("figures.add")):
        return None
    made = chosen.model_copy(update={"before": first, "after": second})
    return lambda: {"measured": tuple(dict.fromkeys((*own.measured, made)))}


def _period(label: str, usual: str, periods: tuple[str, ...], key: str) -> str:
    return st.selectbox(escaped_label(label), ("", *periods), format_func=lambda each: each or usual, key=key)


def _take_off(own: Response, key: Key) -> Change | None:
    if not own.measured:
        return None
    catalogue = data.catalogue()

    def named(number: int) -> str:
        each = own.measured[number]
        indicator = catalogue.indicators.get(each.indicator)
        periods = f", {each.before or 'last'} and {each.after or 'newest'}" if each.before or each.after else ""
        return f"{indicator.title if indicator else each.indicator}{periods}"

    with st.form(key("figures.off"), enter_to_submit=False):
        number = st.selectbox("Take a figure off", range(len(own.measured)), format_func=named)
        pressed = st.form_submit_button("Take it off")
    if not pressed:
        return None
    return lambda: {"measured": (*own.measured[:number], *own.measured[number + 1 :])}
