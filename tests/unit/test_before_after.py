"""An indicator before and after: which two figures are taken, and every reason why there are none."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from jsna.analysis.before_after import before_after, periods_to_choose
from jsna.analysis.promises import oldest_first, summary
from jsna.catalogue.read import open_catalogue
from jsna.model.observations import COUNTS
from jsna.model.register.response import Happened, Helped, Measured, Progress, SaidWho, Step, Told, Verdict
from tests import making
from tests.register.making import a_response

DATA = Path(__file__).parents[2] / "data"
WARD, TODAY = "E05009888", date(2026, 11, 29)
#: Heard in the summer of 2022, something done in May 2023.
RESPONSE = a_response(
    heard_on=date(2022, 7, 1),
    progress=Progress.DONE,
    done="A bus",
    steps=(Step(on=date(2022, 7, 1), what=Happened.HEARD), Step(on=date(2023, 5, 1), what=Happened.DONE)),
)
FIGURES = [("2021", 300, 1000), ("2022", 310, 1000), ("2023", 320, 1000), ("2024", 200, 1000), ("2025", 210, 1000)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the areas and no indicator but those that a test adds."""
    data = tmp_path_factory.mktemp("data") / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("indicators", "boundaries", "lookups"))
    return data


def found(folder, figures=FIGURES, measured=None, response=RESPONSE, today=TODAY, **changes):
    shutil.rmtree(folder / "indicators", ignore_errors=True)
    usual = {"reference_date": "2025-07-01", "half_life_years": 3, "slug": "waits", "groups": ["long"]}
    made = making.indicator(**{**usual, **changes})
    rows = [(WARD, *each) for each in figures]
    table = making.observations(rows, ("area_code", "period", *COUNTS), characteristic="disability", group="long")
    making.write(folder, made, table)
    return before_after(open_catalogue(folder), measured or Measured(indicator="waits", area=WARD), response, today)


def test_the_last_figure_before_it_was_heard_and_the_newest_since_it_was_done_have_their_intervals(folder) -> None:
    both = found(folder)
    assert (both.reason, both.before.period, both.after.period) == ("", "2021", "2025")
    assert both.before.interval == pytest.approx((0.2723, 0.3291), abs=1e-3)
    assert both.apart is True


def test_intervals_that_overlap_say_no_change(folder) -> None:
    assert found(folder, [*FIGURES[:4], ("2025", 290, 1000)]).apart is False


def test_periods_that_somebody_chose_are_taken(folder) -> None:
    both = found(folder, measured=Measured(indicator="waits", area=WARD, before="2021", after="2024"))
    assert (both.before.period, both.after.period, both.usual) == ("2021", "2024", ("2021", "2025"))
    assert found(folder).usual is None


def test_only_periods_from_before_and_after_can_be_chosen(folder) -> None:
    found(folder)
    asked = Measured(indicator="waits", area=WARD, group="long")
    assert periods_to_choose(open_catalogue(folder), asked, RESPONSE) == (("2021",), ("2025", "2024"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"source": {"quality": "modelled"}}, "modelled"),
        ({"figures": FIGURES[-1:]}, "one period only (2025)"),
        ({"half_life_years": 0.95, "today": date(2026, 6, 1)}, "the figure of 2021 is out of date"),
        ({"today": date(2028, 8, 1)}, "the figure of 2025 is out of date today"),
        ({"figures": FIGURES[1:]}, "no figure is from before it was heard"),
        ({"figures": FIGURES[:3]}, "no figure is wholly from after 1 May 2023 yet; the newest is of 2023"),
        ({"measured": Measured(indicator="waits", area=WARD, before="2022")}, "no figure of 2022 is from before"),
        ({"measured": Measured(indicator="waits", area=WARD, after="2022")}, "no figure of 2022 is wholly from after"),
        ({"measured": Measured(indicator="waits", area="E05009889")}, "not published for"),
        ({"measured": Measured(indicator="gone", area=WARD)}, "no indicator called 'gone'"),
    ],
    ids=[
        "modelled",
        "one period",
        "old when heard",
        "old today",
        "none before",
        "none since",
        "chosen late",
        "chosen early",
        "elsewhere",
        "gone",
    ],
)
def test_where_the_figures_cannot_say_the_reason_is_given_and_no_figure_after(folder, given, said) -> None:
    both = found(folder, **given)
    assert said in both.reason
    assert both.after is None


def test_days_run_from_the_day_it_was_heard_over_moves_and_reopening() -> None:
    told = Told(on=date(2026, 11, 11), how="by letter", by="the team")
    done = {"progress": Progress.DONE, "done": "A bus"}
    ended = a_response(**done, told=(told,), steps=(Step(on=date(2026, 11, 6), what=Happened.DONE),))
    said = Verdict(on=date(2026, 11, 20), helped=Helped.YES, said_by=SaidWho.COUNCIL)
    reopened = ended.model_copy(update={"progress": Progress.HEARD, "verdicts": (said,)})
    promises = oldest_first([ended, reopened], TODAY)
    assert [(each.is_owed, each.days) for each in promises] == [(True, 28), (False, 10)]
    summed = summary(promises)
    assert (summed.number, summed.owed, summed.told, summed.not_told, summed.days) == (2, 1, 1, 0, (19, 10, 28))
    assert (dict(summed.helped), summed.not_said) == ({}, 1)


def test_those_who_could_not_be_told_are_counted_and_nothing_else_of_them() -> None:
    ended = a_response(progress=Progress.NOTHING_CHANGED, because="No money", not_told="They left no address")
    summed = summary(oldest_first([ended], TODAY))
    assert (summed.told, summed.not_told, summed.owed) == (0, 1, 0)
