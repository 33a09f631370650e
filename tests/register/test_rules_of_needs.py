"""The gate: nobody goes on with an idea before somebody was asked, and nothing of that is left to a page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from jsna.model.register.idea import Idea, Origin, Override, Stage
from jsna.model.register.item import Place
from jsna.model.register.need import Explanation, Figure, Need, NeedStatus, Rival
from jsna.model.register.person import ANYBODY
from jsna.register.register import Wanted
from jsna.register.rules import Refused
from tests.register.making import OFFICER, a_conversation, a_need, an_idea

SUTTON = (Place(code="E05009902", vintage="2022"),)
WEIGHED = (Explanation(kind=Rival.BARRIER, evidence_for="Three people said that the doors are too heavy"),)
REASON = "The grant ends in March, and the form says so."


def changed(register, item, **fields):
    (saved,) = register.save(OFFICER, item.model_copy(update=fields))
    return saved


def an_asked_need(register, **fields):
    (talk,) = register.save(OFFICER, a_conversation())
    (need,) = register.save(OFFICER, a_need(conversations=(talk.id,), explanations=WEIGHED, **fields))
    return changed(register, need, status=NeedStatus.ASKED)


def an_override(register, **fields):
    return Override(**{"name": "Ann Reed", "reason": REASON, "at": register.now() - timedelta(days=9), **fields})


@pytest.mark.parametrize("status", [status for status in NeedStatus if status is not NeedStatus.ASSUMED])
def test_a_need_starts_as_assumed_and_leaves_that_only_with_a_conversation(register, status):
    with pytest.raises(Refused, match="starts as assumed"):
        register.save(OFFICER, a_need(status=status))
    (need,) = register.save(OFFICER, a_need())
    with pytest.raises(Refused, match="say who was asked"):
        changed(register, need, status=status, because="we think so")


def test_people_are_asked_before_anything_is_concluded(register):
    (talk,) = register.save(OFFICER, a_conversation())
    (need,) = register.save(OFFICER, a_need(conversations=(talk.id,), explanations=WEIGHED))
    with pytest.raises(Refused, match="First say that people were asked"):
        changed(register, need, status=NeedStatus.CONFIRMED, because="They said so")
    need = changed(register, need, status=NeedStatus.ASKED)
    with pytest.raises(Refused, match="needs a reason"):
        changed(register, need, status=NeedStatus.CONFIRMED)
    assert changed(register, need, status=NeedStatus.CONFIRMED, because="They said so").because == "They said so"


def test_a_need_is_confirmed_only_when_another_explanation_was_weighed(register):
    need = an_asked_need(register)
    said = {"status": NeedStatus.CONFIRMED, "because": "They said so"}
    with pytest.raises(Refused, match="weigh at least one other explanation"):
        changed(register, need, **said, explanations=(Explanation(kind=Rival.BARRIER, words="heavy doors"),))
    assert changed(register, need, **said).status is NeedStatus.CONFIRMED


def test_a_conclusion_changes_only_with_a_new_reason_and_goes_back_by_way_of_asked(register):
    met = changed(register, an_asked_need(register), status=NeedStatus.MET, because="The church has a minibus")
    with pytest.raises(Refused, match="Say why that has changed"):
        changed(register, met, status=NeedStatus.ASKED)
    with pytest.raises(Refused, match="First go back to “asked”"):
        changed(register, met, status=NeedStatus.ASSUMED, because="The minibus was sold")
    asked = changed(register, met, status=NeedStatus.ASKED, because="The minibus was sold")
    assert changed(register, asked, status=NeedStatus.ASSUMED).status is NeedStatus.ASSUMED


def test_what_was_said_elsewhere_counts_only_where_somebody_says_why(register):
    (there,) = register.save(OFFICER, a_conversation(places=SUTTON))
    (need,) = register.save(OFFICER, a_need(conversations=(there.id,)))
    with pytest.raises(Refused, match="None of these conversations was held in the places of this need"):
        changed(register, need, status=NeedStatus.ASKED)
    said = changed(register, need, status=NeedStatus.ASKED, elsewhere="The same clinic serves both wards")
    assert register.get(OFFICER, Need, said.id).elsewhere == "The same clinic serves both wards"


def test_a_sample_says_nothing_about_what_is_real(register):
    (talk,) = register.save(OFFICER, a_conversation(sample=True))
    (made_up,) = register.save(OFFICER, a_need(sample=True, conversations=(talk.id,)))
    with pytest.raises(Refused, match="made up"):
        register.save(OFFICER, a_need(conversations=(talk.id,)))
    with pytest.raises(Refused, match="Record the real need"):
        register.save(OFFICER, an_idea(made_up))
    assert register.save(OFFICER, an_idea(made_up, sample=True))


def test_an_idea_waits_until_somebody_was_asked(register):
    (need,) = register.save(OFFICER, a_need())
    (idea,) = register.save(OFFICER, an_idea(need))
    with pytest.raises(Refused, match="Nobody has been asked about “Getting to the clinic” yet"):
        changed(register, idea, stage=Stage.PLANNED)
    (talk,) = register.save(OFFICER, a_conversation())
    changed(register, need, status=NeedStatus.ASKED, conversations=(talk.id,))
    assert changed(register, idea, stage=Stage.PLANNED).stage is Stage.PLANNED


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SUGGESTED])
def test_an_idea_starts_as_suggested_even_where_people_were_asked(register, stage):
    need = an_asked_need(register)
    with pytest.raises(Refused, match="starts as suggested"):
        register.save(OFFICER, an_idea(need, stage=stage, because="x"))


@pytest.mark.parametrize(
    "ways",
    [
        (Stage.SUGGESTED,),
        (Stage.SUGGESTED, Stage.DROPPED),
        (Stage.SUGGESTED, Stage.PLANNED),
        (Stage.SUGGESTED, Stage.PLANNED, Stage.TRIED),
        (Stage.SUGGESTED, Stage.PLANNED, Stage.RUNNING),
    ],
)
def test_stages_follow_each_other(register, ways):
    (idea,) = register.save(OFFICER, an_idea(an_asked_need(register), because="No money"))
    for stage in ways[1:]:
        idea = changed(register, idea, stage=stage)
    for stage in set(Stage) - {idea.stage, *idea.stage.next}:
        with pytest.raises(Refused, match=f"From “{idea.stage}” an idea can become"):
            changed(register, idea, stage=stage)


def test_every_stage_can_be_reached_and_left():
    assert {stage for start in Stage for stage in start.next} == set(Stage)
    assert all(start.next and start not in start.next for start in Stage)
    forward = [Stage.SUGGESTED, Stage.PLANNED, Stage.TRIED, Stage.RUNNING]
    assert all(after in before.next for before, after in pairwise(forward))


def test_an_override_pins_what_was_known_and_when_and_everybody_reads_it(register):
    (talk,) = register.save(OFFICER, a_conversation(held_on=date(2026, 11, 1)))
    figure = Figure(link="map?area=E10000019", said="In Mablethorpe 2,837 of 8,210 people are disabled", release="ab12")
    (need,) = register.save(OFFICER, a_need(figures=(figure,), conversations=(talk.id,)))
    (idea,) = register.save(OFFICER, an_idea(need))
    given = an_override(register, known="Everybody agreed")
    idea = changed(register, idea, stage=Stage.PLANNED, overrides=(given,))
    (kept,) = register.get(ANYBODY, Idea, idea.id).overrides
    assert (kept.name, kept.reason, kept.at) == ("Ann Reed", REASON, register.now())
    assert kept.known == (
        "The need “Getting to the clinic”, version 1, was assumed. "
        "Figures cited: “In Mablethorpe 2,837 of 8,210 people are disabled” (data release ab12). "
        "Conversations cited: 1, held on 1 November 2026."
    )
    register.now.move(timedelta(days=1))
    with pytest.raises(Refused, match="stays on record"):
        changed(register, idea, overrides=())
    changed(register, need, title="Another title")
    assert register.get(OFFICER, Idea, idea.id).overrides == (kept,)


def test_an_override_is_for_one_passing(register):
    (need,) = register.save(OFFICER, a_need())
    (idea,) = register.save(OFFICER, an_idea(need))
    idea = changed(register, idea, stage=Stage.PLANNED, overrides=(an_override(register),))
    idea = changed(register, idea, stage=Stage.SUGGESTED)
    with pytest.raises(Refused, match="Nobody has been asked"):
        changed(register, idea, stage=Stage.PLANNED)


@pytest.mark.parametrize("wrong", [{"name": "  "}, {"reason": "urgent               "}])
def test_an_override_has_a_name_and_a_reason(register, wrong):
    (need,) = register.save(OFFICER, a_need())
    (idea,) = register.save(OFFICER, an_idea(need))
    with pytest.raises(Refused, match="Give one name, and a reason"):
        changed(register, idea, stage=Stage.PLANNED, overrides=(an_override(register, **wrong),))


def test_an_override_where_people_were_asked_is_refused(register):
    (idea,) = register.save(OFFICER, an_idea(an_asked_need(register)))
    with pytest.raises(Refused, match="nothing to override"):
        changed(register, idea, stage=Stage.PLANNED, overrides=(an_override(register),))


def test_a_need_is_not_assumed_again_while_ideas_go_on_because_people_were_asked(register):
    need = an_asked_need(register)
    (idea,) = register.save(OFFICER, an_idea(need))
    idea = changed(register, idea, stage=Stage.PLANNED)
    with pytest.raises(Refused, match="“A taxi fund” \\(planned\\)"):
        changed(register, need, status=NeedStatus.ASSUMED)
    changed(register, idea, stage=Stage.SUGGESTED)
    assert changed(register, need, status=NeedStatus.ASSUMED).status is NeedStatus.ASSUMED


def test_where_an_idea_came_from_and_its_need_stay(register):
    (need, other) = register.save(OFFICER, a_need(), a_need(title="Another"))
    (idea,) = register.save(OFFICER, an_idea(need))
    for change in ({"origin": Origin.PEOPLE}, {"need": other.id}):
        with pytest.raises(Refused, match="stay as they were"):
            changed(register, idea, **change)


def test_ideas_are_found_by_the_places_of_their_need_and_by_how_they_passed(register):
    here, there = register.save(OFFICER, a_need(), a_need(places=SUTTON))
    waits, passed, far = register.save(OFFICER, an_idea(here), an_idea(here, title="Lifts"), an_idea(there))
    passed = changed(register, passed, stage=Stage.PLANNED, overrides=(an_override(register),))
    mablethorpe = Wanted(areas=["E05009888"])
    assert {each.id for each in register.find(OFFICER, Idea, mablethorpe)} == {waits.id, passed.id}
    assert register.find(OFFICER, Idea, Wanted(filled=("overrides",))) == [passed]
    assert register.find(OFFICER, Idea, Wanted(ids=[waits.id])) == [waits]
    assert [each.id for each in register.search(OFFICER, "taxi", areas=["E05009902"])] == [far.id]
