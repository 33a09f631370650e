"""What everybody sees of a year that is over stays as it is, whatever is done to its reports afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from jsna.analysis.told_us import told_us, years
from jsna.errors import NotAvailable
from jsna.model.register.person import ANYBODY
from jsna.model.register.report import Report
from jsna.register import archive, handling, receipts, telling
from jsna.register.backup import back_up, restore
from jsna.register.refusing import Refused
from jsna.register.register import Wanted
from jsna.register.retiring import retire
from tests.register.making import ADMINISTRATOR, KEEP, MODERATOR, a_report


@pytest.fixture
def over(register, monkeypatch):
    """A register in the year after 13 people told us of harm, 12 of whose reports have a theme; and the receipts."""
    monkeypatch.setattr(receipts, "COST", 2)
    told = [telling.tell(register, ANYBODY, a_report(), KEEP) for _ in range(13)]
    for number, receipt in enumerate(told[:12]):
        report = handling.opened(register, MODERATOR, of(register, receipt).id)
        report = handling.give_theme(register, MODERATOR, report, "waiting")
        if number % 2:
            handling.answer(register, MODERATOR, report, "It was so.")
    register.now.time = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)
    return register, told


def of(register, receipt) -> Report:
    return register.find(MODERATOR, Report, Wanted(equals=(("reference", receipt.reference),)))[0]


def test_taking_back_erasing_answering_and_ending_change_nothing_that_was_seen(over):
    register, told = over
    before = told_us(register, 2026)
    assert [each.themed for each in before] == [None, 12]
    assert (before[1].waits.asked, before[1].waits.answered) == (13, 6)
    telling.withdraw(register, ANYBODY, told[0].reference, told[0].words)
    assert told_us(register, 2026) == before
    register.erase(MODERATOR, Report, of(register, told[1]).id, "its author asked for it")
    assert told_us(register, 2026) == before
    unthemed = handling.opened(register, MODERATOR, of(register, told[12]).id)
    unthemed = handling.give_theme(register, MODERATOR, unthemed, "respect")
    handling.answer(register, MODERATOR, unthemed, "Late, and sorry.")
    assert told_us(register, 2026) == before
    with pytest.raises(Refused):
        handling.give_theme(register, MODERATOR, of(register, told[2]), "respect")
    register.now.move(timedelta(days=KEEP.days + KEEP.extra))
    retire(register, ADMINISTRATOR)
    assert all(each.is_over for each in register.find(MODERATOR, Report))
    assert told_us(register, 2026) == before


def test_a_year_that_is_not_over_is_not_shown_by_asking_for_it(over):
    register, _ = over
    assert years(register) == [2026]
    assert told_us(register, 2027) == told_us(register, 2099) == told_us(register, 2026)
    register.now.time = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert years(register) == [2025]
    assert all(each.is_withheld for each in told_us(register, 2026))


def put_back(register, file):
    restore(register.database, archive.opened(file), "Ada", register.now())


def test_a_year_that_a_restored_backup_cut_is_not_shown_smaller_but_not_at_all(over, tmp_path):
    register, told = over
    register.now.time = datetime(2026, 12, 30, tzinfo=UTC)
    back_up(register, ADMINISTRATOR, tmp_path / "before.zip")
    handling.give_theme(register, MODERATOR, of(register, told[12]), "waiting")
    register.now.time = datetime(2027, 1, 5, tzinfo=UTC)
    assert told_us(register, 2026)[1].themed == 13
    back_up(register, ADMINISTRATOR, tmp_path / "after.zip")
    put_back(register, tmp_path / "after.zip")
    assert told_us(register, 2026)[1].themed == 13
    put_back(register, tmp_path / "before.zip")
    assert years(register) == []
    with pytest.raises(NotAvailable, match="2026 is not shown: a backup was restored"):
        told_us(register, 2026)
    # A later backup of that register has lost the same, wherever it is restored.
    back_up(register, ADMINISTRATOR, tmp_path / "later.zip")
    put_back(register, tmp_path / "later.zip")
    register.now.time = datetime(2028, 2, 1, tzinfo=UTC)
    assert years(register) == [2027]
    assert {each.year for each in told_us(register, 2026)} == {2027}


def test_a_year_is_shown_on_where_nothing_was_recorded_between_backup_and_restoring(over, tmp_path):
    register, _ = over
    before = told_us(register, 2026)
    register.now.time = datetime(2026, 12, 31, 23, tzinfo=UTC)
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    register.now.time = datetime(2027, 1, 1, 9, tzinfo=UTC)
    put_back(register, tmp_path / "copy.zip")
    assert told_us(register, 2026) == before
