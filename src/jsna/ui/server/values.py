"""What a browser says that a widget holds: whatever no browser would send counts as nothing.

Streamlit takes the word of whoever sends a value. A number where text belongs, or JSON that cannot be read, ends the
run in an error, or leaves the page waiting for good.
"""

from __future__ import annotations

import json
import math
from types import NoneType
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import Serialized, WStates

#: Parts within parts that a component sends at most.
DEEPEST = 20
#: No key of any keyboard gives this character, and PostgreSQL stores none.
_NOWHERE = "\0"
#: The kind of value that Streamlit names for a widget → another that its browser side sends as well.
_ALSO = {"double_value": "int_value"}
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)


def check_values() -> None:
    """Let every value that a browser sends be checked before it is read; this has an effect once."""
    if WStates.__getitem__ is not _read_checked:
        WStates.__getitem__ = _read_checked  # type: ignore[method-assign]


_read = WStates.__getitem__


def _read_checked(states: WStates, widget: str) -> Any:
    """Return the value of a widget: its default where what was sent does not fit it."""
    sent, offered = states.states.get(widget), states.widget_metadata.get(widget)
    if offered is None or not isinstance(sent, Serialized):
        return _read(states, widget)
    if fits(sent.value, offered):
        try:
            return _read(states, widget)
        except _UNREADABLE:
            pass  # what the widget itself cannot read is as good as not sent
    states.states[widget] = Serialized(WidgetState(id=widget))
    return _read(states, widget)


def fits(sent: WidgetState, offered: WidgetMetadata[Any]) -> bool:
    """Return whether a value is of the kind that a widget has, and can be read, shown and stored."""
    kind = sent.WhichOneof("value")
    if kind is None:
        return True
    if kind not in (offered.value_type, _ALSO.get(offered.value_type)):
        return False
    if kind == "json_value":
        return _is_sound(sent.json_value, (dict, NoneType))
    if kind == "json_trigger_value":
        return _is_sound(sent.json_trigger_value, (dict, list, NoneType))
    if kind == "string_array_value":
        chosen = sent.string_array_value.data
        return len(chosen) <= _most(offered) and not any(_NOWHERE in each for each in chosen)
    return kind != "string_value" or _NOWHERE not in sent.string_value


def _most(offered: WidgetMetadata[Any]) -> float:
    """Return how many options can be chosen at once."""
    options = offered.formatted_options
    return min(offered.max_array_length or math.inf, math.inf if options is None else len(options))


def _is_sound(text: str, shapes: tuple[type, ...]) -> bool:
    """Return whether JSON has one of the shapes, is not nested beyond reason, and can be encoded again."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
        return isinstance(found, shapes) and _depth(found) <= DEEPEST and "\\u0000" not in text
    except (ValueError, RecursionError):
        return False


def _depth(found: object) -> int:
    inside = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return 1 + max(map(_depth, inside), default=0)
