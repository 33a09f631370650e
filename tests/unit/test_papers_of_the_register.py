"""Papers made of what people wrote: it comes out as it was typed, and runs nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jsna.analysis.already import stems
from jsna.analysis.asked_for import themes
from jsna.model.asked_for import AskedFor, InOwnWords
from jsna.model.due_regard import Regard, Step
from jsna.model.register.conversation import Heard
from jsna.model.register.idea import Override, Stage
from jsna.model.register.item import Place
from jsna.model.register.need import Explanation, Figure, Rival
from jsna.outputs import asked_for as asked_for_paper
from jsna.outputs import due_regard as due_regard_paper
from jsna.words.places import where
from tests.register.making import a_conversation, a_need, a_response, an_idea

TYPED = '<script>alert(1)</script><img src=x onerror="alert(1)"> =1+1'
AS_TEXT = "&lt;script&gt;alert(1)&lt;/script&gt;"
TODAY, NOW = date(2026, 11, 29), datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


def the_record() -> str:
    talk = a_conversation(heard=(Heard(words=TYPED, theme=TYPED),), id="t")
    need = a_need(
        title=TYPED,
        words=TYPED,
        because=TYPED,
        figures=(
            Figure(link="map?ward=E05009888", said=TYPED, release="ab12"),
            Figure(link="http://[", said=TYPED),
            Figure(link="map?indicator=visits", said=TYPED, indicator="visits"),
        ),
        explanations=(Explanation(kind=Rival.OTHER, words=TYPED, evidence_for=TYPED),),
        conversations=("t",),
    )
    passed = Override(name=TYPED, reason=TYPED, at=NOW, known=TYPED)
    idea = an_idea(need, title=TYPED, origin_words=TYPED, stage=Stage.PLANNED, overrides=(passed,))
    responses = (a_response(heard=TYPED, because=TYPED),)
    regard = Regard(need, (talk,), 2, (idea,), responses, (Step(NOW, TYPED, TYPED, None, need),))
    opens = due_regard_paper.Ways("https://needs.example/x/needs", {"visits": "“Visits” was withdrawn."})
    return due_regard_paper.as_html(regard, lambda _: TYPED, [TYPED], TYPED, TODAY, opens)


def what_was_asked_for() -> str:
    talk = a_conversation(heard=(Heard(words=TYPED),))
    found = AskedFor(
        (talk,),
        1,
        0,
        tuple(themes([talk])),
        (InOwnWords(TYPED, talk),),
        (a_need(title=TYPED, because=TYPED),),
        (a_response(heard=TYPED, because=TYPED),),
    )
    return asked_for_paper.as_html(found, TYPED, TYPED, lambda _: TYPED, TODAY)


@pytest.mark.parametrize("paper", [the_record, what_was_asked_for])
def test_what_people_wrote_is_text_on_paper(paper) -> None:
    made = paper()
    assert AS_TEXT in made
    assert "<script" not in made
    assert "<img" not in made
    assert "default-src &#x27;none&#x27;" in made


def test_the_record_has_who_let_an_idea_pass_and_what_was_known_then() -> None:
    made = the_record()
    assert "What was known then:" in made
    assert "2 more conversations are cited that are not published." in made
    assert "Data release ab12. https://needs.example/x/map?ward=E05009888<" in made
    assert "“Visits” was withdrawn.<" in made
    assert "map?indicator=visits" not in made


def test_a_theme_is_counted_once_a_conversation() -> None:
    first = a_conversation(id="a", heard=(Heard(words="x", theme="No bus"), Heard(words="y", theme="no BUS")))
    later = a_conversation(id="b", held_on=TODAY, heard=(Heard(words="No ramp"),))
    assert [(theme.words, theme.conversations) for theme in themes([later, first])] == [("No ramp", 1), ("No bus", 1)]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("Should we buy more taxis?", ["taxi", "buy"]),
        ("Buses for the clinics", ["clinic", "bus"]),
        ("of it", ["of", "it"]),
        ("", []),
        ("Libraries", ["librar"]),
    ],
)
def test_a_search_is_for_the_telling_words(asked: str, wanted: list[str]) -> None:
    assert stems(asked) == wanted


def test_places_are_named_one_by_one_or_as_the_place_that_they_fill(catalogue) -> None:
    areas = catalogue.areas
    wards = areas.index[(areas["level"] == "ward") & (areas["district"] == "E07000137")]
    places = [Place(code=str(code), vintage="2022") for code in wards]
    assert where(areas, places) == f"all {len(wards)} wards of East Lindsey"
    for year, number in ((2022, 21), (2025, 21)):
        listed = catalogue.of_wards(year).areas.query("level == 'ward' and district == 'E08000009'").index
        own = [Place(code=str(code), vintage=str(year)) for code in listed]
        assert where(catalogue.all_areas, own) == f"all {number} wards of Trafford"
    assert where(areas, places[:1]) == areas.at[wards[0], "name"]
    assert where(areas, places[:5]).endswith("and 2 more")
    assert where(areas, [Place(code="E99999999", vintage="2022")]) == "E99999999"
