"""Weights: what they match, how far they go, and whom they cannot make up for."""

import numpy as np
import pandas as pd
import pytest

from jsna.errors import NotComparable
from jsna.stats.weights import rake, weighted_share

REPLIES = pd.DataFrame({"sex": ["f"] * 6 + ["m"] * 4, "age": ["old", "young"] * 5})


def people(**groups):
    return pd.Series(groups, dtype=float)


MARGINS = {"sex": people(f=50, m=50), "age": people(old=40, young=60)}


def of_groups(question="sex", **replies):
    """One row for each reply of one question."""
    return pd.DataFrame({question: np.repeat(list(replies), list(replies.values()))})


def test_raked_weights_have_every_margin():
    found = rake(REPLIES, MARGINS)
    for question, numbers in MARGINS.items():
        weighted = found.values.groupby(REPLIES[question]).sum()
        np.testing.assert_allclose(weighted[numbers.index], numbers, rtol=1e-7)
    assert (found.trimmed, found.misfit) == (0, pytest.approx(0, abs=1e-11))
    assert found.design_effect == pytest.approx(10 / found.effective)


def test_the_order_of_groups_and_replies_changes_nothing():
    mixed = REPLIES.sample(frac=1, random_state=1)
    turned = {question: numbers[::-1] for question, numbers in reversed(MARGINS.items())}
    pd.testing.assert_series_equal(rake(mixed, turned).values.sort_index(), rake(REPLIES, MARGINS).values)


def test_equal_weights_are_worth_every_reply():
    found = rake(of_groups(f=6, m=4), {"sex": people(f=600, m=400)})
    assert (found.effective, found.lowest, found.highest) == pytest.approx((10, 1, 1))


def test_trimming_within_a_point_is_told():
    found = rake(of_groups("g", a=100, b=195, c=5), {"g": people(a=5000, b=4100, c=900)})
    assert (found.trimmed, found.highest) == (5, pytest.approx(5))
    assert found.misfit == pytest.approx(0.09 - 25 / 300)
    assert found.values.sum() == pytest.approx(10_000)


@pytest.mark.parametrize(
    ("replies", "numbers", "group", "reason"),
    [
        (of_groups(f=99, m=1), people(f=50, m=50), "m", "1.0% of the replies and 50.0% of the people"),
        (of_groups(f=99, m=1), people(f=50, m=50), "m", "up to 50 times the mean, and none may count more than 5"),
        (of_groups(a=80, b=20), people(a=5, b=95), "a", "80.0% of the replies and 5.0% of the people"),
        (of_groups(a=80, b=20), people(a=5, b=95), "a", "as little as 0.062 times .* less than 0.2 times"),
        (of_groups(a=90, b=10), people(a=5, b=95), "b", "up to 9.5 times the mean"),
    ],
)
def test_a_group_that_trimmed_weights_cannot_make_up_for_is_named(replies, numbers, group, reason):
    with pytest.raises(NotComparable, match=rf"{group} \(sex\) is .*{reason}"):
        rake(replies, {"sex": numbers})


def test_only_the_group_at_fault_is_named():
    with pytest.raises(NotComparable) as refused:
        rake(of_groups(f=60, m=39, x=1), {"sex": people(f=45, m=45, x=10)})
    assert "x (sex)" in str(refused.value)
    assert "f (sex)" not in str(refused.value)


def test_a_misfit_of_just_over_a_point_is_refused_and_just_under_is_not():
    replies = of_groups(f=99, m=1)
    assert rake(replies, {"sex": people(f=94.01, m=5.99)}).misfit == pytest.approx(0.0099)
    with pytest.raises(NotComparable, match=r"m \(sex\)"):
        rake(replies, {"sex": people(f=93.99, m=6.01)})


def pairs(*rows):
    return pd.DataFrame(rows, columns=["sex", "age"])


NEVER_BOTH = pairs(*[("f", "old")] * 9, *[("f", "young")] * 3, *[("m", "young")] * 8)


def test_combinations_without_replies_that_rule_the_margins_out_are_named():
    """All old replies are from women: 60 old people cannot be among 50 women."""
    with pytest.raises(NotComparable, match=r"m \(sex\).*nobody who replied is both m and old \(age\)"):
        rake(NEVER_BOTH, {"sex": people(f=50, m=50), "age": people(old=60, young=40)})
    assert rake(NEVER_BOTH, {"sex": people(f=50, m=50), "age": people(old=40, young=60)}).misfit < 1e-9


