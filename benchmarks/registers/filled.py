"""A made-up register of any size: conversations of one county, and what comes of them, with their history.

For each thousand conversations there are 100 needs, 50 ideas, 300 responses and 100 entries of provision, half of each
published (of provision nine in ten), 20 reports of residents, and ten rows of history for each conversation. Items are
written many at once and past the rules that a person meets, so that a hundred thousand stand within minutes. Run with
``python -m benchmarks.registers.filled 10000`` to fill the register that ``JSNA_STATE`` or ``JSNA_REGISTER`` names.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import pandas as pd

from jsna.model.register.conversation import Conversation, Heard, OwnWords, Reached
from jsna.model.register.idea import Idea, Origin, Stage
from jsna.model.register.item import Group, Item, Place
from jsna.model.register.need import Explanation, Need, NeedStatus, Rival
from jsna.model.register.provision import Provision
from jsna.model.register.report import About, Keep, Report
from jsna.model.register.response import Happened, Progress, Response, Step, Told
from jsna.register import history, items, search
from jsna.register.history import Event
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.register.saving import new_id
from jsna.register.tables import RECEIPT
from jsna.settings import Settings

ROOT = Path(__file__).parents[2]
COUNTY = "E10000019"
TOPICS = ("health", "disability", "housing", "work", "")
THEMES = ("too early", "too far", "too dear", "nobody answers", "not in my language", "steps at the door")
WORDS = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split()
#: A word that one conversation in a hundred has.
RARE = "zebra crossing"
#: For each thousand conversations.
NEEDS, IDEAS, RESPONSES, PROVISION, REPORTS = 100, 50, 300, 100, 20
ROWS = 10
_AT_ONCE = 500
#: The last day on which anything was heard.
_LAST = date(2026, 11, 1)


def wards() -> list[str]:
    """Return the codes of the wards of the county."""
    areas = pd.read_parquet(ROOT / "data" / "areas.parquet")
    return [str(code) for code in areas["code"][(areas["level"] == "ward") & (areas["county"] == COUNTY)]]


def fill(register: Register, size: int) -> list[str]:
    """Put conversations, and what comes of them, into a register; return the identifiers of the conversations."""
    drawn, codes = random.Random(20261129), wards()
    ids = [new_id() for _ in range(size)]
    needs = [new_id() for _ in range(NEEDS * size // 1000)]
    ideas = [new_id() for _ in range(IDEAS * size // 1000)]
    days = sorted(_day(drawn) for _ in ids)
    talks = (conversation(drawn, codes, each, day) for each, day in zip(ids, days, strict=True))
    _write(register, talks, ROWS)
    _write(register, (_need(drawn, codes, ids, each) for each in needs))
    _write(register, (_idea(drawn, needs, each) for each in ideas))
    _write(register, (_response(drawn, codes, ids, needs) for _ in range(RESPONSES * size // 1000)))
    _write(register, (_provision(drawn, codes, number) for number in range(PROVISION * size // 1000)))
    _reports(register, drawn, REPORTS * size // 1000)
    if not register.database.is_sqlite:
        register.database.outside("ANALYZE")
    return ids


def _write(register: Register, made: Iterator[Item], rows: int = 1) -> None:
    """Write new items, each with so many rows of history: the further ones as if its words had been corrected."""
    while some := list(islice(made, _AT_ONCE)):
        with register.database.writing() as connection:
            at = _moment(some[-1]) or register.now()
            given = {"version": 1, "created_at": at, "changed_at": at}
            saved = [item.model_copy(update={**given, "id": item.id or new_id()}) for item in some]
            items.insert(connection, *saved)
            history.append_all(connection, [event for item in saved for event in _events(item, rows)], at)
            search.index(connection, *saved)


def _moment(item: Item) -> datetime | None:
    """When an item was recorded, where that is not now: a conversation on its day, so that years are over."""
    return datetime.combine(item.held_on, time(12), UTC) if isinstance(item, Conversation) else None


def _events(item: Item, rows: int) -> list[Event]:
    content = item.model_dump_json()
    actions = (history.CREATED, *(history.CHANGED for _ in range(rows - 1)))
    return [Event("Ann", action, item.KIND, item.id, item.version, "", content) for action in actions]


def _reports(register: Register, drawn: random.Random, number: int) -> None:
    """Write reports of residents; nobody has the words that their receipts were made of."""
    made = [_report(drawn, each) for each in range(number)]
    _write(register, iter(made))
    known = [{"reference": each.reference, "item_id": each.id, "salt": b"", "digest": b""} for each in made]
    with register.database.writing() as connection:
        connection.execute(RECEIPT.insert(), known)


def _said(drawn: random.Random, number: int) -> str:
    return " ".join(drawn.choices(WORDS, k=number))


def _day(drawn: random.Random) -> date:
    return _LAST - timedelta(days=drawn.randrange(1500))


def _places(drawn: random.Random, codes: Sequence[str], number: int = 1) -> tuple[Place, ...]:
    return tuple(Place(code=code, vintage="2022") for code in drawn.sample(codes, number))


def conversation(
    drawn: random.Random, codes: Sequence[str], item_id: str = "", day: date = _LAST, *, published: bool = True
) -> Conversation:
    """Return a conversation of the usual length; one in a hundred has a rare word. Every other one may be published."""
    heard = tuple(
        Heard(words=f"The buses stop too early {_said(drawn, 30)}", theme=f"buses: {drawn.choice(THEMES)}")
        for _ in range(3)
    )
    people, published = drawn.randrange(5, 40), drawn.random() < 0.5 and published
    own = OwnWords(
        words=_said(drawn, 40),
        agreed=True,
        released=_said(drawn, 20) if published else "",
        released_by="Mo" if published else "",
        released_on=date(2026, 11, 2) if published else None,
    )
    return Conversation(
        id=item_id,
        held_on=day,
        places=_places(drawn, codes, drawn.choice((1, 1, 1, 2))),
        heard=(*heard, Heard(words=RARE)) if drawn.random() < 0.01 else heard,
        topic=drawn.choice(TOPICS),
        asked="What would make this easier for you?",
        people=people,
        groups=(Reached(characteristic="sex", group="female", people=people // 2),),
        own_words=(own,),
        published=published,
    )


def _need(drawn: random.Random, codes: Sequence[str], talks: Sequence[str], item_id: str) -> Need:
    return Need(
        id=item_id,
        title=f"A way home {_said(drawn, 6)}",
        places=_places(drawn, codes),
        topic=drawn.choice(TOPICS),
        words=_said(drawn, 40),
        groups=(Group(characteristic="disability"),),
        status=drawn.choice(list(NeedStatus)),
        because=_said(drawn, 10),
        conversations=tuple(drawn.sample(talks, 3)),
        explanations=(Explanation(kind=Rival.BARRIER, words=_said(drawn, 10)),),
        published=drawn.random() < 0.5,
    )


def _idea(drawn: random.Random, needs: Sequence[str], item_id: str) -> Idea:
    return Idea(
        id=item_id,
        title=f"A later bus {_said(drawn, 6)}",
        need=drawn.choice(needs),
        words=_said(drawn, 40),
        origin=drawn.choice(list(Origin)),
        stage=drawn.choice(list(Stage)),
        published=drawn.random() < 0.5,
    )


def _response(drawn: random.Random, codes: Sequence[str], talks: Sequence[str], needs: Sequence[str]) -> Response:
    heard_on, progress = _day(drawn), drawn.choice(list(Progress))
    later = heard_on + timedelta(days=drawn.randrange(200))
    told = (Told(on=later, how="a letter", by="the team"),) if progress.is_an_end and drawn.random() < 0.7 else ()
    steps = (Step(on=later, what=Happened(progress.value), words=_said(drawn, 20)),)
    return Response(
        heard=_said(drawn, 20),
        heard_on=heard_on,
        places=_places(drawn, codes),
        topic=drawn.choice(TOPICS),
        conversations=(drawn.choice(talks),),
        need=drawn.choice(needs),
        promised=_said(drawn, 20),
        progress=progress,
        decided=_said(drawn, 20),
        owner="Transport team",
        next_on=later,
        told=told,
        steps=steps,
        published=drawn.random() < 0.5,
    )


def _provision(drawn: random.Random, codes: Sequence[str], number: int) -> Provision:
    return Provision(
        name=f"Warm room {number}",
        offers=_said(drawn, 15),
        whom=_said(drawn, 5),
        groups=(Group(characteristic="age"),),
        places=_places(drawn, codes),
        latitude=53.0 + drawn.random() / 2,
        longitude=-0.5 + drawn.random() / 2,
        times="Mondays, 10 to 12",
        checked_on=_day(drawn),
        published=drawn.random() < 0.9,
    )


def _report(drawn: random.Random, number: int) -> Report:
    received_on = _LAST - timedelta(days=drawn.randrange(100))
    ends_on, latest_on = Keep(365, 90).ends(received_on)
    return Report(
        id=new_id(),
        about=drawn.choice(list(About)),
        reference=f"{number // 10_000:04}-{number % 10_000:04}",
        received_on=received_on,
        ends_on=ends_on,
        latest_on=latest_on,
        what=_said(drawn, 40),
        wants_answer=drawn.random() < 0.5,
        unread=drawn.random() < 0.5,
    )


if __name__ == "__main__":
    fill(open_register(Settings.read()), int(sys.argv[1]))
