"""The claim checker: a test reads every report that few replies can give."""

import re

import pytest

from jsna.model.claim import ClaimVerdict
from jsna.stats.proportions import ImpossibleCounts
from jsna.words.claim import check_claim

SEED = "100% of ethnic minority respondents are happy"
NUMBER_WORDS = re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine|[1-9])\b", re.IGNORECASE)
FEW = [(x, n) for n in range(31) for x in range(n + 1)]


@pytest.mark.parametrize("n", range(31))
def test_every_sentence_keeps_rule_2(n):
    for x in range(n + 1):
        for sentence in ("", SEED, "Most residents are happy"):
            text = " ".join(check_claim(x, n, sentence=sentence).texts)
            if n < 30:
                assert "%" not in text
                assert "per cent" not in text
            if n < 10:
                assert not NUMBER_WORDS.search(text)


def test_one_respondent_100_percent_comes_back_without_the_one():
    report = check_claim(1, 1, sentence=SEED)
    assert report.verdict is ClaimVerdict.MAY_NOT
    assert report.interval is None
    assert report.more_replies is None
    assert report.wording == "Too few people from this group replied to say how the group feels."


def test_nobody_one_and_nine_read_alike_and_so_does_a_small_group_of_one_mind():
    reports = {check_claim(x, n, sentence=SEED) for x, n in [(0, 0), (1, 1), (0, 1), (4, 9), (0, 12), (29, 29)]}
    assert len(reports) == 1


def test_nine_of_twelve_is_a_count_with_a_range_in_words():
    report = check_claim(9, 12, group_size=300)
    assert report.verdict is ClaimVerdict.AS_A_COUNT
    assert report.wording == (
        "9 of 12 replies from this group, a group of 300\N{NO-BREAK SPACE}people of whom 288 did not reply. "
        "If these 12 were a random sample, the true share could be anywhere from 47 to 91 in every 100. "
        "They were not a random sample."
    )
    assert report.more_replies == 19


def test_sixty_of_a_hundred_may_be_said_of_those_who_replied():
    report = check_claim(60, 100, sentence="60% of those who replied are happy")
    assert report.verdict is ClaimVerdict.WITH_RANGE
    assert report.may_say[0] == "60 of 100 people from this group who replied (60%)."
    assert report.may_say[1].endswith("between 50% and 69%.")
    assert report.more_replies == 0


@pytest.mark.parametrize(
    ("sentence", "objection"),
    [
        ("All residents who replied are happy", "replies cannot show that"),
        ("72% of those who replied are happy", "the share of those who replied is 60"),
        ("Over 55% of those who replied are happy", "the range begins at 50"),
        ("60% of ethnic minority residents are happy", "of those who replied"),
    ],
)
def test_a_sentence_that_says_more_than_the_replies_is_named(sentence, objection):
    report = check_claim(60, 100, sentence=sentence)
    assert report.verdict is ClaimVerdict.REWORD
    assert objection in " ".join(report.may_not_say)


def test_most_needs_a_range_above_half():
    report = check_claim(22, 40, sentence="Most of those who replied are happy")
    assert report.verdict is ClaimVerdict.REWORD
    assert 340 <= report.more_replies <= 370
    assert check_claim(70, 100, sentence="Most of those who replied are happy").verdict is ClaimVerdict.WITH_RANGE
    assert check_claim(15, 40, sentence="Most of those who replied are happy").more_replies is None


def test_most_is_objected_to_where_replies_are_too_few_for_a_percentage():
    report = check_claim(9, 20, sentence="Most of them are happy")
    assert report.verdict is ClaimVerdict.REWORD
    assert report.may_not_say[0] == "Most, or a majority: the range begins at 26 in every 100, not above half."
    assert report.needed == "No number of replies like these would support the claim."
    assert "%" not in " ".join(report.texts)


def test_a_count_of_those_who_replied_may_be_said_as_a_count():
    report = check_claim(9, 20, sentence="9 of the 20 who replied are happy")
    assert report.verdict is ClaimVerdict.AS_A_COUNT
    assert report.more_replies == check_claim(9, 20).more_replies


def test_no_number_of_replies_supports_everybody():
    report = check_claim(50, 50, sentence="Everybody who replied is happy")
    assert report.more_replies is None
    assert "No number of replies" in report.needed


@pytest.mark.parametrize(
    ("x", "n", "size", "wrong"),
    [
        (12, 5, None, "12 of 5: more gave the answer than replied"),
        (-1, 5, None, "There are no fewer than 0 replies"),
        (5, 20, 10, "20 replies from a group of 10: more replied than there are people"),
    ],
)
def test_impossible_numbers_are_refused_with_what_is_wrong(x, n, size, wrong):
    with pytest.raises(ImpossibleCounts, match=f"^{wrong}"):
        check_claim(x, n, group_size=size)


@pytest.mark.parametrize(("x", "n"), FEW)
def test_every_report_has_a_sentence_to_use(x, n):
    report = check_claim(x, n)
    assert report.wording.endswith(".")
    assert (report.interval is None) == (report.verdict is ClaimVerdict.MAY_NOT)
