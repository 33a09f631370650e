"""The command that creates an indicator."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jsna.model.area import Level
from jsna.model.audience import PUBLIC
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Measure
from jsna.model.register.person import OWN_MACHINE
from jsna.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from jsna.model.indicator import Indicator

_DAY = click.DateTime(["%Y-%m-%d"])
_RULES = ["published", "service", "survey"]


@click.command()
@click.option("--title", prompt="Title, as a reader should see it", help="Title, as a reader should see it.")
@click.option(
    "--summary", prompt="One plain sentence on what is counted", help="One plain sentence, 30 letters or more."
)
@click.option("--topic", prompt="Topic (a folder: health, housing, …)", help="Folder under data/indicators.")
@click.option(
    "--characteristic",
    prompt="Whom it is about",
    type=click.Choice([member.value for member in Characteristic], case_sensitive=False),
    default=Characteristic.EVERYONE.value,
    help="One of the nine protected characteristics, or everyone.",
)
@click.option(
    "--groups",
    prompt="Groups, with semicolons between",
    help='"Eligible", or "Eligible: are eligible for …"; ….',
)
@click.option("--unit", prompt="What is counted", default="people", help="people, households, … (default: people).")
@click.option("--base", prompt="Out of whom", default="all residents", help="Out of whom, such as all pupils.")
@click.option("--publisher", prompt="Who counted", help="Who counted: a council, a service.")
@click.option("--url", prompt="Where it can be read", help="Page of the source.")
@click.option(
    "--reference-date", prompt="Day the figures are about (2026-01-15)", type=_DAY, help="Day they are about."
)
@click.option("--slug", default=None, help="Name of the files (default: the title's words).")
@click.option(
    "--measure",
    type=click.Choice([member.value for member in Measure], case_sensitive=False),
    default=Measure.PROPORTION.value,
    help="Default: proportion. Others: a count alone, or a rate, mean or score as it was published.",
)
@click.option(
    "--level",
    type=click.Choice(list(Level), case_sensitive=False),
    default=None,
    help="Smallest areas (default: those of the file, or wards).",
)
@click.option(
    "--place",
    "place_code",
    default=None,
    help="Code or name of the place; names of wards are looked for in it (default: that of data/place.toml).",
)
@click.option(
    "--period",
    default="",
    help="2026, 2025/26, … (default: what the file says, or the year of the reference date).",
)
@click.option("--table", "table_name", default="Own count", help="Name of the table or collection.")
@click.option("--licence", default="", help="Licence of the figures (default: not stated).")
@click.option("--published", type=_DAY, default=None, help="Day they were published (default: not stated).")
@click.option("--method", default=None, help="What was done to the figures (default: what the rule does).")
@click.option(
    "--rule",
    type=click.Choice(_RULES, case_sensitive=False),
    default="service",
    help="How people are protected (default: service).",
)
@click.option(
    "--collection",
    default="",
    help="Survey or records that were counted; all files of one are protected together (default: publisher and year).",
)
@click.option("--shows-nobody", is_flag=True, help="With --rule service: the source's own rule shows counts of 0.")
@click.option(
    "--who-sees",
    default=PUBLIC,
    show_default=True,
    help='Who may see the figures: public, "signed in", or roles separated by commas.',
)
@click.option("--from", "figures", type=click.Path(path_type=Path), default=None, help="Your CSV or XLSX of counts.")
@click.option(
    "--out-of",
    multiple=True,
    help="With --from: heading of the number that each count is out of, or a label of the column of groups; "
    '"sum of the groups" or "residents"; or of one group, "White=White pupils".',
)
@click.option(
    "--count",
    "named",
    multiple=True,
    help='With --from: heading or label of a group\'s counts, "Eligible=FSM"; several of one group are added up.',
)
@click.option(
    "--column", "uses", multiple=True, help='With --from: what a column is, "Kind=group"; one of the words below.'
)
@click.option("--only", multiple=True, help='With --from: rows to read, "Sex=Persons"; may be given several times.')
@click.option("--add-up", is_flag=True, help="With --from: add up several rows of one area.")
@click.option("--sheet", default="", help="With --from: sheet of a workbook (default: the first with areas).")
@click.option("--dry-run", is_flag=True, help="With --from: show what was understood, and write nothing.")
@click.option(
    "--checked", is_flag=True, help="With --from: names beside other codes, and numbers such as 9999, are right."
)
@click.option(
    "--whole", is_flag=True, help="With --from: the rows are all there are; areas that are not in the file have nobody."
)
@click.option("--estimate", is_flag=True, help="With --from: divide wards that were cut, by residents.")
@click.option(
    "--margin",
    type=float,
    default=None,
    help="Smallest difference that matters (default: a tenth of the baseline, or of the rest).",
)
@click.option("--margin-reason", default="", help="With --margin: why that difference matters.")
@click.option("--half-life", type=float, default=3.0, help="Years after which it is out of date (default: 3).")
@click.option("--replace", is_flag=True, help="Write over an indicator of the same topic and name.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder (default: JSNA_DATA).")
def new_indicator(
    groups: str,
    measure: str,
    characteristic: str,
    reference_date: datetime,
    margin: float | None,
    margin_reason: str,
    place_code: str | None,
    period: str,
    published: datetime | None,
    level: str | None,
    figures: Path | None,
    out_of: tuple[str, ...],
    named: tuple[str, ...],
    uses: tuple[str, ...],
    only: tuple[str, ...],
    add_up: bool,
    sheet: str,
    dry_run: bool,
    checked: bool,
    whole: bool,
    estimate: bool,
    replace: bool,
    data: Path | None,
    **answers: Any,
) -> None:
    """Ask what an indicator is and write its TOML and a table: your own counts, or a row for each figure to come.

    What a column is (--column): area, group, measure, period, count, base, value, lower, upper or "left out".
    """
    from jsna.areas import name_index  # noqa: PLC0415
    from jsna.catalogue import place  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.ingest.council.answers import Answers, indicator_of  # noqa: PLC0415
    from jsna.ingest.council.empty_table import codes_of, empty_rows  # noqa: PLC0415

    lookups = place.lookups(data or Settings.read().data)
    where = name_index.place_of(place_code, lookups) if place_code else place.read(lookups.data).area
    described = Answers(
        **{key: answer for key, answer in answers.items() if answer is not None},
        groups=tuple(groups.split(";")),
        reference_date=reference_date.date(),
        published=published.date() if published else None,
        level=Level(level or Level.WARD),
        margin=margin,
        margin_reason=margin_reason or _reason(margin),
        measure=Measure(measure),
        characteristic=Characteristic(characteristic),
    )
    if figures:
        from jsna.cli import from_file  # noqa: PLC0415

        told = from_file.Told(
            named,
            out_of,
            uses,
            only,
            period,
            sheet,
            add_up,
            Level(level) if level else None,
            checked,
            estimate,
            where,
            whole,
        )
        from_file.store(figures, described, told, lookups, replaces=replace, dry_run=dry_run)
        return
    levels_of = lookups.areas["level"]
    codes = codes_of(lookups.areas, where, described.level)
    indicator = indicator_of(
        described, levels_of.reindex(codes).to_list(), datetime.now(UTC).date(), protected=False, year=lookups.year
    )
    rows = empty_rows(indicator, lookups.areas, where, period or str(indicator.reference_date.year))
    _to_fill_in(indicator, rows, lookups.data, replace=replace)


def _reason(margin: float | None) -> str:
    return "" if margin is None else str(click.prompt("Why that difference matters, in a sentence"))


def _to_fill_in(indicator: Indicator, rows: pd.DataFrame, data: Path, *, replace: bool) -> None:
    """Write a table without counts, and print the next steps."""
    from jsna.ingest import store  # noqa: PLC0415
    from jsna.ingest.council.empty_table import notes_in_words  # noqa: PLC0415

    written = store.write(data, [store.Entry(indicator, rows)], store.own if replace else store.never, by=OWN_MACHINE)
    for path in written:
        click.echo(f"Written: {path}")
    click.echo(f"Fill in {written[1].name}. What is missing stays empty, with a note: {notes_in_words()}.")
    if indicator.disclosure.rule != "published":
        click.echo("We show what you fill in as it is. To have it protected, give your file with --from instead.")
    click.echo("Then run `jsna check`. Reload the app to see a good file.")


COMMANDS = (new_indicator,)
