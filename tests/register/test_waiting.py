"""What waits for moderators, in the order in which they read and answer it."""

from datetime import timedelta

from jsna.model.register.report import Report
from jsna.register import handling
from jsna.register.register import Wanted
from jsna.register.retiring import retire
from jsna.register.waiting import waiting
from tests.register.making import ADMINISTRATOR, KEEP, MODERATOR
from tests.register.test_erasing import rare
from tests.register.test_telling import TELLING, tell


def test_unread_reports_wait_first_then_the_oldest_without_an_answer_and_no_words_are_with_them(register):
    def came(**fields):
        reference = tell(register, **fields).reference
        return register.find(MODERATOR, Report, Wanted(equals=(("reference", reference),)))[0].id

    first, answered, quiet = came(), came(), came(wants_answer=False)
    for each in (first, answered, quiet):
        handling.opened(register, MODERATOR, each)
    handling.answer(register, MODERATOR, register.get(MODERATOR, Report, answered), "It was so.")
    register.now.move(timedelta(days=KEEP.days - 31))
    late = came(what=rare(), wants_answer=False)
    found = waiting(register, MODERATOR, 10)
    assert [each.id for each in found.shown][:2] == [late, first]
    assert {each.id for each in found.shown[2:]} == {answered, quiet}
    assert (found.number, found.unread, found.unanswered, list(found.ending)) == (4, 1, 1, [])
    assert {getattr(each, name) for each in found.shown for name in TELLING} == {""}
    assert [each.id for each in waiting(register, MODERATOR, 1, 1).shown] == [first]
    register.now.move(timedelta(days=1))
    assert [each.id for each in waiting(register, MODERATOR, 10).ending] == [first]
    register.now.move(timedelta(days=KEEP.days - 31))
    assert [each.id for each in waiting(register, MODERATOR, 10).ending] == [first, late]
    register.now.move(timedelta(days=KEEP.days + KEEP.extra))
    retire(register, ADMINISTRATOR)
    assert waiting(register, MODERATOR, 10).number == 0
