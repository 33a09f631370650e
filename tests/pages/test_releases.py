"""A link opens its own release: the same numbers after the data were replaced, edited, damaged, or taken away."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from jsna.catalogue import release, uses
from jsna.cli import main
from jsna.model.register.need import Figure
from jsna.model.register.person import OWN_MACHINE
from jsna.model.use import Use
from jsna.register.opening import open_register
from jsna.settings import DATA_VARIABLE, LOCAL_VARIABLE, STATE_VARIABLE, UPLOADS_VARIABLE, Settings
from jsna.ui import look
from tests import making
from tests.pages.conftest import OpenPage, tables
from tests.register.making import a_need

MAP, HOME, COVERAGE = "pages/explore/map.py", "pages/explore/home.py", "pages/equality/coverage.py"
CARS, STUDENTS = "indicators/housing/cars.parquet", "indicators/education/students.parquet"
DISTRICT = "E07000137"
VISITS = {"area": "E10000019", "indicator": "visits", "characteristic": "everyone"}
INDICATOR = making.indicator(
    slug="visits", topic="local", title="Visits", characteristic="everyone", lowest_level="district", groups=["yes"]
)


@pytest.fixture
def data(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with figures of a council in it, and a state of its own."""
    folder = tmp_path / "data"
    shutil.copytree(checkout / "data", folder)
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    counted(folder, 600)
    release.commit_release(folder, {})
    return folder


def counted(data: Path, numerator: int) -> Path:
    """Write the council's figures, with one count in them."""
    rows = [(DISTRICT, numerator, 1000), ("E07000138", 500, 1000)]
    same = {"period": "2024", "characteristic": "everyone", "group": "yes"}
    return making.write(data, INDICATOR, making.observations(rows, **same)).with_suffix(".csv")


def release_of(page: AppTest) -> str:
    foot = next(element.proto.body for element in page.get("html") if "jsna-foot" in element.proto.body)
    return foot.split("Data release <code>")[1].split("</code>")[0]


def share(page: AppTest) -> str:
    (table,) = [each for each in tables(page) if "East Lindsey" in each.index]
    return str(table.loc["East Lindsey"].iloc[0])


def test_a_link_opens_its_own_release_whatever_became_of_the_data(open_page: OpenPage, data: Path) -> None:
    first = open_page(MAP, **VISITS)
    assert "60" in share(first)

    counted(data, 700)
    today = open_page(MAP, **VISITS)
    pinned = open_page(MAP, **VISITS, release=release_of(first))

    assert "70" in share(today)
    assert release_of(today) != release_of(first)
    assert share(pinned) == share(first)
    assert release_of(pinned) == release_of(first)
    assert pinned.info[0].value.startswith("This link shows the figures as they were in data release")

    pinned.selectbox(key="jsna.ward").select(DISTRICT).run()
    assert release_of(pinned) == release_of(first)
    assert dict(pinned.query_params)["release"] in (release_of(first), [release_of(first)])

    pinned.button(key="jsna.today").click().run()

    assert share(pinned) == share(today)
    assert "release" not in dict(pinned.query_params)


def test_an_edit_is_seen_whatever_the_time_on_the_file(open_page: OpenPage, data: Path) -> None:
    page = open_page(MAP, **VISITS)
    path = counted(data, 700)
    os.utime(path, (0, 0))

    page.run()

    assert "70" in share(page)


def test_a_damaged_official_table_takes_one_indicator_away_and_is_never_sealed(open_page: OpenPage, data: Path) -> None:
    path = data / CARS
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    page = open_page(MAP, area="E10000019", indicator="cars", characteristic="everyone")

    assert "The files of “Cars” are damaged, so it is not shown." in page.warning[0].value
    assert [problem.message for problem in open_page(HOME).exception] == []
    assert any("housing/cars.parquet" in text.value for text in open_page(COVERAGE).markdown)


def test_a_table_damaged_after_it_was_frozen_is_taken_from_the_data_folder(open_page: OpenPage, data: Path) -> None:
    before = open_page(MAP, indicator="cars", characteristic="everyone")
    (kept,) = (data.parent / "state/releases").glob(f"{release_of(before)}-*/{CARS}")
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.chmod(0o644)
    kept.write_bytes(content)
    counted(data, 700)

    page = open_page(MAP, indicator="cars", characteristic="everyone")

    assert "not known here" not in "".join(note.value for note in page.warning)


def test_a_release_with_a_damaged_statement_is_said_to_be_damaged(open_page: OpenPage, data: Path) -> None:
    old = release_of(open_page(MAP, **VISITS))
    counted(data, 700)
    release_of(open_page(MAP, **VISITS))
    kept = data.parent / "state/releases"
    for stated in (*kept.glob(f"{old}-*/release.json"), *kept.glob(f"copies/{old}-*.json")):
        stated.unlink()
    look._releases.cache_clear()

    page = open_page(MAP, **VISITS, release=old)

    assert page.warning[0].value.startswith(f"What release {old} holds is missing or damaged.")
    assert "70" in share(page)


