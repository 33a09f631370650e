"""The server keeps the dates it promised, whatever happens to the database meanwhile, and nobody has to ask it."""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from datetime import timedelta

from jsna.model.register.person import ANYBODY, RIGHTS, Right
from jsna.model.register.report import Report
from jsna.register import history, keeping, retiring, telling
from jsna.register.opening import open_register
from jsna.settings import Settings
from jsna.ui import register as pages
from tests.register.making import KEEP, MODERATOR, a_register, a_report
from tests.register.test_erasing import files_with, rare


class Waiting:
    """Waits for nothing: what happens meanwhile, one thing each time, and then the register is let go."""

    def __init__(self, register, *meanwhile: Callable[[], object]) -> None:
        self.register, self.meanwhile, self.waited = register, list(meanwhile), []

    def known(self):
        return self.register

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        else:
            self.register = None


def kept(register, *meanwhile: Callable[[], object]) -> list[float]:
    waiting = Waiting(register, *meanwhile)
    keeping.keep(waiting.known, waiting.wait)
    return waiting.waited


def nothing() -> None:
    pass


def test_words_end_on_their_day_without_anybody_asking(register, caplog):
    word = rare()
    telling.tell(register, ANYBODY, a_report(what=word), KEEP, address="192.0.2.7")
    caplog.set_level(logging.INFO, "jsna.register")
    latest = timedelta(days=KEEP.days + KEEP.extra)
    waited = kept(
        register,
        nothing,
        lambda: register.now.move(latest - timedelta(days=1)),
        lambda: register.now.move(timedelta(days=1)),
    )
    assert waited == [keeping.FIRST, *[keeping.EVERY] * 3]
    (left,) = register.find(MODERATOR, Report)
    assert left.erased == retiring.ENDED
    assert files_with(register, word) == []
    assert {each.who for each in register.changes(MODERATOR, Report, left.id)[1:]} == {keeping.KEEPER.name}
    assert caplog.messages == ["Deleted because it was past its date: 1"]


def test_salts_of_other_days_are_forgotten(register):
    telling.tell(register, ANYBODY, a_report(), KEEP, address="192.0.2.7")
    kept(register, lambda: register.now.move(timedelta(days=1)))
    with register.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM salt").scalar() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM times").scalar() == 0


def test_nothing_to_do_leaves_no_row_in_the_history(register):
    with register.database.reading() as connection:
        before = history.seal(connection)
    kept(register, nothing, nothing)
    with register.database.reading() as connection:
        assert history.seal(connection) == before


def test_one_failure_does_not_end_it_and_is_said_once_without_words(register, caplog, monkeypatch):
    word = rare()
    telling.tell(register, ANYBODY, a_report(what=word), KEEP)
    true = keeping.retire

    def fails(*_given):
        raise RuntimeError(word)

    def mended():
        monkeypatch.setattr(keeping, "retire", true)
        register.now.move(timedelta(days=KEEP.days + KEEP.extra))

    monkeypatch.setattr(keeping, "retire", fails)
    kept(register, nothing, nothing, mended)
    assert register.find(MODERATOR, Report)[0].is_over
    assert [each for each in caplog.messages if "RuntimeError" in each] == [caplog.messages[0]]
    assert word not in caplog.text


def test_where_the_file_has_gone_none_is_made_and_it_goes_on_when_it_is_back(tmp_path):
    with a_register(tmp_path / "state") as register:
        telling.tell(register, ANYBODY, a_report(), KEEP)
        register.now.move(timedelta(days=KEEP.days + KEEP.extra))
        register.database.close()
        file, elsewhere = register.database.file, tmp_path / "elsewhere"
        seen = []

        def look():
            seen.append(file.exists())
            elsewhere.rename(file)

        kept(register, lambda: file.rename(elsewhere), nothing, look)
        assert seen == [False]
        assert register.find(MODERATOR, Report)[0].is_over


def test_a_locked_register_is_left_alone_and_kept_later(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("jsna.register.database.PATIENCE", 0.1)
    with a_register(tmp_path / "state") as register, a_register(tmp_path / "state") as other:
        telling.tell(register, ANYBODY, a_report(), KEEP)
        register.now.move(timedelta(days=KEEP.days + KEEP.extra))
        writing = other.database.writing()
        kept(register, writing.__enter__, nothing, lambda: writing.__exit__(None, None, None))
        assert register.find(MODERATOR, Report)[0].is_over
    assert len([each for each in caplog.messages if "is busy" in each]) == 1


def test_a_register_that_may_only_be_read_is_left_alone(register):
    register.database.is_read_only = True
    assert "opened to be read" in keeping.once(register)
    register.database.is_read_only = False


def test_it_may_erase_and_reads_no_private_words():
    rights = {right for role in keeping.KEEPER.roles for right in RIGHTS[role]}
    assert Right.ERASE in rights
    assert Right.READ_PRIVATE not in rights


def test_its_thread_does_not_hold_the_register_or_the_server(tmp_path, monkeypatch):
    """What it waits for is in the test's hand: nothing sleeps."""
    go, ended = threading.Event(), threading.Event()

    def keep(known, _wait):
        go.wait(10)
        (ended.set if known() is None else ended.clear)()

    monkeypatch.setattr(keeping, "keep", keep)
    register = open_register(Settings(data=tmp_path, state=tmp_path / "state"))
    before = set(threading.enumerate())
    keeping.start(register)
    (thread,) = set(threading.enumerate()) - before
    assert thread.daemon
    register.database.close()
    known = weakref.ref(register)
    del register
    assert known() is None
    go.set()
    assert ended.wait(10)
    thread.join(10)


def test_the_server_starts_it_once_where_it_opens_the_register(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(keeping, "start", started.append)
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "state"))
    opened = {id(pages.register()) for _ in range(3)}
    assert len(opened) == len(started) == 1
