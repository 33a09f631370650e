"""Commands that fetch official figures from the public services, where there is internet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from jsna.cli.ingest import ingest
from jsna.model.characteristic import Characteristic
from jsna.model.register.person import OWN_MACHINE
from jsna.settings import Settings


def fetching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with the options of everything that fetches."""
    for option in (
        click.option("--cache", type=click.Path(path_type=Path), help="Folder that keeps what was fetched."),
        click.option("--base", default="", help="Address of the service (default: the public one)."),
        click.option("--again", is_flag=True, help="Fetch again, even if it is kept."),
        click.option("--data", type=click.Path(path_type=Path), help="Data folder to fill (default: JSNA_DATA)."),
    ):
        command = option(command)
    return command


@ingest.command("ons-boundaries")
@click.argument("year", type=int)
@fetching
def ons_boundaries(year: int, cache: Path | None, base: str, again: bool, data: Path | None) -> None:
    """Fetch the wards of YEAR from the Office for National Statistics and keep their outlines."""
    from jsna.ingest.official.fetch import services, wards  # noqa: PLC0415 - geopandas is loaded by the command that needs it

    wanted = services.Wanted(cache or services.default_cache(), base, again)
    features = services.ward_pages(year, wanted)
    with services.kept_if_good(wanted.cache / "ons", f"wards-{year}-*.geojson"):
        click.echo(wards.store_wards(features, year, data or Settings.read().data))


@ingest.command()
@click.argument("indicator", type=int)
@click.option("--topic", default="health", help="Folder under data/indicators (default: health).")
@click.option("--unit", required=True, help="Unit of the value: %, years, per 100,000 people, …")
@click.option("--slug", default=None, help="Name of the files (default: the words of the indicator's name).")
@click.option("--measure", type=click.Choice(["rate", "mean", "score"]), default="rate", help="Default: rate.")
@click.option(
    "--polarity",
    type=click.Choice(["neutral", "high is worse", "high is better"]),
    default="neutral",
    help="Whether a high value is good (default: neutral).",
)
@click.option(
    "--characteristic",
    type=click.Choice([member.value for member in Characteristic]),
    default=Characteristic.EVERYONE.value,
    help="Whom it is about (default: everyone).",
)
@click.option(
    "--margin",
    "margin_that_matters",
    type=float,
    default=None,
    help="Smallest difference that matters, in the unit (default: a tenth of the baseline).",
)
@click.option("--margin-reason", default="", help="With --margin: why that difference matters.")
@click.option(
    "--half-life", "half_life_years", type=float, default=3.0, help="Years after which a figure is out of date."
)
@click.option("--replace", is_flag=True, help="Write over an indicator of the same topic and name.")
@fetching
def fingertips(
    indicator: int, cache: Path | None, base: str, again: bool, data: Path | None, replace: bool, **answers: Any
) -> None:
    """Fetch INDICATOR (its number) from Fingertips and make it an indicator by district, with its published limits."""
    from jsna.areas.lookups import read_areas  # noqa: PLC0415
    from jsna.ingest import protection, store  # noqa: PLC0415
    from jsna.ingest.official.fetch import fingertips_indicator as download  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.ingest.official.fetch import services  # noqa: PLC0415

    folder = data or Settings.read().data
    path = services.fingertips(indicator, services.Wanted(cache or services.default_cache(), base, again))
    with services.kept_if_good(path.parent, path.name):
        described, observations, remarks = download.indicator_of(path, answers, folder)
    for said in remarks:
        click.echo(said)
    areas = read_areas(folder)
    store.checked([store.Entry(described, observations)], areas)
    protected = protection.protected(described, observations, areas)
    may_replace = store.own if replace else store.never
    for written in store.write(folder, [store.Entry(described, protected)], may_replace, by=OWN_MACHINE):
        click.echo(f"Written: {written}")


COMMANDS: tuple[click.Command, ...] = ()
