"""A file's counts become observations: sums above, notes where there is nothing, and what people must be spared."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from jsna.areas.lookups import Lookups
from jsna.catalogue import documents, indicator_folder
from jsna.errors import Findings, NotAllowed
from jsna.ingest import store
from jsna.ingest.council import prepare
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.columns.propose import propose
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.empty_table import codes_of, empty_rows
from jsna.ingest.council.rows import row_faults
from jsna.ingest.council.shaping.shape import shaped
from jsna.ingest.council.upload import read_upload
from jsna.ingest.description import groups_of
from jsna.ingest.store import as_toml
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.register.person import ANYBODY, OWN_MACHINE, Person
from tests import making
from tests.register.making import OFFICER
from tests.unit.local_data import three_wards

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
GIVEN = {
    "slug": "meals",
    "topic": "health",
    "title": 'Free "school" meals',
    "summary": "How many pupils are eligible for free meals — ½ of all.",
    "characteristic": "everyone",
    "base": "pupils",
    "caveats": ["Counted where the school is.", "Back\\slash"],
    "groups": {"eligible": {"label": "Eligible", "says": "are eligible"}},
    "expect": {"areas": {"ward": 3}, "fatal": (0.0, 1.0)},
}


@pytest.fixture
def data(tmp_path):
    return three_wards(tmp_path)


def test_the_column_of_areas_cannot_be_left_out():
    given = understood("E05009888,1,2")
    with pytest.raises(Findings, match="says where each row lies"):
        propose(given, Wanted({"eligible": "Eligible"}, "pupils", uses={"code": Use.LEFT_OUT}))


def described(**changes):
    return making.indicator(**GIVEN | changes)


def understood(*rows, header="code,Eligible,Pupils"):
    return read_upload("a.csv", "\n".join([header, *rows]).encode())


def chosen(given, indicator):
    groups = {code: group.label for code, group in indicator.groups.items()}
    mapping = propose(given, Wanted(groups, indicator.base))
    return shaped(given, mapping, groups, indicator.base)


def prepared(data, *rows, rule="published"):
    indicator = described(disclosure={"rule": rule})
    given = understood(*rows)
    return prepare.prepare(chosen(given, indicator), indicator, "2026", Lookups.of(data))


def renamed(found, **changes):
    return store.Entry(found.entry.indicator.model_copy(update=changes), found.entry.observations)


def test_an_indicator_is_read_back_as_it_was_written(tmp_path):
    path = tmp_path / "meals.toml"
    path.write_text(as_toml(described()), encoding="utf-8")
    given = {**documents.content(path), "slug": "meals", "topic": "health"}
    assert documents.typed(Indicator, path, given) == described()


def test_the_areas_above_are_sums_where_every_part_is_known(data):
    found = prepared(data, "E05000001,1,10", "E05000002,2,20", "E05000003,3,30")
    counts = found.entry.observations.set_index("area_code")[["numerator", "denominator"]]
    assert counts.loc[["E07000001", "E07000002", "E10000001", "E92000001"]].to_numpy().tolist() == [
        [3, 30],
        [3, 30],
        [6, 60],
        [6, 60],
    ]


def test_no_area_above_is_a_sum_of_some_of_its_parts(data):
    found = prepared(data, "E05000001,1,10", "E05000002,*,20")
    assert found.entry.observations["area_code"].tolist() == ["E05000001", "E05000002"]
    assert found.entry.observations["note"].fillna("").tolist() == ["", "c"]
    assert found.entry.observations["denominator"].fillna(-1).tolist() == [10, -1]
    assert found.entry.indicator.expect.areas == {Level.WARD: 1}


def test_what_a_service_counted_is_protected_before_it_is_stored(data):
    found = prepared(data, "E05000001,3,100", "E05000003,21,200", rule="service")
    counts = found.entry.observations.set_index("area_code")
    assert counts.loc["E05000001", ["numerator", "denominator"]].isna().all()
    assert counts.loc["E05000003", ["numerator", "denominator"]].tolist() == [20, 200]
    assert (found.withheld, counts.loc["E05000001", "note"]) == (1, "c")


def test_a_withheld_reply_does_not_come_back_by_subtraction(data):
    found = prepared(data, "E05000001,3,9", "E05000002,20,40", "E05000003,30,60", rule="survey")
    shown = found.entry.observations.set_index("area_code")["numerator"].dropna().to_dict()
    assert "E05000001" not in shown
    assert {"E05000002", "E07000001"} - set(shown), "the difference of the two is what is withheld"
    assert shown["E05000003"] == 30


def test_one_withheld_group_takes_the_others_of_its_area_with_it(data):
    three = {code: {"label": code.capitalize(), "says": "answered so"} for code in ("yes", "no", "unsure")}
    indicator = described(disclosure={"rule": "survey"}, groups=three, characteristic="disability")
    given = understood("E05000001,0,8,12,20", "E05000002,10,20,30,60", header="code,Yes,No,Unsure,All")
    found = prepare.prepare(chosen(given, indicator), indicator, "2026", Lookups.of(data))
    shown = found.entry.observations.dropna(subset="numerator")
    assert "E05000001" not in set(shown["area_code"])
    assert len(shown) == 3


def test_a_count_above_the_number_it_is_out_of_is_refused(data):
    with pytest.raises(Findings, match="the numerator is above the denominator"):
        prepared(data, "E05000001,11,10")


BAD_ROWS = ("E05000001,5%,10", "E05000002,30,20", "E05000003,1,10", "E05000003,2,10", "E05000099,1,10")
WRONG = [
    (2, "Eligible", "a percent sign: give how many, and out of how many"),
    (3, "Eligible", "the numerator is above the denominator"),
    (6, "code", "a ward code issued after May 2025: out of vintage"),
]


def told(findings):
    return sorted((finding.row, finding.column, finding.problem) for finding in findings)


def test_everything_wrong_with_the_rows_is_told_at_once(data):
    with pytest.raises(Findings) as wrong:
        prepared(data, *BAD_ROWS)

    several = (4, "code", "several rows of an area: 1 area, first E05000003 (rows 4, 5)")
    assert told(wrong.value.findings) == sorted([*WRONG, several])


def test_codes_are_told_before_any_question(data):
    said = told(row_faults.looked_at(understood(*BAD_ROWS), Lookups.of(data)).findings)
    assert said == [each for each in WRONG if "vintage" in str(each)]


def test_a_file_without_faults_is_told_none(data):
    assert row_faults.looked_at(understood("E05000001,1,10", "E05000002,*,20"), Lookups.of(data)).findings == ()


def test_the_stored_file_is_read_by_the_catalogue(data):
    found = prepared(data, "E05000001,1,10", "E05000002,*,20")
    store.write(data, [found.entry], by=OWN_MACHINE)
    table = indicator_folder.observations(data, found.entry.indicator, Lookups.of(data).areas)
    pd.testing.assert_frame_equal(table, found.entry.observations.reset_index(drop=True), check_dtype=False)


def test_a_name_that_is_taken_is_refused_and_nothing_is_written(data):
    found = prepared(data, "E05000001,1,10")
    store.write(data, [found.entry], by=OWN_MACHINE)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    with pytest.raises(Findings, match="an indicator of this name is under health"):
        store.write(
            data,
            [store.Entry(found.entry.indicator.model_copy(update={"topic": "housing"}), found.entry.observations)],
            store.own,
            by=OWN_MACHINE,
        )
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("slug", ["../x", "a/b", "A", "", "x" * 61, "a--b"])
def test_a_name_that_leads_elsewhere_is_refused(data, slug):
    found = prepared(data, "E05000001,1,10")
    with pytest.raises(Findings, match="not a name for a file"):
        store.write(
            data,
            [store.Entry(found.entry.indicator.model_copy(update={"slug": slug}), found.entry.observations)],
            by=OWN_MACHINE,
        )


@pytest.mark.parametrize(
    ("by", "may"),
    [(ANYBODY, False), (Person("Vi"), False), (OFFICER, True), (replace(OFFICER, signed_in_at=LONG_AGO), False)],
)
def test_figures_are_stored_by_those_who_may(data, by, may):
    found = prepared(data, "E05000001,1,10")
    by = by.at(datetime.now(UTC))
    if may:
        assert store.write(data, [found.entry], by=by)
        return
    with pytest.raises(NotAllowed, match="add figures and collections"):
        store.write(data, [found.entry], by=by)
    assert not list(data.rglob(f"{found.entry.indicator.slug}.*"))


@pytest.mark.parametrize("period", ["=1+1", "now", "@2026", "2026\n2027", "-2026"])
def test_a_period_that_a_spreadsheet_would_run_is_refused(data, period):
    with pytest.raises(Findings, match="not a period"):
        empty_rows(described(), Lookups.of(data).areas, "E07000001", period)


def test_groups_get_codes_and_keep_what_they_say():
    groups = groups_of(["Eligible: are eligible", "Not eligible"])
    assert {code: group.says for code, group in groups.items()} == {
        "eligible": "are eligible",
        "not-eligible": "are counted as “Not eligible”",
    }


def test_the_template_has_a_row_for_each_area_up_to_the_place_and_for_england(data):
    rows = empty_rows(described(), Lookups.of(data).areas, "E07000001", "2026")
    assert list(zip(rows["area_code"], rows["note"], strict=True)) == [
        ("E05000001", ""),
        ("E05000002", ""),
        ("E07000001", ""),
        ("E92000001", "x"),
    ]


@pytest.mark.parametrize(
    ("place", "says"), [("E07000009", "unknown area"), ("E05000001", "no areas of the level district")]
)
def test_a_place_without_areas_is_refused(data, place, says):
    with pytest.raises(Findings, match=says):
        codes_of(Lookups.of(data).areas, place, Level.DISTRICT)
