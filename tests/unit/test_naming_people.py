"""What in somebody's words may name people, also where they wrote names small."""

from __future__ import annotations

import pytest

from jsna.words.naming_people import Seems, Shows, seems_to_show, without


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("i live with joan and her son kevin", ["joan", "kevin"]),
        ("my neighbour, mrs patel, and Mr okoro help", ["mrs patel", "Mr okoro"]),
        ("dr. ahmed came; the dr said no", ["dr. ahmed"]),
        ("my name is svetlana", ["svetlana"]),
        ("the club is called the friendly five", []),
        ("she will mark the day in may, grace and hope", []),
        ("an annual visit to the clinic, and i miss it", []),
        ("Joan lives here", ["Joan"]),
    ],
)
def test_names_written_small_are_found(text: str, names: list[str]) -> None:
    assert [each.words for each in seems_to_show(text) if each.shows is Shows.NAME] == names


def test_only_whole_words_are_taken_out() -> None:
    assert without("ann came to the annual fair", [Seems(Shows.NAME, "ann")]) == "[name] came to the annual fair"
