"""A collection from replies to indicators that the catalogue takes: counted, mapped, withheld, and said."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from jsna.catalogue import commit, read, release
from jsna.disclosure.policy import SURVEY
from jsna.disclosure.protected import protect
from jsna.errors import Findings
from jsna.ingest.records import collection
from tests.faults.test_records_forgotten import MAPPING

MABLETHORPE, ALFORD = "E05009888", "E05009873"
#: Nine replies each, which are too few to report.
SMALL = ("E05009874", "E05009875", "E05009876", "E05009877")


def rows(ward: str, ethnic: str, sex: str, yes: int, no: int) -> list[tuple[str, str, str, str]]:
    return [(ward, ethnic, sex, "yes")] * yes + [(ward, ethnic, sex, "no")] * no


REPLIES = [
    *rows(MABLETHORPE, "White", "F", 30, 20),
    *rows(MABLETHORPE, "white british", "M", 25, 15),
    *rows(MABLETHORPE, "Indian", "Female", 12, 10),
    *rows(MABLETHORPE, "Pakistani", "m", 8, 10),
    *rows(ALFORD, "White", "F", 40, 10),
    *rows(ALFORD, "White", "M", 20, 20),
    *rows(ALFORD, "Somali", "M", 1, 0),
    *rows(ALFORD, "", "F", 11, 9),
    *[row for ward in SMALL for row in rows(ward, "White", "F", 3, 2) + rows(ward, "White", "M", 2, 2)],
    *rows("E05000650", "White", "F", 10, 5),
    *rows("E05999999", "White", "F", 3, 0),
    *rows("", "White", "F", 12, 0),
    (MABLETHORPE, "White", "F", ""),
    (MABLETHORPE, "White", "F", "perhaps"),
    *[(ALFORD, "Martian", "F", "yes")] * 10,
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with areas, code lists and what the population is compared with."""
    real = Path(__file__).resolve().parents[2] / "data"
    folder = tmp_path_factory.mktemp("data")
    for name in ("areas.parquet", "characteristics.toml", "events.toml", "place.toml"):
        shutil.copy(real / name, folder)
    for name in ("codes", "lookups"):
        shutil.copytree(real / name, folder / name)
    for topic in ("identity", "population"):
        shutil.copytree(real / "indicators" / topic, folder / "indicators" / topic)
    return folder


@pytest.fixture(scope="module")
def mapping(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mapping") / "map.toml"
    path.write_text(MAPPING, "utf-8")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("source") / "replies.csv"
    pd.DataFrame(REPLIES, columns=["Ward", "Ethnic origin", "Sex", "Q1"]).to_csv(path, index=False)
    return str(path)


@pytest.fixture(scope="module")
def plenty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """So many replies from so few kinds of people that nothing needs to be withheld, which is soon found."""
    path = tmp_path_factory.mktemp("plenty") / "replies.csv"
    told = [*rows(MABLETHORPE, "White", "F", 300, 200), *rows(ALFORD, "White", "F", 200, 300)]
    pd.DataFrame(told, columns=["Ward", "Ethnic origin", "Sex", "Q1"]).to_csv(path, index=False)
    return str(path)


@pytest.fixture(scope="module")
def collected(source: str, mapping: Path, data: Path) -> collection.Collection:
    return collection.collect(source, mapping, data)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ("not stated", None, "East Lindsey District Council, licence not stated")),
        (
            'licence = "CC BY 4.0"\npublished = 2026-07-15\n',
            ("CC BY 4.0", date(2026, 7, 15), "East Lindsey District Council, CC BY 4.0"),
        ),
    ],
)
def test_licence_and_day_of_publication_are_those_of_the_mapping(
    plenty: str, data: Path, tmp_path: Path, more: str, expected: tuple[str, date | None, str]
) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text(more + MAPPING, "utf-8")
    for entry in collection.collect(plenty, mapping, data).entries:
        source = entry.indicator.source
        assert (source.licence, source.published, source.statement) == expected


def figures(collected: collection.Collection, slug: str, area: str) -> dict[str, tuple[float, float] | None]:
    """Numerator and denominator by group, or None where withheld."""
    observations = {entry.indicator.slug: entry for entry in collected.entries}[slug].observations
    own = observations[observations["area_code"] == area]
    counts = zip(own["numerator"], own["denominator"], own["note"], strict=True)
    return {
        group: None if note == "c" else (numerator, denominator)
        for group, (numerator, denominator, note) in zip(own["group"], counts, strict=True)
    }


def test_the_answers_of_everyone_are_counted_by_ward(collected: collection.Collection) -> None:
    assert figures(collected, "voices", MABLETHORPE) == {"yes": (75, 130), "no": (55, 130)}
    assert figures(collected, "voices", ALFORD) == {"yes": (82, 121), "no": (39, 121)}
    assert figures(collected, "voices", "E07000137") == {"yes": (177, 287), "no": (110, 287)}


