"""An installation moves on to a new version of the shipped figures; nothing of its own is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from jsna.catalogue import release
from jsna.catalogue.release import Release
from jsna.catalogue.releases.store import Store
from jsna.cli import main
from jsna.model.area import ENGLAND
from jsna.model.rule import RULE, Rule
from jsna.settings import DATA_VARIABLE, STATE_VARIABLE, Settings
from tests import making

CARS = "indicators/housing/cars"
#: Figures of one county are enough: the commands check them all, several times.
COUNTY = "E10000019"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The new version: one indicator has another margin and another figure, one is new, one has gone."""
    folder = _shipped(tmp_path / "new", ("housing/cars", "housing/tenure"))
    table = pd.read_parquet(folder / f"{CARS}.parquet")
    table.loc[table["area_code"] == "E07000137", "numerator"] += 1
    table.to_parquet(folder / f"{CARS}.parquet", index=False)
    described = (folder / f"{CARS}.toml").read_text("utf-8")
    said = 'margin_that_matters = 4\nmargin_reason = "Buses run twice a day"\n'
    (folder / f"{CARS}.toml").write_text(said + described, encoding="utf-8")
    (folder / "release.json").unlink()
    release.commit_release(folder, {})
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with figures of its own and a changed place."""
    old = _shipped(tmp_path / "old", ("housing/cars", "disability/disabled-people"))
    folder = shutil.copytree(old, tmp_path / "data")
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    assert run("upgrade", "--from", str(old)).exit_code == 0
    made = making.indicator(slug="visits", topic="local", title="Visits", lowest_level="district", groups=["yes"])
    same = {"period": "2024", "characteristic": "disability", "group": "yes"}
    making.write(folder, made, making.observations([("E07000137", 600, 1000)], **same))
    place = folder / "place.toml"
    place.write_text(place.read_text("utf-8").replace("Lincolnshire County Council", "Our Council"), encoding="utf-8")
    assert run("release").exit_code == 0
    return folder


def _shipped(folder: Path, names: tuple[str, ...]) -> Path:
    context = ("areas.parquet", "place.toml", "characteristics.toml", "events.toml")
    making.copied(folder, *context, *(f"indicators/{name}.*" for name in names))
    areas = pd.read_parquet(folder / "areas.parquet").set_index("code")
    inside = set(areas.index[areas["county"].eq(COUNTY)]) | {COUNTY, ENGLAND}
    for path in (folder / "indicators").rglob("*.parquet"):
        figures = pd.read_parquet(path)
        figures[figures["area_code"].isin(inside)].to_parquet(path, index=False)
    release.commit_release(folder, {})
    return folder


def test_a_dry_run_says_what_changes_and_changes_nothing(data: Path, shipped: Path) -> None:
    other_rule = Release.of(release.read(data).files, Rule(fewest_people=20))
    (data / "release.json").write_bytes(other_rule.as_json({}))
    before = release.compute(data)

    said = run("upgrade", "--from", str(shipped), "--dry-run").stdout.splitlines()

    assert said.pop(5).endswith(f" findings of its own. To read them: jsna check --data {shipped}")
    assert said == [
        f"The rule by which areas are called different changes. {RULE.words}",
        "disabled-people: goes",
        "tenure: new",
        "cars: margin the usual one becomes 4; figures: 4 changed; 126 areas of Lincolnshire called otherwise",
        "4 files are taken, 2 go, 2 are only yours.",
        "Nothing was changed.",
    ]
    assert release.compute(data) == before


def test_what_is_local_stays_and_old_links_keep_their_release(data: Path, shipped: Path) -> None:
    store = Store.of(Settings.read().state)
    before = store.today()

    ended = run("upgrade", "--from", str(shipped))

    assert ended.exit_code == 0, ended.output
    assert (data / "indicators/local/visits.csv").exists()
    assert "Our Council" in (data / "place.toml").read_text("utf-8")
    assert not (data / "indicators/disability/disabled-people.parquet").exists()
    assert (data / f"{CARS}.parquet").read_bytes() == (shipped / f"{CARS}.parquet").read_bytes()
    today = store.today()
    assert before is not None
    assert today is not None
    assert today.id == release.read(data).id != before.id
    old = store.named(before.id)
    assert old is not None
    assert (old.folder / "indicators/disability/disabled-people.parquet").exists()
    assert run("upgrade", "--from", str(shipped)).stdout.startswith("0 files are taken, 0 go, 2 are only yours.")

    assert run("release", "withdraw", "cars", "--because", "a wrong file").exit_code == 0
    again = run("upgrade", "--from", str(shipped))
    assert "cars: stays away. “" in again.stdout
    assert not [*data.glob("indicators/*/cars.*")]


def test_figures_that_cannot_be_used_with_what_is_local_are_refused(data: Path, shipped: Path) -> None:
    areas = pd.read_parquet(shipped / "areas.parquet")
    areas[areas["code"] != "E07000137"].to_parquet(shipped / "areas.parquet", index=False)
    (shipped / "release.json").unlink()
    release.commit_release(shipped, {})
    before = release.compute(data)

    ended = run("upgrade", "--from", str(shipped))

    assert ended.exit_code == 1
    assert "Districts: 0 new, 1 gone" in ended.stdout
    assert "visits.csv, row 2, column area_code" in ended.stderr
    assert release.compute(data) == before
