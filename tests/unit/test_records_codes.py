"""Spellings of answers to equality questions: standard, put right, or refused; and every list of the data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.catalogue import read
from jsna.errors import Findings
from jsna.ingest.records.codes import Code, Fate, Spellings, read_codes
from jsna.ingest.records.no_answer import WITHOUT_CODE
from jsna.ingest.records.spelling import tidied
from jsna.model.characteristic import NINE, Characteristic

ROOT = Path(__file__).resolve().parents[2]
CODES = {
    "yes": Code(label="Satisfied", says="are satisfied", spellings=("very satisfied", "5")),
    "no": Code(label="Not satisfied", says="are not satisfied"),
}


@pytest.mark.parametrize(
    ("spelling", "code", "fate"),
    [
        ("yes", "yes", Fate.STANDARD),
        ("Satisfied", "yes", Fate.STANDARD),
        (" SATISFIED ", "yes", Fate.FIXABLE),
        ("Very  satisfied!", "yes", Fate.FIXABLE),
        ("ｎｏ", "no", Fate.FIXABLE),
        ("5", "yes", Fate.FIXABLE),
        ("satisfied?", "yes", Fate.FIXABLE),
        ("5.0", "yes", Fate.FIXABLE),
        ("5.00", "yes", Fate.FIXABLE),
        ("5%", "not-understood", Fate.REFUSED),
        ("+5", "not-understood", Fate.REFUSED),
        ("<5", "not-understood", Fate.REFUSED),
        ("5-", "not-understood", Fate.REFUSED),
        ("-5", "not-answered", Fate.BLANK),
        ("\u22125", "not-answered", Fate.BLANK),
        ("(-5)", "not-answered", Fate.BLANK),
        ("-5.0", "not-answered", Fate.BLANK),
        ("-5.5", "not-understood", Fate.REFUSED),
        ("-9. Refused", "prefer-not-to-say", Fate.UNSAID),
        ("-8 Don't know", "not-answered", Fate.BLANK),
        ("Z - Not stated", "not-answered", Fate.BLANK),
        ("N/A", "not-answered", Fate.BLANK),
        ("Not recorded", "not-answered", Fate.BLANK),
        ("yes; no", "not-understood", Fate.SEVERAL),
        ("Satisfied and not satisfied", "not-understood", Fate.SEVERAL),
        ("very satisfied; yes;", "yes", Fate.FIXABLE),
        ("yes; it rained", "not-understood", Fate.REFUSED),
        ("\U0001f642", "not-understood", Fate.REFUSED),
        ("dissatisfied", "not-understood", Fate.REFUSED),
        ("yess", "not-understood", Fate.REFUSED),
        ("Prefer not to say", "prefer-not-to-say", Fate.UNSAID),
        ("unknown", "not-answered", Fate.BLANK),
        ("", "not-answered", Fate.BLANK),
        ("\u00a0 \t", "not-answered", Fate.BLANK),
        ("-", "not-answered", Fate.BLANK),
        (".", "not-answered", Fate.BLANK),
        ("#N/A", "not-answered", Fate.BLANK),
        ("<NA>", "not-answered", Fate.BLANK),
        ("99", "not-answered", Fate.BLANK),
        ("9", "not-understood", Fate.REFUSED),
        ("Information Not Yet Obtained", "not-answered", Fate.BLANK),
        ("9 - Not Specified", "not-answered", Fate.BLANK),
        ("X - Not known", "not-answered", Fate.BLANK),
        ("Z - not stated (PERSON asked but declined to provide a response)", "prefer-not-to-say", Fate.UNSAID),
        ("Client refused", "prefer-not-to-say", Fate.UNSAID),
        ("1. Very satisfied", "yes", Fate.FIXABLE),
        ("a5", "not-understood", Fate.REFUSED),
        (None, "not-answered", Fate.BLANK),
    ],
)
def test_a_spelling_has_one_fate(spelling: str | None, code: str, fate: Fate) -> None:
    assert Spellings.of(CODES, "q.toml").judge(spelling) == (code, fate)


def test_a_collection_may_have_spellings_of_its_own_which_go_first() -> None:
    answers = Spellings.of(CODES, "q.toml", {"no": ("5", "nope")})
    assert [answers.judge(text)[0] for text in ("5", "nope", "yes")] == ["no", "no", "yes"]


def test_a_number_below_0_is_no_missing_code_where_the_question_has_such_answers() -> None:
    scale = {"worse": Code(label="Worse", says="x", spellings=("-1",)), "better": Code(label="Better", says="y")}
    answers = Spellings.of(scale, "q.toml")
    assert [answers.judge(text)[0] for text in ("-1", "-1.0", "-2", "1")] == [
        "worse",
        "worse",
        "not-understood",
        "not-understood",
    ]


def test_what_a_collection_lists_as_no_answer_goes_before_everything() -> None:
    answers = Spellings.of(CODES, "q.toml", {"not-answered": ("99", "No")})
    assert [answers.judge(text)[0] for text in ("99", "99.0", "no", "yes")] == [*["not-answered"] * 3, "yes"]


def test_99_is_no_missing_code_where_the_question_has_such_answers() -> None:
    scale = {"few": Code(label="Few", says="x", spellings=("10",)), "all": Code(label="All", says="y")}
    share = {**scale, "all": Code(label="All", says="y", spellings=("100",))}
    assert [Spellings.of(each, "q.toml").judge("99")[0] for each in (scale, share)] == [
        "not-answered",
        "not-understood",
    ]


def test_letters_are_the_nhs_s_where_a_column_tells_it() -> None:
    listed = read_codes(ROOT / "data", Characteristic.RACE)
    for column, letter, code in (
        ("ABHJKMNSZ", "A", "white"),
        ("ABHJKMNSZ", "Z", "not-answered"),
        ("ABMOW", "A", "not-understood"),
        ("ABCDEFGHIJKL", "A", "not-understood"),
        ("ABCDE", "B", "not-understood"),
    ):
        read_as = listed.read_in(column)
        assert Spellings.of(read_as.codes, "x", read_as.with_letters({})).judge(letter)[0] == code
    own = listed.read_in("ABHJKMNSZ").with_letters({"other": ("a",)})
    assert Spellings.of(listed.codes, "x", own).judge("A")[0] == "other"


def test_a_spelling_of_two_answers_is_refused_with_both() -> None:
    twice = {**CODES, "maybe": Code(label="Perhaps", says="are unsure", spellings=("Very Satisfied",))}
    with pytest.raises(Findings, match=r"the spelling stands for yes and maybe \('Very Satisfied'\)"):
        Spellings.of(twice, "q.toml")


def test_spellings_of_no_answer_are_refused() -> None:
    with pytest.raises(Findings, match="an answer that is not listed"):
        Spellings.of(CODES, "q.toml", {"perhaps": ("x",)})


@given(
    st.lists(st.tuples(st.none() | st.text(max_size=8), st.integers(1, 9)), unique_by=lambda row: row[0], min_size=1)
)
def test_no_record_is_dropped(rows: list[tuple[str | None, int]]) -> None:
    given_rows = pd.DataFrame(rows, columns=["spelling", "records"])
    judged = Spellings.of(CODES, "q.toml").judged(given_rows)
    assert judged["records"].sum() == sum(count for _, count in rows)
    assert set(judged["code"]) <= {*CODES, *WITHOUT_CODE}


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)


@pytest.mark.parametrize("characteristic", NINE)
def test_every_characteristic_has_a_list_that_agrees_with_its_figures(
    catalogue: read.Catalogue, characteristic: Characteristic
) -> None:
    listed = read_codes(ROOT / "data", characteristic)
    assert listed.characteristic is characteristic
    slugs = catalogue.characteristics[characteristic].indicators
    # The replies stand beside the indicator that has the same groups, which need not be the one that opens.
    every = [catalogue.indicators[slug].groups for slug in slugs]
    known = max(every, key=lambda groups: len(groups.keys() & listed.codes.keys()), default={})
    shared = {code: (given.label, given.says) for code, given in listed.codes.items() if code in known}
    assert shared == {code: (known[code].label, known[code].says) for code in shared}
    assert len(shared) >= (len(listed.codes) - 1 if slugs else 0)


@pytest.mark.parametrize(
    ("characteristic", "spelling", "code"),
    [
        ("age", "15", "under-16"),
        ("age", "16", "16-to-24"),
        ("age", "65+", "65-and-over"),
        ("age", "18–24", "16-to-24"),
        ("age", "120", "65-and-over"),
        ("age", "45-54", "not-understood"),
        ("age", "<16", "under-16"),
        ("age", "< 16", "under-16"),
        ("age", "\u2264 15", "under-16"),
        ("age", "under 16s", "under-16"),
        ("age", "Under-16", "under-16"),
        ("age", "<18", "not-understood"),
        ("age", ">=65", "65-and-over"),
        ("age", "\u226565", "65-and-over"),
        ("age", ">64", "65-and-over"),
        ("age", ">50", "not-understood"),
        ("age", "65 years and over", "65-and-over"),
        ("age", "over 65", "65-and-over"),
        ("age", "16+", "not-understood"),
        ("age", "aged 16 to 24 years", "16-to-24"),
        ("age", "41.0", "35-to-49"),
        ("age", "64.9", "50-to-64"),
        ("age", "-41", "not-answered"),
        ("age", "~41", "not-understood"),
        ("age", "60s", "not-understood"),
        ("age", "1941", "not-understood"),
        ("age", "121", "not-understood"),
        ("race", "Asian or Asian British – Indian", "asian"),
        ("race", "White: English / Welsh / Scottish / Northern Irish / British", "white"),
        ("race", "British", "not-understood"),
        ("race", "Asian, Asian British or Asian Welsh: Bangladeshi", "asian"),
        ("race", "Mixed/Multiple ethnic groups: White and Asian", "mixed"),
        ("race", "A - British", "white"),
        ("race", "M - Caribbean", "black"),
        ("race", "WBRI", "white"),
        ("race", "A1", "asian"),
        ("race", "A", "not-understood"),
        ("race", "Z", "not-understood"),
        ("race", "99", "not-answered"),
        ("sex", "2 - Female", "female"),
        ("sex", "2", "not-understood"),
        ("sex", "Woman (including trans woman)", "female"),
        ("sex", "X", "not-understood"),
        ("age", "75 and over", "65-and-over"),
        ("age", "16-24 years", "16-to-24"),
        ("age", "25 to 34", "25-to-34"),
        ("age", "99", "65-and-over"),
        ("age", "999", "not-answered"),
        ("age", "01/02/1941", "not-understood"),
        ("disability", "Yes, limited a little", "disabled"),
        ("disability", "diabetes", "not-understood"),
        ("religion-or-belief", "C of E", "christian"),
        ("sexual-orientation", "Gay woman/lesbian", "gay-or-lesbian"),
        ("gender-reassignment", "male", "not-understood"),
        ("marriage-and-civil-partnership", "cohabiting", "not-understood"),
    ],
)
def test_people_write_it_like_this(characteristic: str, spelling: str, code: str) -> None:
    listed = read_codes(ROOT / "data", Characteristic(characteristic))
    assert Spellings.of(listed.codes, "x").judge(spelling)[0] == code
