"""Lists of provision: what is read of them, what is refused with row and column, and what reading them again does."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.areas.lookups import Lookups
from jsna.cli import main
from jsna.ingest.provision.read import read_provision
from jsna.model.register.item import Place
from jsna.model.register.person import ANYBODY
from jsna.model.register.provision import Provision
from jsna.register.refusing import Refused
from jsna.register.register import Conflict, NotAllowed
from jsna.register.taking_in import take_in
from tests.register.making import OFFICER, a_provision, a_register

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 29)
HEAD = "Ref,Group name,Address 1,Town,Post code,Lat,Long,Who for,Opening times,Tel,Capacity,Last checked\n"
WARM = "1,Warm room,Dunes,Mablethorpe,ln12 1aa,,,Everybody,Mon 10 to 12,+44 1507 1,20,27/11/2026\n"


@pytest.fixture(scope="module")
def lookups() -> Lookups:
    return Lookups.of(DATA)


@pytest.fixture
def read(lookups):
    def reading(text: str | bytes, name: str = "groups.csv"):
        content = text.encode() if isinstance(text, str) else text
        return read_provision(name, content, lookups, "groups", TODAY)

    return reading


def test_a_list_is_read_by_its_headings_and_placed_by_postcode(read) -> None:
    found = read(HEAD + WARM)
    (entry,) = found.provision
    assert entry == Provision(
        name="Warm room",
        address="Dunes, Mablethorpe",
        postcode="LN12 1AA",
        whom="Everybody",
        times="Mon 10 to 12",
        phone="+44 1507 1",
        capacity=20,
        checked_on=date(2026, 11, 27),
        checked_by="whoever keeps the list",
        places=(Place(code="E05009888", vintage="2022"),),
        source="groups",
        source_id="1",
    )
    assert found.findings == ()


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("2,A,,,,53.34,0.26,,,,,\n", "E05009888"),
        ("2,A,,,LN12 9ZZ,,,,,,,\n", "E07000137"),
    ],
    ids=["by its point", "by the first half of its postcode"],
)
def test_without_a_postcode_that_is_known_the_point_or_the_district_says_where(read, line, place) -> None:
    found = read(HEAD + line)
    assert [each.code for each in found.provision[0].places] == [place]


@pytest.mark.parametrize(
    ("line", "row", "column", "said"),
    [
        ("2,,,,LN12 1AA,,,,,,,\n", 3, "Group name", "no name"),
        ("2,A,,,,12,0.2,,,,,\n", 3, "Lat", "not in England"),
        ("2,A,,,,north,0.2,,,,,\n", 3, "Lat", "not a pair of numbers"),
        ("2,A,,,,,,,,,about 20,\n", 3, "Capacity", "not a whole number"),
        ("2,A,,,,,,,,,,31/12/2026\n", 3, "Last checked", "day to come"),
        ("2,A,,,,,,,,,,last year\n", 3, "Last checked", "cannot be read"),
        ("1,A,,,,,,,,,,\n", 3, "Ref", "the same entry is in row 2"),
        ("2,A\n", 3, None, "fields"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column_and_nothing_is_kept(read, line, row, column, said) -> None:
    found = read(HEAD + WARM + line)
    (finding,) = [each for each in found.findings if each.fatal]
    assert (finding.row, finding.column) == (row, column)
    assert said in finding.problem
    assert found.provision == ()
    assert found.refused


def test_a_postcode_that_is_none_is_said_and_the_entry_kept(read) -> None:
    found = read(HEAD + "2,A,,,the hall,,,,,,,\n")
    assert [(each.fatal, each.problem) for each in found.findings] == [
        (False, "not a postcode; it is kept without a place, in the list of England")
    ]
    assert found.provision[0].places == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"PK\x03\x04", "a.csv"), (b"x", "a.xlsx"), (b"{", "a.json"), (b"[" * 100_000, "a.json"),
     (b"{}", "a.json"), (b"Address,Town\n1,2\n", "a.csv")],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_the_reason(read, content, name) -> None:
    found = read(content, name)
    assert found.refused
    assert found.findings[-1].accepted


SERVICE = {
    "id": "s1",
    "name": "Lunch club <b>",
    "description": "A meal",
    "status": "active",
    "url": "https://example.org",
    "minimum_age": 60,
    "assured_date": "2026-01-05",
    "schedules": [{"byday": "MO,1TU", "opens_at": "10:00", "closes_at": "12:00"}],
    "contacts": [{"name": "A Person", "phones": [{"number": "01507 1"}]}],
    "service_capacities": [{"maximum": 30}],
    "service_at_locations": [
        {"location": {"id": "l1", "name": "Hall", "addresses": [{"city": "Mablethorpe", "postal_code": "LN12 1AA"}]}},
        {"location": {"id": "l2", "latitude": 53.34, "longitude": 0.26}},
    ],
}


def test_open_referral_gives_an_entry_for_each_location_and_no_names_of_people(read) -> None:
    found = read(json.dumps({"contents": [SERVICE]}), "services.json")
    first, second = found.provision
    assert (first.name, first.whom, first.times) == (
        "Lunch club <b>",
        "60 years and over",
        "Monday, Tuesday 10:00 to 12:00",
    )
    assert (first.phone, first.capacity, first.checked_on) == ("01507 1", 30, date(2026, 1, 5))
    assert [each.source_id for each in found.provision] == ["s1/l1", "s1/l2"]
    assert {each.places[0].code for each in found.provision} == {"E05009888"}
    assert second.latitude == 53.34
    assert "A Person" not in repr(found)


def test_a_package_of_tables_says_the_same_as_nested_services(read) -> None:
    nested = read(json.dumps([SERVICE]), "services.json").provision
    flat = {key: value for key, value in SERVICE.items() if not isinstance(value, list)}
    package = {
        "services": [flat],
        "locations": [
            {"id": "l1", "name": "Hall"},
            {"id": "l2", "latitude": 53.34, "longitude": 0.26},
        ],
        "service_at_locations": [
            {"id": "a1", "service_id": "s1", "location_id": "l1"},
            {"id": "a2", "service_id": "s1", "location_id": "l2"},
        ],
        "addresses": [{"location_id": "l1", "city": "Mablethorpe", "postal_code": "LN12 1AA"}],
        "schedules": [{"service_id": "s1", **SERVICE["schedules"][0]}],
        "contacts": [{"id": "c1", "service_id": "s1", "name": "A Person"}],
        "phones": [{"contact_id": "c1", "number": "01507 1"}],
        "service_capacities": [{"service_id": "s1", "maximum": 30}],
    }
    assert read(json.dumps(package), "package.json").provision == nested
    assert len(nested) == 2


def test_a_service_that_is_no_more_is_left_out_and_named_and_an_area_places_one_without_address(read) -> None:
    gone = {**SERVICE, "status": "defunct"}
    area = {"id": "s2", "name": "Phone line", "service_areas": [{"uri": "http://statistics.data.gov.uk/id/E07000137"}]}
    found = read(json.dumps([gone, area]), "services.json")
    assert [(each.name, each.places[0].code) for each in found.provision] == [("Phone line", "E07000137")]
    assert [(each.row, each.column, each.fatal) for each in found.findings] == [(1, "status", False)]


def test_a_list_read_again_updates_what_it_knows_and_adds_nothing_twice(register, read) -> None:
    first = read(HEAD + WARM + "2,Bus club,,,LN12 1AA,,,,,,,\n").provision
    taken = take_in(register, OFFICER, "groups", first)
    assert (len(taken.added), len(taken.updated), taken.same) == (2, 0, 0)
    again = take_in(register, OFFICER, "groups", first)
    assert (len(again.added), len(again.updated), again.same) == (0, 0, 2)
    changed = read(HEAD + WARM.replace("20,", "25,").replace("27/11/2026", "01/01/2020")).provision
    last = take_in(register, OFFICER, "groups", changed)
    assert [each.name for each in last.gone] == ["Bus club"]
    kept = {each.source_id: each for each in register.find(OFFICER, Provision)}
    assert (len(kept), kept["1"].capacity, kept["1"].checked_on) == (2, 25, date(2026, 11, 27))


def test_nothing_is_half_taken_in(register, read) -> None:
    good = read(HEAD + WARM).provision[0]
    with pytest.raises(Refused, match="what it is called"):
        take_in(register, OFFICER, "groups", [good, good.model_copy(update={"name": " ", "source_id": "2"})])
    with pytest.raises(NotAllowed):
        take_in(register, ANYBODY, "groups", [good])
    assert register.count(OFFICER, Provision) == 0


def test_two_who_take_in_the_same_list_at_once_leave_it_once(register, read) -> None:
    given, together, said = read(HEAD + WARM).provision, threading.Barrier(4), []

    def taking() -> None:
        together.wait()
        try:
            take_in(register, OFFICER, "groups", given)
        except (Refused, Conflict) as refused:
            said.append(refused)

    threads = [threading.Thread(target=taking) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert register.count(OFFICER, Provision) == 1


def test_saving_is_not_checking_and_a_check_is_never_set_back(register) -> None:
    (made,) = register.save(OFFICER, a_provision(checked_on=TODAY))
    (saved,) = register.save(OFFICER, made.model_copy(update={"offers": "Tea"}))
    assert saved.checked_on == TODAY
    for day, said in (
        (date(2026, 11, 28), "does not replace"),
        (None, "does not replace"),
        (date(2026, 11, 30), "to come"),
    ):
        with pytest.raises(Refused, match=said):
            register.save(OFFICER, saved.model_copy(update={"checked_on": day}))


def test_the_command_takes_in_a_list_and_says_what_changed(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("JSNA_DATA", str(DATA))
    (tmp_path / "groups.csv").write_text(HEAD + WARM, encoding="utf-8")
    command = ["register", "provision", str(tmp_path / "groups.csv"), "--publish"]
    assert "Would be taken in as 'groups': 1 new" in CliRunner().invoke(main, [*command, "--dry-run"]).output
    assert "Taken in as 'groups': 1 new, 0 changed" in CliRunner().invoke(main, command).output
    assert "0 new, 0 changed, 1 as they were" in CliRunner().invoke(main, command).output
    with a_register(tmp_path / "state") as register:
        assert [each.name for each in register.find(ANYBODY, Provision)] == ["Warm room"]
    (tmp_path / "groups.csv").write_text(HEAD + WARM.replace("20,", "some,"), encoding="utf-8")
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 1
    assert "row 2, column Capacity" in refused.output
