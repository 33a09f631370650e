"""What can and cannot be saved of a response: words, days, who says that it helped, and when it has ended."""

from datetime import date, timedelta

import pytest

from jsna.model.register.person import ANYBODY
from jsna.model.register.response import (
    Happened,
    Helped,
    Moved,
    Progress,
    Response,
    SaidWho,
    Step,
    Told,
    Verdict,
)
from jsna.register.rules import Refused
from tests.register.making import MODERATOR, OFFICER, a_response

HEARD, TODAY = date(2026, 11, 1), date(2026, 11, 29)
DONE = {"progress": Progress.DONE, "done": "A bus at six"}
TOLD = Told(on=TODAY, how="at the Tuesday group", by="the transport team")
NO = Verdict(on=TODAY, helped=Helped.NO, said_by=SaidWho.PEOPLE, words="Carers at the Tuesday group: it is full")


def change(register, response, person=OFFICER, **fields):
    (saved,) = register.save(person, response.model_copy(update=fields))
    return saved


@pytest.fixture
def heard(register):
    (saved,) = register.save(OFFICER, a_response())
    return saved


@pytest.fixture
def done(register, heard):
    return change(register, heard, **DONE)


def refused(register, response, match, person=OFFICER, **fields):
    with pytest.raises(Refused, match=match):
        change(register, response, person, **fields)
    assert register.get(OFFICER, Response, response.id) == response


@pytest.mark.parametrize("progress", [each for each in Progress if each is not Progress.HEARD])
def test_no_answer_is_given_without_its_words(register, heard, progress):
    refused(register, heard, "if you say why|Say what", progress=progress, decided=" ", done="\n", because="")


def test_each_step_is_kept_with_its_day_and_who_recorded_it(register, heard):
    decided = change(register, heard, progress=Progress.DECIDED, decided="To ask the company")
    register.now.move(timedelta(days=9))
    given = Step(on=date(2026, 12, 2), what=Happened.DONE, words="A bus at six", by="somebody else")
    made = change(register, decided, **DONE, steps=(*decided.steps, given))
    assert [(step.on, step.what, step.words, step.by) for step in made.steps] == [
        (HEARD, Happened.HEARD, "", "Ann"),
        (TODAY, Happened.DECIDED, "To ask the company", "Ann"),
        (date(2026, 12, 2), Happened.DONE, "A bus at six", "Ann"),
    ]
    assert made.ended_on == date(2026, 12, 2)


def test_it_ends_only_when_people_were_told_after_the_answer_or_it_is_said_why_not(register, done):
    early = TOLD.model_copy(update={"on": date(2026, 11, 10)})
    told_before = change(register, done, told=(early,))
    assert (done.is_closed, told_before.is_closed) == (False, False)
    assert change(register, told_before, told=(early, TOLD)).closed_on == TODAY


def test_why_people_could_not_be_told_ends_it_and_is_a_step(register, done):
    register.now.move(timedelta(days=3))
    assert not change(register, done, not_told=" \n").is_closed
    done = register.get(OFFICER, Response, done.id)
    ended = change(register, done, not_told="They left no way to reach them")
    assert (ended.closed_on, ended.steps[-1].what) == (date(2026, 12, 2), Happened.NOT_TOLD)


def test_it_is_not_said_that_people_could_not_be_told_before_there_is_an_answer(register, heard):
    refused(register, heard, "when there is an answer", not_told="Nobody was there")


@pytest.mark.parametrize(
    ("field", "part"),
    [
        ("told", TOLD),
        ("verdicts", Verdict(on=TODAY, helped=Helped.YES, said_by=SaidWho.PEOPLE, words="Carers")),
        ("steps", Step(on=TODAY, what=Happened.DONE)),
    ],
)
@pytest.mark.parametrize(("day", "said"), [(date(2026, 11, 30), "day to come"), (date(2026, 10, 31), "before it was")])
def test_nothing_happened_on_a_day_to_come_or_before_it_was_heard(register, done, field, part, day, said):
    parts = (*getattr(done, field), part.model_copy(update={"on": day}))
    refused(register, done, said, **{field: parts})