def test_a_data_folder_that_cannot_be_opened_leaves_the_last_release(open_page: OpenPage, data: Path) -> None:
    before = open_page(MAP, **VISITS)
    (data / "place.toml").write_text("site_name = ", encoding="utf-8")

    page = open_page(MAP, **VISITS)

    assert share(page) == share(before)
    assert any("place.toml" in text.value for text in open_page(COVERAGE).markdown)


def test_what_was_taken_back_on_the_page_is_gone_from_every_release(
    open_page: OpenPage, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCAL_VARIABLE, "yes")
    monkeypatch.setenv(UPLOADS_VARIABLE, "yes")
    old = release_of(open_page(MAP, **VISITS))
    counted(data, 700)
    still_open = open_page(MAP, **VISITS)
    newer = release_of(still_open)
    words = {"decision": "A bus to the clinic", "body": "Board", "changed": "It runs twice a day"}
    uses.log(data, Use(date=date(2026, 1, 5), datasets=("visits",), **words))
    figure = Figure(link=f"map?indicator=visits&release={old}", said="60 in 100.", indicator="visits", release=old)
    (need,) = open_register(Settings.read()).save(OWN_MACHINE, a_need(figures=(figure,)))
    page = open_page("pages/analysts/add_data.py")
    assert any("keep a sentence" in each.value and "[Getting to the clinic]" in each.value for each in page.markdown)

    page.button[-1].click().run()
    assert page.error[0].value == "Give the reason and tick the box: the figures are still here."
    page.text_input[-1].set_value("one cell told too much")
    page.checkbox[-1].check()
    page.button[-1].click().run()

    assert page.success[0].value.startswith("“Visits” was withdrawn on")
    still_open.run()
    assert "“Visits” was withdrawn on" in still_open.warning[0].value
    for pinned in ({"release": old}, {"release": newer}, {}):
        after = open_page(MAP, **VISITS, **pinned)
        assert "“Visits” was withdrawn on" in after.warning[0].value
        assert "one cell told too much. Its figures are gone." in after.warning[0].value
    left = [path for path in data.parent.rglob("*") if path.is_file() and b"E07000137,2024" in path.read_bytes()]
    assert left == []

    cited = open_page("pages/listen/needs.py", need=need.id)
    assert any("60 in 100. " in each.value and "was withdrawn on" in each.value for each in cited.markdown)
    (decided,) = tables(open_page("pages/equality/use_log.py"))
    assert [*decided.index] == ["Visits (not here any more)"]
    changed = open_page(HOME, release=newer, changes="yes")
    assert any("“Visits” was withdrawn on" in table.to_string() for table in tables(changed))
    assert "uses.toml" not in CliRunner().invoke(main, ["check"]).output


@pytest.mark.parametrize("lost", ["", "areas.parquet"])
def test_data_that_have_gone_leave_the_last_release_or_one_sentence(
    open_page: OpenPage, data: Path, lost: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_page(MAP, **VISITS)
    (data / lost).rename(data.parent / "elsewhere")

    assert share(open_page(MAP, **VISITS)) == share(before)

    monkeypatch.setenv(STATE_VARIABLE, str(data.parent / "new state"))
    page = open_page(MAP)
    assert [problem.message for problem in page.exception] == []
    assert len(page.error) == 1
    assert str(data) not in page.error[0].value


def test_a_file_that_is_damaged_while_the_server_runs_is_said_to_be_and_mended(open_page: OpenPage, data: Path) -> None:
    before = open_page(MAP, **VISITS)
    (kept,) = (data.parent / "state/releases").glob(f"{release_of(before)}-*/{STUDENTS}")
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.chmod(0o644)
    kept.write_bytes(content)

    first = open_page(MAP, indicator="students", characteristic="everyone")
    second = open_page(MAP, indicator="students", characteristic="everyone")

    assert any(f"{STUDENTS} is damaged" in note.value.replace("\\", "") for note in (*first.info, *first.error))
    assert len(second.info) == 0
    assert any("Park" in each.index for each in tables(second))


@pytest.mark.parametrize("ending", [".toml", ".parquet"])
def test_damaged_files_of_what_the_site_opens_with_are_said_and_the_next_is_shown(
    open_page: OpenPage, data: Path, ending: str
) -> None:
    path = data / f"indicators/disability/disabled-people{ending}"
    path.write_bytes(path.read_bytes()[:500])

    opened, linked = open_page(MAP), open_page(MAP, indicator="disabled-people")
    other = open_page(MAP, **VISITS)

    for page in (opened, linked):
        assert "are damaged, so it is not shown. " in page.warning[0].value
        assert page.warning[0].value.endswith("is shown instead.")
    assert "60" in share(other)
    assert other.warning.values == []
    assert open_page(HOME).exception == open_page("pages/explore/area.py").exception == []