def test_a_ward_from_which_nobody_replied_is_withheld_like_one_with_few(collected: collection.Collection) -> None:
    observations = {entry.indicator.slug: entry for entry in collected.entries}["voices"].observations
    others = observations[~observations["area_code"].isin([MABLETHORPE, ALFORD, "E07000137"])]
    assert (set(others["note"]), others["numerator"].notna().sum()) == ({"c"}, 0)


def test_the_answers_of_a_group_are_out_of_that_group(collected: collection.Collection) -> None:
    by_sex = figures(collected, "voices-by-sex", MABLETHORPE)
    assert by_sex == {
        "female-yes": (42, 72),
        "female-no": (30, 72),
        "male-yes": (33, 58),
        "male-no": (25, 58),
    }


def test_the_one_reply_of_a_group_cannot_be_found(collected: collection.Collection) -> None:
    """One Black reply in Alford, and it was yes: it is hidden among others that are withheld with it."""
    by_race = figures(collected, "voices-by-race", ALFORD)
    assert by_race["black-yes"] is None
    assert by_race["black-no"] is None
    everyone = figures(collected, "voices", ALFORD)["yes"]
    shown = [figure for group, figure in by_race.items() if figure is not None and group.endswith("-yes")]
    assert everyone is not None
    assert everyone[1] - sum(figure[1] for figure in shown) >= 10


def test_who_replied_is_an_indicator_with_the_groups_of_the_population(collected: collection.Collection) -> None:
    assert figures(collected, "voices-replies-by-sex", MABLETHORPE) == {
        "female": (72, 130),
        "male": (58, 130),
    }


def test_what_is_made_is_protected_already(collected: collection.Collection) -> None:
    for entry in collected.entries:
        pd.testing.assert_frame_equal(protect(entry.observations, SURVEY), entry.observations)


def test_the_report_says_what_was_read_refused_and_withheld(collected: collection.Collection) -> None:
    report = collected.report
    assert report.records == len(REPLIES)
    assert report.without_area == (
        "fewer than 10 records: a ward code issued after May 2025: out of vintage.",
        "12 records: no area given.",
        "15 records: outside the place.",
    )
    assert report.questions.loc["race"].to_dict() == {
        "answered": 289,
        "not_answered": 20,
        "prefer_not_to_say": 0,
        "not_understood": 10,
        "repaired": 81,
    }
    assert report.refused == {
        "answer": ["fewer than 10 records with rarer spellings, not repeated here: they may be somebody's own words"],
        "race": ["“Martian” 10 times"],
    }
    assert report.replies.at[MABLETHORPE, "everyone"] == 130
    assert "sex: Female (142), Male (99), Not answered (0)" not in str(report)
    assert "Written" not in str(report)


def test_every_record_is_in_the_report_once(collected: collection.Collection) -> None:
    questions = collected.report.questions.drop(columns="repaired")
    assert set(questions.sum(axis=1)) == {len(REPLIES)}


def test_what_is_written_stands_in_the_catalogue_and_its_release(source: str, mapping: Path, data: Path) -> None:
    report = collection.ingest(source, mapping, data)
    names = ["", "-by-race", "-replies-by-race", "-by-sex", "-replies-by-sex"]
    assert report.stored == tuple(f"local/voices{name}" for name in names)
    catalogue = read.open_catalogue(data)
    assert [str(problem) for problem in catalogue.problems] == []
    assert catalogue.observations("voices")["numerator"].sum() == 130 + 121 + 287
    assert catalogue.indicators["voices-by-race"].purpose is not None
    assert release.read(data) == release.compute(data)


def test_the_same_records_are_written_the_same_again(plenty: str, mapping: Path, data: Path) -> None:
    for earlier in data.rglob("voices*"):
        earlier.unlink()
    collection.ingest(plenty, mapping, data)
    once = {path: path.read_bytes() for path in data.rglob("voices*")}
    collection.ingest(plenty, mapping, data)
    # Each file, and the copy of it that is kept for what comes later.
    assert len(once) == 2 * 10
    assert {path: path.read_bytes() for path in data.rglob("voices*")} == once


def test_a_name_of_an_official_indicator_is_not_written_over(plenty: str, mapping: Path, data: Path) -> None:
    taken = mapping.with_name("taken.toml")
    taken.write_text(MAPPING.replace('slug = "voices"', 'slug = "religion"'), "utf-8")
    before = release.compute(data)
    with pytest.raises(Findings, match="an indicator of this name is under identity"):
        collection.ingest(plenty, taken, data)
    assert release.compute(data) == before


