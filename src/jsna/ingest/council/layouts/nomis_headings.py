"""The headings of Nomis: a topic, the groups within groups, and the measure, in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jsna.ingest.council.layouts.parts import is_whole, shortest

_MEASURE = re.compile(r";\s*measures:\s*(?P<measure>.+)$", re.IGNORECASE)
_WHOLE = re.compile(r"total|all categories", re.IGNORECASE)


def plainer(headings: Iterable[str], *, topic: bool) -> dict[str, str]:
    """Return plain headings by those of the file: ``Faith: Alpha; measures: Value`` is ``Alpha``.

    A heading is named by its last part where no other has the same, else by all of them: ``White, Other``. Of ``Total:
    All usual residents`` the part that says who is counted stays.

    Args:
        headings: as the file has them.
        topic: whether each begins with the topic of the table.
    """
    parts = {heading: _parts(heading, topic=topic) for heading in headings}
    names = shortest(parts)
    if len({name.casefold() for name in names.values()}) < len(names):
        return {}
    return {heading: name for heading, name in names.items() if name != heading}


def without_measure(heading: str) -> str:
    """Return a heading without the measure at its end."""
    return _MEASURE.sub("", heading)


def _parts(heading: str, *, topic: bool) -> list[str]:
    """The parts of a heading, from the widest group to the narrowest."""
    found = _MEASURE.search(heading)
    measure = found["measure"].strip() if found else "Value"
    sides = [_of_side(side, topic=topic) for side in re.split(r";\s+", without_measure(heading))]
    narrow = [side for side in sides if not is_whole(side[-1])] or sides[:1]
    parts = narrow[0] if len(narrow) == 1 else [", ".join(side[-1] for side in narrow)]
    return parts if measure.lower() == "value" else [*parts[:-1], f"{parts[-1]}, {measure.lower()}"]


def _of_side(side: str, *, topic: bool) -> list[str]:
    parts = [part.strip() for part in side.split(": ") if part.strip()]
    own = parts[1:] if topic and len(parts) > 1 else parts
    if _WHOLE.fullmatch(own[0]):
        return [own[-1]] if own[0].lower() == "total" else ["Total"]
    return own[:-1] if len(own) > 1 and _WHOLE.fullmatch(own[-1]) else own
