"""A form whose words are not lost: each change is kept as a draft on the server, each keystroke in the browser's tab.

The tab keeps only what the server has not got yet (``draft_keeper/keep.js``). A draft's key is known to the server, the
session and the tab, never to a link. In a new session, after a reload or a restart of the server, the tab says which
draft it was on and hands back what was never sent.

A draft can also be in the tab alone, for people who use a phone that others use too: the server keeps nothing of it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from jsna.errors import JsnaError
from jsna.register.drafts import Draft, Drafts, new_key
from jsna.ui import custom_components
from jsna.ui.register import person, register
from jsna.words.plain import escaped

#: What the key of each widget of the form begins with.
PREFIX = "jsna.box."
_SESSION, _COMPONENT = "jsna.drafting", "jsna.draft"
#: What a draft holds beside the boxes: the item it changes, and the version that was read.
_OF, _VERSION = "of#", "version#"


@dataclass
class Drafting:
    """The draft that this session works on.

    Attributes:
        kind: of the item that it may become.
        of: the item that it changes; empty for a new one.
        boxes: what is in the boxes.
        version: of the item, as it was read; 0 for a new one.
        key: of the draft.
        kept: the draft as the server has it; None before the first change.
        untouched: what stood in the boxes at first.
        fresh: whether the tab may still have another draft to go on with.
        done: drafts that the tab may forget.
        focus: what the page is to move the focus to.
        runs: how often the page has been drawn with it.
        in_tab: whether it is in the tab alone.
    """

    kind: str
    of: str
    boxes: dict[str, Any]
    version: int = 0
    key: str = field(default_factory=new_key)
    kept: Draft | None = None
    fresh: bool = True
    done: list[str] = field(default_factory=list)
    focus: str = ""
    runs: int = 0
    in_tab: bool = False
    pending: bool = False
    untouched: dict[str, Any] = field(default_factory=dict)
    mistakes: dict[str, str] = field(default_factory=dict)
    owner: str = field(default_factory=lambda: person().name)

    def __post_init__(self) -> None:
        self.untouched = dict(self.boxes)


def drafts() -> Drafts:
    """Return the drafts of this server's register."""
    return Drafts(register())


def begin(kind: str, of: str, start: Callable[[], tuple[dict[str, Any], int]], *, in_tab: bool = False) -> Drafting:
    """Return the draft that this session works on, with what is in the boxes now.

    Args:
        kind: of the item that it may become.
        of: the item that the address names; another one begins another draft, and the first stays as it was left.
        start: what is in the boxes at first, and the version of the item.
        in_tab: whether the draft is kept in the tab alone.
    """
    known: Drafting | None = st.session_state.get(_SESSION)
    if known is not None and known.owner != person().name:
        known = None
    if known is None or (known.kind, known.of) != (kind, of):
        boxes, version = start()
        done, focus = (known.done, known.focus) if known else ([], "")
        known = _begun(Drafting(kind, of, boxes, version, fresh=known is None, done=done, focus=focus, in_tab=in_tab))
    else:
        known.boxes |= dict(_typed())
    known.runs += 1
    return known


def keeper(
    draft: Drafting,
    known: Mapping[str, str],
    groups: Mapping[str, str],
    *,
    held: Mapping[str, str] | None = None,
    written: Mapping[str, Mapping[str, str]] | None = None,
) -> None:
    """Keep the draft: on the server where it has changed, and in the tab; take over what the tab hands back.

    Called before the boxes are drawn.

    Args:
        draft: the draft.
        known: the text of each box in which somebody types, as the server has it.
        groups: the name of each group of boxes, by the name of its container without ``PREFIX``.
        held: what the tab holds of a draft that is in the tab alone.
        written: ``lang`` and ``dir`` of containers, by their names.
    """
    owner = hashlib.sha256(f"jsna draft {draft.owner}".encode()).hexdigest()
    draw = custom_components.component("draft", "keep.js")
    if draft.runs > 1 and not draft.in_tab:
        _keep(draft)
    draw(
        key=_COMPONENT,
        data={
            "owner": owner,
            "draft": draft.key,
            "of": f"{draft.kind}:{draft.of}",
            "prefix": PREFIX,
            "known": dict(known),
            "held": dict(held or {}),
            "written": {name: dict(each) for name, each in (written or {}).items()},
            "groups": dict(groups),
            "stored": draft.kept is not None,
            "fresh": draft.fresh,
            "done": draft.done,
            "focus": draft.focus,
        },
        # Before the next run, so that the boxes are not drawn yet and nothing is kept under another key.
        on_back_change=_take_back,
    )


