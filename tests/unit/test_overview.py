"""What stands for a topic on an overview: one order, one indicator for each topic, and what the check refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue import indicator_folder
from jsna.catalogue.checks.check import check
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.errors import Findings
from jsna.model.area import WARD_YEARS
from jsna.model.characteristic import NINE
from tests.unit.catalogue_files import CARERS, folder

TOPIC = '[[overview]]\ntopic = "Unpaid care"\ngroup = "carers"\n\n'
RECIPE = '\n[recipe]\nadapter = "census"\ntable = "ts000"\n'


def with_topic(toml: str = CARERS, topic: str = TOPIC) -> str:
    return toml.replace("[source]", f"{topic}[source]")


def fatal(root: Path, toml: str) -> list[str]:
    return [str(each) for each in check(folder(root, indicator=toml)).fatal]


def test_characteristics_come_in_the_order_of_the_act_and_then_what_is_about_everyone(catalogue: Catalogue) -> None:
    lines = overview(catalogue)

    assert [line.topic for line in lines] == [
        "Older people", "Children", "Disabled people", "Marriage and civil partnership", "Ethnic group",
        "Country of birth", "Speaking English", "Religion", "Sex", "Sexual orientation", "General health",
        "Unpaid care", "Cars", "Renting", "Qualifications", "Long-term sickness", "Low income", "Happiness",
        "Deprived neighbourhoods",
    ]  # fmt: skip
    order = [*NINE, "everyone"]
    places = [order.index(line.indicator.characteristic) for line in lines]
    assert places == sorted(places)
    assert {line.group.label for line in lines} >= {"Aged 65 and over", "Give 50 hours or more a week", "No car or van"}


def test_every_folder_and_every_characteristic_with_figures_is_stood_for(catalogue: Catalogue) -> None:
    lines = overview(catalogue)

    assert {line.indicator.topic for line in lines} == {item.topic for item in catalogue.indicators.values()}
    known = {item.characteristic for item in catalogue.indicators.values()}
    assert {line.indicator.characteristic for line in lines} == known


@pytest.mark.parametrize("year", WARD_YEARS)
def test_people_aged_65_and_over_are_the_sum_of_their_five_year_bands(catalogue: Catalogue, year: int) -> None:
    shown = catalogue.of_wards(year)
    older = shown.figures("age-three-bands").latest("65-and-over")["numerator"]
    bands = ("65-to-69", "70-to-74", "75-to-79", "80-to-84", "85-and-over")
    parts = [shown.figures("age-five-year").latest(band)["numerator"] for band in bands]

    apart = (older - sum(parts)).abs()
    assert len(apart) > 7000
    assert apart.max() == 0


def test_a_council_may_add_a_topic_and_need_not(tmp_path: Path) -> None:
    assert fatal(tmp_path / "without", CARERS) == []
    assert fatal(tmp_path / "with", with_topic()) == []


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (with_topic(topic=TOPIC * 2), "carers.toml is shown for this topic already ('Unpaid care')"),
        (with_topic(CARERS.replace('"summed"', '"modelled"')), "such as Unpaid care (modelled)"),
        (CARERS + RECIPE, "health: no indicator of this folder is shown for a topic on the overview"),
        (with_topic(CARERS + RECIPE), "Carers: 2 wards of May 2025 have a figure ('carers')"),
    ],
)
def test_the_check_refuses_a_second_one_a_hidden_model_none_at_all_and_wards_of_one_list(
    tmp_path: Path, toml: str, said: str
) -> None:
    assert [text for text in fatal(tmp_path, toml) if said in text] != []


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (with_topic(topic=TOPIC.replace('"carers"', '"helpers"')), "overview.group is helpers"),
        (with_topic(CARERS.replace('"proportion"', '"score"')), "a score stands for no topic on an overview"),
        (with_topic(topic=TOPIC.replace("topic", "title")), "unknown key"),
    ],
)
def test_an_indicator_that_cannot_stand_for_a_topic_is_refused(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(Findings) as refused:
        indicator_folder.read(folder(tmp_path, indicator=toml) / "indicators/health/carers.toml")
    assert any(said in str(each) for each in refused.value.findings)