def test_nothing_is_written_while_another_run_writes(plenty: str, mapping: Path, data: Path) -> None:
    before = release.compute(data)
    with commit.locked(data, "importing"), pytest.raises(commit.Busy):
        collection.ingest(plenty, mapping, data)
    assert release.compute(data) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('column = "Ward"', 'column = "Parish"', "the column is missing"),
        ('race.column = "Ethnic origin"', 'race.column = "Sex"', "mapped twice"),
        ('race.column = "Ethnic origin"', 'rase.column = "Ethnic origin"', "unknown word"),
        ('place = "E07000137"', 'place = "E99999999"', "a place without wards"),
        ('slug = "voices"', 'slug = "../voices"', "not a name for a file"),
        ('kind = "survey"', 'kind = "published"', "unknown word"),
        ("smallest_group = 10", "smallest_grup = 10", "unknown key"),
        ('column = "Q1"', 'column = "Ethnic origin"\nx = 1', "unknown key"),
        ("[area]", "margin_that_matters = 5\n[area]", "a margin needs its reason"),
        ("[area]", 'margin_reason = "A class of thirty."\n[area]', "a reason without a margin"),
        ("[area]", '[area]\nlookup = "wards.csv"', "a lookup file stands with"),
        ("codes.no =", "codes.prefer-not-to-say =", "kept for records without an answer"),
        ('period = "2026"', 'period = "2025-26"', r"row \d+, column period: one year or two: 2025/26 .*\('2025-26'\)"),
        ('period = "2026"', 'period = "this year"', "not a period"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(
    source: str, tmp_path: Path, data: Path, old: str, new: str, message: str
) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAPPING.replace(old, new), "utf-8")
    with pytest.raises(Findings, match=message):
        collection.collect(source, path, data)


def test_a_margin_of_the_mapping_stands_in_every_indicator_with_its_reason(
    plenty: str, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "map.toml"
    own = 'margin_that_matters = 5\nmargin_reason = "One reader in twenty."\n[area]'
    path.write_text(MAPPING.replace("[area]", own), "utf-8")
    indicators = [entry.indicator for entry in collection.collect(plenty, path, data).entries]
    assert len(indicators) == 5
    assert {(item.margin_that_matters, item.margin_reason) for item in indicators} == {(5, "One reader in twenty.")}


def test_a_column_that_is_mostly_not_understood_stops_the_run(mapping: Path, tmp_path: Path, data: Path) -> None:
    path = tmp_path / "replies.csv"
    path.write_text("Ward,Ethnic origin,Sex,Q1\n" + "E05009888,White,Boat,yes\n" * 30, "utf-8")
    with pytest.raises(Findings, match=r"30 of 30 answers are not understood \(“Boat” 30 times\)"):
        collection.collect(str(path), mapping, data)


def test_a_column_of_free_text_stops_the_run_without_repeating_it(mapping: Path, tmp_path: Path, data: Path) -> None:
    path = tmp_path / "replies.csv"
    lines = (f"E05009888,White,F,somebody said {number}\n" for number in range(6_000))
    path.write_text("Ward,Ethnic origin,Sex,Q1\n" + "".join(lines), "utf-8")
    with pytest.raises(Findings, match="more than 5,000 different texts") as refused:
        collection.collect(str(path), mapping, data)
    assert "somebody" not in str(refused.value)


def test_lower_super_output_areas_are_placed_by_a_look_up(tmp_path: Path, data: Path) -> None:
    lsoa = {ward: f"E0100000{number}" for number, ward in enumerate((MABLETHORPE, ALFORD, *SMALL))}
    table = "".join(f"{code},{ward}\n" for ward, code in lsoa.items())
    (tmp_path / "wards.csv").write_text(f"lsoa,ward\n{table}", "utf-8")
    # What is withheld of many groups is not the question here, and takes long to find.
    by_lsoa = MAPPING.replace('race.column = "Ethnic origin"\n', "").replace(
        "[area]", '[area]\nkind = "lsoa"\nlookup = "wards.csv"'
    )
    (tmp_path / "map.toml").write_text(by_lsoa, "utf-8")
    replies = [f"{lsoa[ward].lower()} ,{','.join(rest)}\n" for ward, *rest in REPLIES if ward in lsoa]
    path = tmp_path / "replies.csv"
    path.write_text("Ward,Ethnic origin,Sex,Q1\n" + "".join(replies) + "E01000009,White,F,yes\n", "utf-8")
    collected = collection.collect(str(path), tmp_path / "map.toml", data)
    assert figures(collected, "voices", MABLETHORPE) == {"yes": (75, 130), "no": (55, 130)}
    assert collected.report.without_area == ("fewer than 10 records: not in the look-up.",)


def test_postcodes_are_placed_in_wards(tmp_path: Path, data: Path) -> None:
    """The seafront of Mablethorpe, and one postcode that is none."""
    (tmp_path / "map.toml").write_text(MAPPING.replace("[area]", '[area]\nkind = "postcode"'), "utf-8")
    path = tmp_path / "replies.csv"
    lines = "ln12 1bu,White,F,yes\n" * 20 + "LN121BU,White,M,no\n" * 20 + "somewhere,White,F,yes\n"
    path.write_text("Ward,Ethnic origin,Sex,Q1\n" + lines, "utf-8")
    collected = collection.collect(str(path), tmp_path / "map.toml", data)
    assert collected.report.without_area == (
        "fewer than 10 records: neither a code, nor a postcode, nor the name of an area of the place.",
    )
    assert figures(collected, "voices", "E07000137") == {"yes": (20, 40), "no": (20, 40)}