def to_save(draft: Drafting, *, pressed: bool) -> bool:
    """Return whether the form is to be saved now.

    After a restart of the server the first thing that a tab sends may be the button; its words come back in the next
    run, and the form is saved then.

    Args:
        draft: the draft.
        pressed: whether the button was pressed.
    """
    if draft.pending and draft.runs > 1:
        draft.pending = False
        return True
    draft.pending = pressed and draft.runs == 1
    if draft.pending:
        st.info("The connection was lost for a while. Save again if nothing happens.", icon=":material/sync:")
    return pressed and not draft.pending


def say(draft: Drafting) -> None:
    """Have the focus moved, in the next run, to the element that is marked with :func:`mark`."""
    draft.focus = secrets.token_hex(4)


def mark(draft: Drafting) -> str:
    """Return the attributes of an element that says something new."""
    return f'tabindex="-1" data-jsna-said="{draft.focus}"'


def go_on(chosen: Draft) -> None:
    """Work on another draft of the person; the present one stays as it was left."""
    of, version = str(chosen.content.get(_OF, "")), int(chosen.content.get(_VERSION, 0))
    _begun(Drafting(chosen.kind, of, _boxes(chosen), version, chosen.key, chosen, fresh=False, runs=1))


def saved(draft: Drafting) -> None:
    """Forget a draft whose form was saved: on the server, in the session and in the tab."""
    drafts().drop(person(), draft.key)
    forget(draft)


def forget(draft: Drafting) -> None:
    """Leave the session so that the next run begins again, and the tab forgets what it kept of this draft."""
    done = [*draft.done, draft.key]
    st.session_state[_SESSION] = Drafting("", "", {}, fresh=False, done=done, focus=draft.focus)


def throw_away(draft: Drafting, key: str) -> None:
    """Delete another draft of the person: on the server, and in the tab."""
    drafts().drop(person(), key)
    draft.done.append(key)


def others(draft: Drafting) -> list[Draft]:
    """Return the person's other drafts of the same kind, the last changed first."""
    return [each for each in drafts().find(person(), draft.kind) if each.key != draft.key]


def of_item(draft: Draft) -> str:
    """Return the item that a draft changes; empty for a new one."""
    return str(draft.content.get(_OF, ""))


def _typed() -> Iterator[tuple[str, Any]]:
    """What stands in the widgets of the form."""
    for key, value in st.session_state.items():
        if str(key).startswith(PREFIX):
            yield str(key).removeprefix(PREFIX), list(value) if isinstance(value, (list, tuple)) else value


def _begun(draft: Drafting) -> Drafting:
    """Put a draft before the reader: its words into the boxes, and nothing of another one."""
    st.session_state[_SESSION] = draft
    _fill(draft.boxes)
    return draft


def _fill(boxes: Mapping[str, Any]) -> None:
    for key in [key for key in st.session_state if str(key).startswith(PREFIX)]:
        del st.session_state[key]
    for name, value in boxes.items():
        if "#" not in name:
            st.session_state[PREFIX + name] = value


def _take_back() -> None:
    """Go on with the draft that the tab was on, with the words that never reached the server."""
    draft: Drafting | None = st.session_state.get(_SESSION)
    back = st.session_state[_COMPONENT].back
    if draft is None or not isinstance(back, Mapping):
        return
    key, words = str(back.get("draft", "")), back.get("words")
    words = {str(box): str(said) for box, said in words.items()} if isinstance(words, Mapping) else {}
    draft.fresh = False
    if key != draft.key and not _found_again(draft, key):
        return
    draft.boxes |= words
    _fill(draft.boxes)


def _found_again(draft: Drafting, key: str) -> bool:
    """Make the draft of this session the one with that key; return False where it is another form's, or was saved."""
    if draft.in_tab:
        draft.key = key
        return True
    try:
        if drafts().was_saved(person(), key):
            draft.done.append(key)
            return False
        stored = next((each for each in drafts().find(person(), draft.kind) if each.key == key), None)
    except JsnaError:
        return False
    if stored is not None and of_item(stored) != draft.of:
        return False
    draft.key, draft.kept = key, stored
    draft.boxes = _boxes(stored) if stored else draft.boxes
    return True


def _keep(draft: Drafting) -> None:
    """Keep the draft on the server where it has changed since; say so where that is not possible."""
    content = {_OF: draft.of, _VERSION: draft.version, **draft.boxes}
    if _filled(_boxes(draft.kept) if draft.kept else draft.untouched) == _filled(draft.boxes):
        return
    try:
        draft.kept = drafts().keep(person(), draft.key, draft.kind, content)
    except JsnaError as problem:
        st.warning(f"This draft is kept in this tab only. {escaped(str(problem))}", icon=":material/warning:")


def _filled(boxes: Mapping[str, Any]) -> dict[str, Any]:
    """The boxes in which something stands."""
    return {name: value for name, value in boxes.items() if value not in ("", None, [], False)}


def _boxes(draft: Draft) -> dict[str, Any]:
    return {name: value for name, value in draft.content.items() if name not in (_OF, _VERSION)}
