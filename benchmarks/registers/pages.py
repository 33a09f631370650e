"""The register's pages, run as Streamlit runs them: by somebody without a role, and by a moderator."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.registers.filled import COUNTY
from jsna.model.area import ENGLAND
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item
from jsna.model.register.need import Need
from jsna.model.register.person import ANYBODY
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.register.register import Register, Wanted
from jsna.settings import LOCAL_VARIABLE, REGISTER_VARIABLE, STATE_VARIABLE

DISTRICT, WARD = "E07000137", "E05009888"
#: The page that shows one item: its file, the item's kind, and its part of the address.
ONE: tuple[tuple[str, type[Item], str], ...] = (
    ("conversations", Conversation, "conversation"),
    ("needs", Need, "need"),
    ("ideas", Idea, "idea"),
    ("responses", Response, "response"),
    ("provision", Provision, "entry"),
)
LISTS = (
    *("asked_for", "conversations", "heard", "ideas", "needs", "plan", "provision", "record", "responses"),
    *("tell_us", "told_us"),
)


def views(register: Register) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the name, the file and the address of each view that is measured."""
    listen = {name: f"pages/listen/{name}.py" for name in LISTS} | {"what_we_owe": "pages/board/what_we_owe.py"}
    for name, file in listen.items():
        for where, area in (("England", ENGLAND), ("the county", COUNTY), ("a district", DISTRICT)):
            yield f"{name}, {where}", file, {"area": area}
    for name, kind, key in ONE:
        item = register.find(ANYBODY, kind, Wanted(most=1))[0]
        yield f"{name}, one of them", listen[name], {"area": COUNTY, key: item.id}
    yield "plan, of a topic", listen["plan"], {"area": COUNTY, "topic": "health"}
    yield "needs, a new one", listen["needs"], {"area": COUNTY, "need": "new"}
    yield "ideas, a new one", listen["ideas"], {"area": COUNTY, "idea": "new"}
    yield "asked_for, words", listen["asked_for"], {"area": COUNTY, "words": "buses"}
    yield "asked_for, words and topic", listen["asked_for"], {"area": COUNTY, "words": "buses", "topic": "health"}
    for where, area in (("a ward", WARD), ("a district", DISTRICT), ("the county", COUNTY)):
        query = {"area": COUNTY, "ward": area} if area == WARD else {"area": area}
        yield f"area, {where}", "pages/explore/area.py", query
    yield "home", "pages/explore/home.py", {"area": COUNTY}
    yield "coverage", "pages/equality/coverage.py", {"area": COUNTY}


@contextmanager
def open_to(state: Path, address: str | None, *, moderator: bool) -> Iterator[None]:
    """Let the pages open a register, read by a moderator or by anybody."""
    given = {STATE_VARIABLE: str(state), REGISTER_VARIABLE: address or "", LOCAL_VARIABLE: "yes" if moderator else ""}
    before = {name: os.environ.get(name, "") for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        os.environ.update(before)
