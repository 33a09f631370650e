"""Makes registers and what is in them, for tests: on both databases, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from jsna.model.register.conversation import Conversation, Counting, Heard, OwnWords, Reached
from jsna.model.register.idea import Idea, Origin, Override, Stage
from jsna.model.register.item import Group, Place
from jsna.model.register.need import Explanation, Figure, Need, Rival
from jsna.model.register.person import ANYBODY, Person, Role
from jsna.model.register.provision import Provision
from jsna.model.register.report import About, Keep, Report
from jsna.model.register.response import (
    Happened,
    Helped,
    Measured,
    Moved,
    Progress,
    Response,
    SaidWho,
    Step,
    Told,
    Verdict,
)
from jsna.register import handling, telling
from jsna.register.database import FILE, Database, connect
from jsna.register.migrating import bring_up
from jsna.register.register import Register
from jsna.register.tables import BLOCKED, DRAFT, METADATA, OF_THE_DAY

OFFICER = Person("Ann", frozenset({Role.CONTRIBUTOR}))
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))
ADMINISTRATOR = Person("Ada", frozenset({Role.ADMINISTRATOR}))

KEEP = Keep(days=180, extra=30)
MABLETHORPE = (Place(code="E05009888", vintage="2022"),)


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


@contextmanager
def a_register(state: Path, address: str | None = None) -> Iterator[Register]:
    """A new register: in a file, or in a PostgreSQL that has none yet."""
    if address is None and not (state / FILE).exists():
        state.mkdir(parents=True, exist_ok=True)
        (state / FILE).write_bytes(_empty())
    database = connect(address, state)
    bring_up(database)
    try:
        yield Register(database, Clock())
    finally:
        if address:
            with database.writing() as connection:
                connection.execute(sa.text("DROP SCHEMA public CASCADE"))
                connection.execute(sa.text("CREATE SCHEMA public"))
        database.close()


@cache
def _empty() -> bytes:
    """The file of a register without anything in it: its steps are gone through once, not for every test."""
    with TemporaryDirectory() as folder:
        database = connect(None, Path(folder))
        bring_up(database)
        database.close()
        return (Path(folder) / FILE).read_bytes()


def fill(register: Register) -> None:
    """Put something into every table: items with all their lists, private words, drafts, forms and people blocked."""
    talk = a_conversation(
        heard=(Heard(words="The buses stop at five", theme="buses stop too early", people=3),),
        people=12,
        counting=Counting.COUNTED,
        first_time=4,
        groups=(Reached(characteristic="sex", group="female", people=7),),
        own_words=(OwnWords(words="I walk home in the dark – every day 🌃", agreed=True),),
    )
    (talk,) = register.save(OFFICER, talk, once="form")
    figure = Figure(link="/area?ward=E05009888", said="2,837 of 8,210")
    (need,) = register.save(
        OFFICER,
        a_need(
            conversations=(talk.id,),
            groups=(Group(characteristic="age", group="65"),),
            figures=(figure,),
            explanations=(Explanation(kind=Rival.BARRIER, words="the last bus"),),
        ),
    )
    (need,) = register.save(OFFICER, need.model_copy(update={"words": "no bus\nafter five\t\u2028'=1+1"}))
    override = Override(name="Ann", reason="The grant ends in March, they say.", at=register.now())
    (idea,) = register.save(OFFICER, an_idea(need))
    (idea,) = register.save(OFFICER, idea.model_copy(update={"stage": Stage.PLANNED, "overrides": (override,)}))
    day = date(2026, 11, 20)
    register.save(
        OFFICER,
        a_response(
            conversations=(talk.id,),
            need=need.id,
            idea=idea.id,
            groups=(Group(characteristic="age"),),
            moves=(Moved(was=day, reason="The vote was moved"),),
            verdicts=(Verdict(on=day, helped=Helped.PARTLY, said_by=SaidWho.PEOPLE, words="on weekdays"),),
            progress=Progress.DONE,
            done="A bus at six",
            told=(Told(on=day, how="by letter", by="Ann"),),
            measured=(Measured(indicator="disabled-people", area="E05009888", before="2021"),),
        ),
        a_provision(
            latitude=53.3402847, longitude=0.2601, capacity=20, groups=(Group(characteristic="age"),), published=True
        ),
    )
    register.read_private(MODERATOR, Conversation, talk.id)
    receipt = telling.tell(register, ANYBODY, a_report(), KEEP, address="192.0.2.7")
    telling.add(register, ANYBODY, receipt.reference, receipt.words, "and on Sunday")
    (report,) = register.find(MODERATOR, Report)
    handling.answer(register, MODERATOR, handling.opened(register, MODERATOR, report.id), "We looked at it.")
    now = register.now()
    with register.database.writing() as connection:
        connection.execute(
            DRAFT.insert().values(
                key="k", person="Ann", kind="need", content="{}", changed_at=now, ends_at=now + timedelta(days=30)
            )
        )
        connection.execute(BLOCKED.insert().values(person="Eve", at=now, by="Ada", because="left"))


def rows(database: Database) -> dict[str, list[dict[str, object]]]:
    """Every row of every table that the program describes, less what ends with the day."""
    with database.reading() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in METADATA.sorted_tables
            if table not in OF_THE_DAY
        }


def a_conversation(**fields: object) -> Conversation:
    given = {"held_on": date(2026, 11, 1), "places": MABLETHORPE, "heard": (Heard(words="The buses stop at five"),)}
    return Conversation(**{**given, **fields})


def a_need(**fields: object) -> Need:
    return Need(**{"title": "Getting to the clinic", "places": MABLETHORPE, **fields})


def an_idea(need: Need, **fields: object) -> Idea:
    return Idea(**{"title": "A taxi fund", "need": need.id, "origin": Origin.OFFICER, **fields})


def a_response(**fields: object) -> Response:
    given = {"heard": "The buses stop at five", "heard_on": date(2026, 11, 1), "places": MABLETHORPE}
    return Response(**{**given, **fields})


def a_published_response(**fields: object) -> Response:
    """For a moderator to save."""
    published = Step(on=date(2026, 11, 1), what=Happened.PUBLISHED, reason="Agreed by the board")
    return a_response(published=True, steps=(published,), **fields)


def a_provision(**fields: object) -> Provision:
    return Provision(**{"name": "Warm room", "places": MABLETHORPE, **fields})


def a_report(**fields: object) -> Report:
    """For somebody to tell; reference and days are given then."""
    given = {"about": About.HARM, "what": "Nobody came for two days", "places": MABLETHORPE, "wants_answer": True}
    day = date(2026, 11, 29)
    return Report(**{**given, "received_on": day, "ends_on": day, "latest_on": day, **fields})