def test_the_day_it_was_heard_is_not_to_come_and_never_moves_on(register, heard):
    with pytest.raises(Refused, match="day to come"):
        register.save(OFFICER, a_response(heard_on=TODAY + timedelta(days=1)))
    refused(register, heard, "cannot move to a later one", heard_on=HEARD + timedelta(days=1))


@pytest.mark.parametrize(("how", "by"), [(" ", "the team"), ("by letter", "")])
def test_told_says_how_and_by_whom(register, done, how, by):
    refused(register, done, "how people were told", told=(Told(on=TODAY, how=how, by=by),))


def test_the_council_alone_neither_closes_nor_reopens(register, done):
    for helped in (Helped.YES, Helped.NO):
        said = Verdict(on=TODAY, helped=helped, said_by=SaidWho.COUNCIL)
        done = change(register, done, verdicts=(*done.verdicts, said))
        assert (done.is_closed, done.progress, done.times_reopened) == (False, Progress.DONE, 0)


def test_people_reopen_it_with_the_old_days_kept_and_the_clock_running_on(register, done):
    ended = change(register, done, told=(TOLD,))
    again = change(register, ended, verdicts=(NO,))
    assert (again.progress, again.is_closed, again.times_reopened) == (Progress.HEARD, False, 1)
    assert (again.heard_on, again.done, again.told) == (HEARD, "A bus at six", (TOLD,))
    assert [step.what for step in again.steps] == [Happened.HEARD, Happened.DONE, Happened.REOPENED]


def test_what_did_not_help_is_not_given_as_an_answer_again_and_people_are_told_anew(register, done):
    again = change(register, change(register, done, told=(TOLD,)), verdicts=(NO,))
    register.now.move(timedelta(days=1))
    refused(register, again, "what is different now", **DONE)
    new = change(register, again, progress=Progress.DONE, done="A second bus at six")
    assert not new.is_closed
    refused(register, new, "stays", told=())
    later = TOLD.model_copy(update={"on": date(2026, 11, 30)})
    assert change(register, new, told=(TOLD, later)).closed_on == date(2026, 11, 30)


def test_the_reason_why_people_could_not_be_told_does_not_close_the_next_answer(register, done):
    ended = change(register, done, not_told="They left no way to reach them")
    again = change(register, ended, verdicts=(NO,))
    assert not change(register, again, progress=Progress.DONE, done="A second bus").is_closed


@pytest.mark.parametrize("helped", [Helped.YES, Helped.PARTLY, Helped.TOO_EARLY])
def test_nothing_helps_before_something_was_done(register, heard, helped):
    said = Verdict(on=TODAY, helped=helped, said_by=SaidWho.PEOPLE, words="Carers")
    refused(register, heard, "Nothing has been done yet", verdicts=(said,))


def test_it_may_be_no_longer_needed_at_any_time_and_that_ends_nothing(register, heard):
    said = Verdict(on=TODAY, helped=Helped.NOT_NEEDED, said_by=SaidWho.GROUP, words="The lunch club has moved")
    assert not change(register, heard, verdicts=(said,)).is_closed


def test_a_verdict_of_people_says_who_they_are(register, done):
    refused(register, done, "Say who said", verdicts=(NO.model_copy(update={"words": " "}),))


@pytest.mark.parametrize("field", ["steps", "verdicts", "told", "moves"])
def test_what_was_recorded_stays(register, done, field):
    full = change(
        register,
        done,
        told=(TOLD,),
        verdicts=(NO.model_copy(update={"helped": Helped.YES}),),
    )
    full = change(register, full, next_on=date(2026, 12, 1))
    full = change(
        register, full, next_on=date(2026, 12, 9), moves=(Moved(was=date(2026, 12, 1), reason="The vote was moved"),)
    )
    refused(register, full, "stays", **{field: ()})


