"""What only one page lets its reader choose: kept in the address under the page's own keys, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jsna.model.joined_place import MOST_WARDS
from jsna.model.selection import Selection
from jsna.ui import data, link
from jsna.ui.link import address_bar, state
from jsna.words.plain import escaped_label

#: No name is longer, and no address should be.
LONGEST_TEXT = 60


def pick(
    label: str, options: Mapping[str, str], key: str, *, into: DeltaGenerator | None = None, fixed: bool = True
) -> str:
    """Draw a list that belongs to one page, kept in the address under its own key; return the code chosen.

    Args:
        label: the list's label.
        options: code → words, at least one; the first is shown where the address asks for none of them.
        key: the parameter of the address; none of ``link.KEYS``.
        into: where it is drawn; here by default.
        fixed: whether the first option is the same whatever the data are; a link to share names it where not.
    """
    widget = _prepared_list(label, options, key)
    drawn = (into or st).selectbox(
        escaped_label(label), list(options), format_func=options.__getitem__, key=widget, filter_mode=state.TYPED
    )
    return _written(key, drawn, next(iter(options)), fixed=fixed)


def switch(label: str, options: Mapping[str, str], key: str) -> str:
    """Draw a switch of few positions, all in sight, kept in the address under its own key; return the code chosen."""
    widget = _prepared_list(label, options, key)
    shown = {code: escaped_label(words) for code, words in options.items()}
    drawn = st.radio(escaped_label(label), list(shown), format_func=shown.__getitem__, key=widget, horizontal=True)
    return _written(key, drawn, next(iter(options)))


def tick(label: str, codes: tuple[str, str], key: str) -> bool:
    """Draw a box to tick that belongs to one page, kept in the address under its own key; return whether it is ticked.

    Args:
        label: the box's label.
        codes: what the address says where it is not ticked, which is the default, and where it is.
        key: the parameter of the address; none of ``link.KEYS``.
    """
    usual, ticked = codes

    def followed(asked: str) -> _Followed:
        return _with_note(label, asked, asked if asked in codes else usual, "the box is not ticked")

    widget = _prepared(key, usual, followed, lambda asked: asked == ticked)
    return _written(key, ticked if st.checkbox(escaped_label(label), key=widget) else usual, usual) == ticked


def text(label: str, key: str, placeholder: str, *, into: DeltaGenerator | None = None) -> str:
    """Draw a text box that belongs to one page, kept in the address under its own key; return the text."""
    widget = _prepared(
        key,
        "",
        lambda asked: _with_note(label, asked, "" if len(asked) > LONGEST_TEXT else asked, "the box is left empty"),
    )
    drawn = (into or st).text_input(escaped_label(label), key=widget, placeholder=placeholder, max_chars=LONGEST_TEXT)
    return _written(key, drawn, "")


def linked(label: str, options: Mapping[str, str], key: str) -> str:
    """Return what links on the page choose, such as the page of a table: kept in the address, and nothing is drawn.

    Args:
        label: what is chosen, for the sentence about a link that cannot be followed.
        options: code → words, at least one; the first is the usual one.
        key: the parameter of the address; none of ``link.KEYS``.
    """
    usual = next(iter(options))
    code, _ = _asked(key, usual, _one_of(label, options))
    return _written(key, code, usual)


def way_to(changes: Mapping[str, str], selection: Selection | None = None) -> str:
    """Return the address of this page with some of its own parameters changed, for a link that :func:`linked` reads.

    Args:
        changes: code by key; an empty one leaves the parameter out.
        selection: the choices, in full, for another release with other defaults; by default as they are.
    """
    visit = address_bar.visit()
    own = visit.seen | {key: each.code for key, each in visit.gathered.items()} | dict(changes)
    usual = {key: each.usual for key, each in visit.gathered.items()}
    kept = {key: code for key, code in own.items() if code and key not in link.KEYS and code != usual.get(key)}
    chosen = link.address(state.selection(), data.catalogue()) if selection is None else link.in_full(selection)
    return "?" + urlencode(chosen | kept, safe=",")


def picks(
    label: str, options: Mapping[str, str], key: str, default: Sequence[str], placeholder: str | None = None
) -> list[str]:
    """Draw a list of which several can be chosen, kept in the address under its own key; return the codes.

    A link with some codes that are not known keeps the others.

    Args:
        label: the list's label.
        options: code → words.
        key: the parameter of the address; none of ``link.KEYS``.
        default: codes shown where the address asks for none of them; may be empty.
        placeholder: what the list says while nothing is chosen.
    """
    usual = ",".join(default)

    def followed(asked: str) -> _Followed:
        known = [code for code in dict.fromkeys(asked.split(",")) if code in options]
        unknown = ", ".join(code for code in asked.split(",") if code not in options)
        if not unknown:
            return ",".join(known), None
        return ",".join(known) or usual, link.not_known(
            label, unknown, "the others are shown" if known else "the usual ones are shown"
        )

    drawn = _several(label, options, _prepared(key, usual, followed, _codes), placeholder)
    return _codes(_written(key, ",".join(drawn or default), usual, fixed=not default))


def wards(label: str, options: Mapping[str, str], ward: str | None, placeholder: str) -> list[str]:
    """Draw a list of wards of which one or several can be chosen; return their codes, none for the whole place.

    One alone is the link's ward; several are in the address under ``joined``.

    Args:
        label: the list's label.
        options: code → name.
        ward: the link's ward.
        placeholder: what the list says while no ward is chosen.
    """

    def followed(asked: str) -> _Followed:
        known = ",".join(code for code in dict.fromkeys(_codes(asked)) if code in options)
        unknown = [code for code in _codes(asked) if code not in options]
        return known, link.not_known(label, ", ".join(unknown), "the others are shown") if unknown else None

    drawn = _several(label, options, _prepared("joined", ward or "", followed, _codes), placeholder)
    written = ",".join(drawn)
    return _codes(_written("joined", written, "" if len(drawn) > 1 else written))


def _several(label: str, options: Mapping[str, str], widget: str, placeholder: str | None) -> list[str]:
    # The words of an option may occur anywhere in it; Enter takes one, and never all that match.
    return st.multiselect(
        escaped_label(label),
        list(options),
        format_func=options.__getitem__,
        key=widget,
        filter_mode="contains",
        select_all=False,
        placeholder=placeholder,
        max_selections=MOST_WARDS,
    )


def _codes(written: str) -> list[str]:
    return [code for code in written.split(",") if code]


def at(key: str) -> str:
    """Return a parameter of one page that no widget draws, such as which item it shows; empty where there is none."""
    visit = address_bar.visit()
    asked = str(visit.drawn.get(key, visit.seen.get(key, "")))
    return _written(key, asked[:LONGEST_TEXT], "")


def go(chosen: Mapping[str, str]) -> None:
    """Show something else on the same page: set parameters that :func:`at` reads, and run the page again."""
    address_bar.visit().drawn.update(chosen)
    st.rerun()


#: The code for what an address asks for, and a sentence where that is another.
_Followed = tuple[str, str | None]


def _with_note(label: str, asked: str, code: str, instead: str) -> _Followed:
    return code, None if code == asked else link.not_known(label, asked, instead)


def _prepared_list(label: str, options: Mapping[str, str], key: str) -> str:
    return _prepared(key, next(iter(options)), _one_of(label, options))


def _one_of(label: str, options: Mapping[str, str]) -> Callable[[str], _Followed]:
    first = next(iter(options))
    return lambda asked: _with_note(label, asked, asked if asked in options else first, link.shown(options[first]))


def _prepared(
    key: str, default: str, followed: Callable[[str], _Followed], read: Callable[[str], object] = lambda asked: asked
) -> str:
    """Give a page's own widget what the address asks for, where the page has not drawn it since it was reached."""
    widget = f"jsna.page.{key}"
    code, changed = _asked(key, default, followed)
    if changed or widget not in st.session_state:
        st.session_state[widget] = read(code)
    return widget


def _asked(key: str, default: str, followed: Callable[[str], _Followed]) -> tuple[str, bool]:
    """Return the code to show for a parameter, and whether that is another than the page last drew.

    A choice that another choice has taken off the list is replaced without a note: the reader removed it.
    """
    visit = address_bar.visit()
    fresh = key not in visit.drawn
    asked = visit.seen.get(key, default) if fresh else str(visit.drawn[key])
    code, sentence = followed(asked)
    if fresh and sentence is not None:
        visit.missed[key] = sentence, code
    return code, fresh or code != asked


def _written(key: str, code: str, usual: str, *, fixed: bool = True) -> str:
    visit = address_bar.visit()
    visit.drawn[key] = code
    visit.gathered[key] = address_bar.Own(code, usual, fixed)
    if key in visit.missed and visit.missed[key][1] != code:
        del visit.missed[key]
    return code
