"""Residents tell us something without an account, follow it, and take it back; and its words end when it was said."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from jsna.model.register.item import Place
from jsna.model.register.person import ANYBODY
from jsna.model.register.report import About, Handled, Report
from jsna.register import check, handling, receipts, telling
from jsna.register.archive import opened
from jsna.register.backup import back_up, restore
from jsna.register.flood import TooOften
from jsna.register.refusing import Refused
from jsna.register.register import NotHere, Wanted
from jsna.register.retiring import due, retire
from jsna.register.tables import RECEIPT, SALT, TIMES
from jsna.register.telling import NotTold
from tests.register.making import ADMINISTRATOR, KEEP, MODERATOR, OFFICER, a_conversation, a_report
from tests.register.test_erasing import files_with, rare

VISITOR = "192.0.2.77"
#: What a report says of its author, each of which must go.
TELLING = ("link", "shown", "service", "which", "when", "what", "should_have", "reach")


def tell(register, **fields):
    return telling.tell(register, ANYBODY, a_report(**fields), KEEP, address=VISITOR)


def follow(register, receipt):
    return telling.follow(register, ANYBODY, receipt.reference, receipt.words).report


def read(register):
    """Every report, as a moderator reads it after opening it."""
    return [handling.opened(register, MODERATOR, each.id) for each in register.find(MODERATOR, Report)]


def test_the_author_follows_it_with_reference_and_words_and_reads_what_was_done(register):
    receipt = tell(register)
    assert len(receipt.words.split()) == receipts.WORDS
    assert follow(register, receipt).done == ()
    (report,) = read(register)
    report = handling.pass_on(register, MODERATOR, report, "The clinic, until Friday")
    handling.answer(register, MODERATOR, report, "They were short of staff, and are sorry.")
    seen = follow(register, receipt)
    assert [(each.what, each.words, each.by) for each in seen.done] == [
        (Handled.READ, "", ""),
        (Handled.PASSED_ON, "The clinic, until Friday", ""),
        (Handled.ANSWERED, "They were short of staff, and are sorry.", ""),
    ]
    assert (seen.what, seen.ends_on, seen.latest_on) == (
        "Nobody came for two days",
        date(2027, 5, 28),
        date(2027, 6, 27),
    )


def test_capitals_commas_and_line_breaks_do_not_matter(register):
    receipt = tell(register)
    words = receipt.words.upper().replace(" ", ",\n")
    reference = receipt.reference.lower().replace("-", " ")
    assert telling.follow(register, ANYBODY, f" {reference} ", words).report.reference == receipt.reference


def test_which_of_both_is_wrong_is_not_said_and_the_words_are_stored_nowhere(register):
    receipt = tell(register)
    said = set()
    for reference, words in [
        (receipt.reference, receipt.words + " more"),
        ("2222-2222", receipt.words),
        (receipt.reference, ""),
        ("", ""),
        ("'; DROP TABLE receipt", "\0"),
    ]:
        with pytest.raises(NotTold) as refused:
            telling.follow(register, ANYBODY, reference, words)
        said.add(str(refused.value))
    assert len(said) == 1
    assert files_with(register, receipt.words) == []


def test_a_hundred_guesses_at_once_are_limited(register, monkeypatch):
    monkeypatch.setattr(receipts, "COST", 2)
    receipt = tell(register)

    def guess(number):
        try:
            telling.follow(register, ANYBODY, receipt.reference, f"guess {number}", address=VISITOR)
        except (NotTold, TooOften) as refused:
            return type(refused)

    with ThreadPoolExecutor(20) as pool:
        met = list(pool.map(guess, range(100)))
    assert (met.count(NotTold), met.count(TooOften)) == (telling.FOLLOW.each, 100 - telling.FOLLOW.each)
    # Its author, who comes from elsewhere, still reads it.
    assert follow(register, receipt).what


def test_one_visitor_is_limited_others_are_not_and_tomorrow_nothing_is_known(register, monkeypatch):
    monkeypatch.setattr(receipts, "COST", 2)
    for _ in range(telling.TELL.each):
        tell(register)
    with pytest.raises(TooOften):
        tell(register)
    assert register.count(MODERATOR, Report) == telling.TELL.each
    telling.tell(register, ANYBODY, a_report(), KEEP, address="192.0.2.78")
    telling.tell(register, OFFICER, a_report(on_paper=True), KEEP, address=VISITOR)
    with register.database.reading() as connection:
        salt = connection.scalar(sa.select(SALT.c.salt))
    register.now.move(timedelta(days=1))
    tell(register)
    with register.database.reading() as connection:
        assert connection.scalars(sa.select(SALT.c.salt)).all() != [salt]
        assert set(connection.scalars(sa.select(TIMES.c.day))) == {date(2026, 11, 30)}
    assert files_with(register, VISITOR) == []


def test_all_together_are_limited_where_nobody_knows_who_they_are(register, monkeypatch):
    monkeypatch.setattr(receipts, "COST", 2)
    monkeypatch.setattr(telling, "TELL", telling.Limit("tell", each=1, all=3))
    for _ in range(3):
        telling.tell(register, ANYBODY, a_report(), KEEP)
    with pytest.raises(TooOften):
        telling.tell(register, ANYBODY, a_report(), KEEP)


def test_salts_and_counts_go_by_themselves_and_are_in_no_backup(register, tmp_path):
    tell(register)
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    names = {each.name for each in opened(tmp_path / "copy.zip").manifest.tables}
    assert "receipt" in names
    assert not names & {SALT.name, TIMES.name}
    register.now.move(timedelta(days=1))
    retire(register, ADMINISTRATOR)
    with register.database.reading() as connection:
        assert [connection.scalar(sa.select(sa.func.count()).select_from(each)) for each in (SALT, TIMES)] == [0, 0]


def test_a_second_click_tells_nothing_twice(register):
    assert telling.tell(register, ANYBODY, a_report(), KEEP, once="form") is not None
    assert telling.tell(register, ANYBODY, a_report(), KEEP, once="form") is None
    assert register.count(MODERATOR, Report) == 1


def test_what_is_empty_is_refused_and_what_is_typed_comes_out_as_it_was(register):
    with pytest.raises(Refused, match="Write what you want to tell us"):
        tell(register, what=" \n ")
    typed = "<script>alert(1)</script> =1+1 \u202e 🌃\n" + "x" * 100_000
    receipt = tell(register, what=typed)
    assert follow(register, receipt).what == typed
    with pytest.raises(Refused, match="Write what you want to add"):
        telling.add(register, ANYBODY, receipt.reference, receipt.words, " ")


def test_nobody_gives_themselves_what_moderators_give(register):
    given = {"theme": "waiting", "unread": False, "published": True, "erased": "x", "reference": "MINE"}
    receipt = tell(register, **given, done=({"on": date(2026, 1, 1), "what": Handled.ANSWERED, "words": "yes"},))
    (report,) = register.find(MODERATOR, Report)
    assert (report.theme, report.unread, report.published, report.erased, report.done) == ("", True, False, "", ())
    assert report.reference == receipt.reference != "MINE"


def test_only_moderators_know_of_a_report_by_any_way(register):
    word = rare()
    tell(register, what=word)
    (report,) = register.find(MODERATOR, Report)
    assert {getattr(report, name) for name in TELLING} == {""}
    for person in (ANYBODY, OFFICER, ADMINISTRATOR):
        assert (register.find(person, Report), register.count(person, Report)) == ([], 0)
        for look in (register.get, register.changes):
            with pytest.raises(NotHere):
                look(person, Report, report.id)
        with pytest.raises(NotHere):
            register.version(person, Report, report.id, 1)
    for person in (ANYBODY, OFFICER, MODERATOR):
        assert register.search(person, word) == []
    with pytest.raises(Refused):
        register.save(MODERATOR, report)


def test_words_that_are_added_are_read_again(register):
    receipt = tell(register)
    (report,) = read(register)
    telling.add(register, ANYBODY, receipt.reference, receipt.words, "and on Sunday", once="a")
    again = telling.add(register, ANYBODY, receipt.reference, receipt.words, "and on Sunday", once="a")
    assert [each.words for each in again.report.added] == ["and on Sunday"]
    with pytest.raises(Refused, match="meanwhile"):
        handling.answer(register, MODERATOR, report, "An answer to less than they said")
    assert register.find(MODERATOR, Report, Wanted(equals=(("unread", True),)))
    (report,) = read(register)
    assert [each.words for each in report.added] == ["and on Sunday"]


def test_taken_back_it_is_in_no_byte_and_a_bare_row_stays(register):
    word = rare()
    receipt = tell(register, **dict.fromkeys(TELLING, f"It was {word}"))
    telling.add(register, ANYBODY, receipt.reference, receipt.words, f"and {word}")
    (report,) = read(register)
    handling.answer(register, MODERATOR, report, f"You wrote {word}")
    assert files_with(register, word)
    left = telling.withdraw(register, ANYBODY, receipt.reference, receipt.words)
    assert files_with(register, word) == []
    assert check.check(register.database) == []
    assert left.beyond[-1].ends_on == date(2027, 1, 3)
    for seen in (left.report, follow(register, receipt)):
        assert seen.places == ()
        assert {getattr(seen, name) for name in TELLING} == {""}
        assert [each.what for each in seen.done] == [Handled.READ, Handled.ANSWERED, Handled.WITHDRAWN]
        assert (seen.erased, seen.received_on) == (telling.WITHDRAWN, date(2026, 11, 29))
    with pytest.raises(Refused, match="ended"):
        telling.add(register, ANYBODY, receipt.reference, receipt.words, "one more thing")
    with pytest.raises(Refused, match="erased"):
        handling.answer(register, MODERATOR, register.get(MODERATOR, Report, report.id), "too late")


def test_words_that_were_read_end_on_their_day_in_every_byte(register):
    word = rare()
    receipt = tell(register, what=word)
    read(register)
    register.now.move(timedelta(days=KEEP.days - 1))
    assert due(register, ADMINISTRATOR) == []
    register.now.move(timedelta(days=1))
    assert [each.what for each in due(register, ADMINISTRATOR)] == [f"the words of report {receipt.reference}"]
    retire(register, ADMINISTRATOR)
    assert files_with(register, word) == []
    assert check.check(register.database) == []
    assert follow(register, receipt).done[-1].what is Handled.ENDED
    register.now.move(timedelta(days=-100))
    retire(register, ADMINISTRATOR)
    assert follow(register, receipt).is_over


def test_what_nobody_has_read_is_kept_once_more_and_then_ends_whatever_comes(register):
    receipt = tell(register)
    register.now.move(timedelta(days=KEEP.days))
    retire(register, ADMINISTRATOR)
    longer = follow(register, receipt)
    assert longer.ends_on == longer.latest_on == date(2027, 6, 27)
    read(register)
    retire(register, ADMINISTRATOR)
    register.now.move(timedelta(days=KEEP.extra - 1))
    telling.add(register, ANYBODY, receipt.reference, receipt.words, "new words on the last day")
    retire(register, ADMINISTRATOR)
    assert follow(register, receipt).added
    register.now.move(timedelta(days=1))
    # Nobody reads them from that day, even before they are erased.
    assert follow(register, receipt).what == ""
    (report,) = register.find(MODERATOR, Report)
    with pytest.raises(Refused, match="Its time has ended"):
        handling.opened(register, MODERATOR, report.id)
    with pytest.raises(Refused, match="Its time has ended"):
        handling.answer(register, MODERATOR, report, "too late")
    retire(register, ADMINISTRATOR)
    assert follow(register, receipt).is_over


def test_read_after_its_first_day_it_is_not_erased_at_once(register):
    receipt = tell(register)
    register.now.move(timedelta(days=KEEP.days + 1))
    read(register)
    retire(register, ADMINISTRATOR)
    assert follow(register, receipt).what


def test_what_was_erased_is_erased_again_after_a_restore(register, tmp_path):
    receipt = tell(register)
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    telling.withdraw(register, ANYBODY, receipt.reference, receipt.words)
    assert restore(register.database, opened(tmp_path / "copy.zip"), "Ada", register.now()) == 1
    assert follow(register, receipt).what == ""


def test_a_theme_stays_when_its_year_was_published(register):
    tell(register)
    (report,) = read(register)
    report = handling.give_theme(register, MODERATOR, report, "waiting")
    report = handling.give_theme(register, MODERATOR, report, "no answer")
    told = handling.told(register, MODERATOR)
    assert told[["about", "theme"]].to_numpy().tolist() == [["harm from a service", "no answer"]]
    register.now.move(timedelta(days=60))
    with pytest.raises(Refused, match="2026"):
        handling.give_theme(register, MODERATOR, report, "waiting")


def test_what_somebody_sees_becomes_a_conversation_and_harm_never_does(register):
    (talk,) = register.save(MODERATOR, a_conversation())
    tell(register, about=About.FIGURE, places=(Place(code="E05009888", vintage="2022"),))
    tell(register)
    figure, harm = sorted(read(register), key=lambda each: each.about)
    assert handling.note_conversation(register, MODERATOR, figure, talk.id).conversation == talk.id
    with pytest.raises(Refused, match="never"):
        handling.note_conversation(register, MODERATOR, harm, talk.id)


def test_each_reading_of_a_moderator_is_in_the_history_and_each_of_the_author_is_not(register):
    receipt = tell(register)
    (report,) = read(register)
    read(register)
    follow(register, receipt)
    changes = register.changes(MODERATOR, Report, report.id)
    assert [(each.action, each.who) for each in changes] == [
        ("created", ""),
        ("read private words", "Mo"),
        ("changed", "Mo"),
        ("read private words", "Mo"),
    ]


def test_there_is_one_receipt_for_each_report(register):
    tell(register)
    tell(register)
    with register.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count(RECEIPT.c.item_id.distinct()))) == 2