def test_a_promise_is_not_taken_back_in_silence(register):
    (made,) = register.save(OFFICER, a_response(promised="A later bus"))
    refused(register, made, "What was promised stays", promised=" ")


def test_a_date_is_put_off_only_with_a_reason_and_the_first_one_stays(register):
    (made,) = register.save(OFFICER, a_response(next_on=date(2026, 12, 1)))
    later = date(2027, 2, 1)
    refused(register, made, "Say why it is put off", next_on=later)
    refused(register, made, "Say why it is put off", next_on=None)
    other = Moved(was=date(2026, 12, 24), reason="The vote was moved")
    refused(register, made, "the one that stood here", next_on=later, moves=(other,))
    refused(register, made, "today or later", next_on=date(2026, 11, 28))
    moved = change(register, made, next_on=later, moves=(Moved(was=date(2026, 12, 1), reason="The vote was moved"),))
    assert moved.moves[0].was == date(2026, 12, 1)


def test_a_date_that_passed_before_it_was_recorded_can_be_recorded(register):
    (made,) = register.save(OFFICER, a_response(next_on=date(2026, 11, 20)))
    assert made.next_on == date(2026, 11, 20)


def test_several_are_never_ended_at_once(register):
    both = [change(register, each, **DONE) for each in register.save(OFFICER, a_response(), a_response())]
    with pytest.raises(Refused, match="Each is answered by itself"):
        register.save(OFFICER, *(each.model_copy(update={"told": (TOLD,)}) for each in both))
    assert not any(each.is_closed for each in register.find(OFFICER, Response))
    ended = [change(register, each, told=(TOLD,)) for each in both]
    named = register.save(OFFICER, *(each.model_copy(update={"owner": "Transport"}) for each in ended))
    assert [each.owner for each in named] == ["Transport", "Transport"]


def published(response, reason="Agreed by the board on 20 November"):
    step = Step(on=TODAY, what=Happened.PUBLISHED, reason=reason)
    return {"published": True, "steps": (*response.steps, step)}


def test_a_person_who_may_publishes_with_a_reason_and_nobody_else(register, heard):
    refused(register, heard, "Only a moderator", **published(heard))
    refused(register, heard, "why this is published", MODERATOR, published=True)
    refused(register, heard, "why this is published", MODERATOR, **published(heard, " "))
    made = change(register, heard, MODERATOR, **published(heard))
    seen = register.get(ANYBODY, Response, made.id)
    assert seen.steps[-1].reason == "Agreed by the board on 20 November"
    assert {step.by for step in seen.steps} == {""}


def test_a_decision_that_is_written_is_not_read_before_it_is_published(register, heard):
    made = change(register, heard, MODERATOR, **published(heard))
    drafted = change(register, made, drafted="To say no")
    assert register.get(ANYBODY, Response, made.id).drafted == ""
    assert register.search(ANYBODY, "To say no") == []
    decision = {"progress": Progress.DECIDED, "decided": "To say no"}
    refused(register, drafted, "Only a moderator", **decision)
    refused(register, drafted, "why this is published", MODERATOR, **decision)
    reason = Step(on=TODAY, what=Happened.DECIDED, words="To say no", reason="Decided by the cabinet")
    change(register, drafted, MODERATOR, **decision, drafted="", steps=(*drafted.steps, reason))
    assert register.get(ANYBODY, Response, made.id).decided == "To say no"


def test_anybody_in_the_service_records_that_people_say_it_did_not_help_and_that_they_were_told(register, done):
    made = change(register, done, MODERATOR, **published(done))
    made = change(register, made, told=(TOLD,))
    assert change(register, made, verdicts=(NO,)).times_reopened == 1


def test_what_was_done_and_told_long_ago_can_be_recorded_today(register):
    told = TOLD.model_copy(update={"on": date(2026, 11, 9)})
    (made,) = register.save(OFFICER, a_response(**DONE, told=(told,)))
    assert (made.ended_on, made.closed_on) == (date(2026, 11, 9), date(2026, 11, 9))