@pytest.mark.parametrize("trim", [None, (0.2, 5.0)])
def test_weights_that_do_not_settle_are_refused_whatever_is_trimmed(trim):
    """Only without young women would both margins hold, which raking approaches and never reaches."""
    with pytest.raises(NotComparable, match=r"did not settle in 1,000 rounds.*m \(sex\)"):
        rake(NEVER_BOTH, {"sex": people(f=50, m=50), "age": people(old=50, young=50)}, trim=trim)


def test_margins_that_only_three_questions_together_rule_out_are_refused():
    """Each pair of answers has replies, but the number of 'yes' is always even."""
    rows = [("n", "n", "n"), ("y", "y", "n"), ("y", "n", "y"), ("n", "y", "y")]
    replies = pd.DataFrame(rows * 5, columns=["a", "b", "c"])
    margins = {question: people(y=90, n=10) for question in "abc"}
    with pytest.raises(NotComparable, match="some combinations of groups have no replies"):
        rake(replies, margins)


@pytest.mark.parametrize(
    ("replies", "margins", "message"),
    [
        (REPLIES, {"sex": people(f=40, m=50, x=10)}, r"Nobody replied from x \(sex, 10.0% of the people\)"),
        (REPLIES.head(0), {"sex": people(f=40, m=60)}, r"Nobody replied from f .* m \(sex, 60.0% of the people\)"),
        (REPLIES, {"sex": people(f=100)}, r"m \(sex\): there are replies but no number"),
        (REPLIES.replace("old", None), {"age": MARGINS["age"]}, "age: some replies have no answer"),
        (REPLIES, {"sex": MARGINS["sex"], "age": MARGINS["age"] * 2}, "100 by sex, 200 by age"),
        (REPLIES, {"sex": people(f=100, m=0)}, r"m \(sex\): the number of people must be above 0"),
        (REPLIES, {"sex": people(f=100, m=-5)}, r"m \(sex\): the number of people must be above 0"),
        (REPLIES, {"sex": people(f=float("nan"), m=5)}, r"f \(sex\): the number of people must be above 0"),
        (REPLIES, {"sex": pd.Series([5.0, 5, 5], index=["f", "m", "m"])}, r"m \(sex\): the people list it more"),
        (REPLIES, {"race": people(a=5)}, "race: the replies have no such question"),
        (REPLIES, {"sex": pd.Series(dtype=float)}, "sex: the population has no groups"),
        (REPLIES, {}, "no question to weight by"),
    ],
)
def test_an_impossible_margin_names_the_question_and_the_answer(replies, margins, message):
    with pytest.raises(NotComparable, match=message):
        rake(replies, margins)


def test_all_or_none_have_the_interval_of_the_effective_replies():
    found = rake(of_groups(f=60, m=40), {"sex": people(f=50, m=50)})
    everybody, nobody = (weighted_share(pd.Series(value, index=range(100)), found) for value in (True, False))
    assert everybody[0] == pytest.approx(1)
    assert everybody[2] == pytest.approx(1)
    assert (nobody[0], nobody[1]) == (0, 0)
    assert 0.9 < everybody[1] < 1
    assert nobody[2] == pytest.approx(1 - everybody[1])


SEED = 20_261


def drawn(rng):
    """A survey of known truth: up to five groups with their own opinions and willingness to reply."""
    groups = [f"g{number}" for number in range(rng.integers(2, 6))]
    portion = rng.dirichlet(np.full(len(groups), 2))
    opinion = rng.beta(0.7, 0.7, len(groups))
    willing = np.exp(rng.normal(0, rng.choice([0.3, 0.8, 1.5]), len(groups)))
    count = rng.multinomial(rng.choice([60, 150, 500]), portion * willing / (portion * willing).sum())
    replies = of_groups("group", **dict(zip(groups, count, strict=True)))
    chance = dict(zip(groups, opinion, strict=True))
    gave = pd.Series(rng.random(len(replies)) < replies["group"].map(chance).to_numpy())
    return replies, {"group": people(**dict(zip(groups, 100_000 * portion, strict=True)))}, gave, portion @ opinion


def test_a_weighted_share_has_the_truth_in_its_range_as_often_as_it_says():
    """Random surveys: the range holds the truth in 95 of 100, and the weighted share is nearer to it on average."""
    rng = np.random.default_rng(SEED)
    rows = []
    for replies, margins, gave, truth in (drawn(rng) for _ in range(300)):
        try:
            share, lower, upper = weighted_share(gave, rake(replies, margins))
        except NotComparable:
            continue
        rows.append((lower <= truth <= upper, abs(share - truth), abs(gave.mean() - truth)))
    held, weighted, plain = np.mean(rows, axis=0)
    assert len(rows) > 150
    assert held > 0.93
    assert weighted < plain / 1.5
