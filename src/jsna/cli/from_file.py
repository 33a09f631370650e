"""Store the figures of a file: what was understood of it is shown first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jsna.model.area import Level
from jsna.model.register.person import OWN_MACHINE

if TYPE_CHECKING:
    from jsna.areas.lookups import Lookups
    from jsna.ingest.council.answers import Answers
    from jsna.ingest.council.columns.mapping import Use
    from jsna.ingest.council.columns.wanted import Wanted
    from jsna.ingest.council.prepare import Prepared
    from jsna.ingest.council.understood import Understood


@dataclass(frozen=True)
class Told:
    """What the command line says of a file: see the options of ``jsna new-indicator``."""

    named: tuple[str, ...] = ()
    out_of: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    period: str = ""
    sheet: str = ""
    add_up: bool = False
    level: Level | None = None
    checked: bool = False
    estimate: bool = False
    place: str = ""
    whole: bool = False


def store(path: Path, answers: Answers, told: Told, lookups: Lookups, *, replaces: bool, dry_run: bool) -> None:
    """Store the figures of a file, and print what was understood of it.

    Args:
        path: the file.
        answers: what the figures are.
        told: what its columns are, where the command line says it.
        lookups: of the data folder.
        replaces: whether an indicator of the same name may be written over.
        dry_run: whether nothing is written.

    Raises:
        Findings: the file, its columns or its rows were refused.
    """
    from jsna.ingest.council import prepare, upload  # noqa: PLC0415 - pandas
    from jsna.ingest.council.answers import indicator_of  # noqa: PLC0415
    from jsna.ingest.council.columns import propose  # noqa: PLC0415 - pandas
    from jsna.ingest.council.columns.group_names import in_file  # noqa: PLC0415
    from jsna.ingest.council.rows import row_faults  # noqa: PLC0415 - pandas
    from jsna.ingest.council.shaping import shape  # noqa: PLC0415 - pandas

    understood = row_faults.looked_at(upload.read_file(path, told.sheet), lookups, told.place).require()
    labels, own = in_file(answers.groups, understood)
    answers = replace(answers, groups=labels)
    indicator = indicator_of(answers, [], datetime.now(UTC).date(), year=lookups.year)
    wanted = _wanted(understood, {code: group.label for code, group in indicator.groups.items()}, answers, told, own)
    mapping = propose.propose(understood, wanted)
    shaped = shape.shaped(understood, mapping, wanted.groups, wanted.base)
    prepared = prepare.prepare(
        shaped,
        indicator,
        told.period,
        lookups,
        estimate=told.estimate,
        checked=told.checked,
        level=told.level,
        all_there=told.whole,
    )
    _written(prepared, lookups, replaces=replaces, dry_run=dry_run)


def _wanted(
    understood: Understood, groups: dict[str, str], answers: Answers, told: Told, own: dict[str, list[str]]
) -> Wanted:
    from jsna.ingest.council.columns.wanted import Wanted, pairs  # noqa: PLC0415

    counts = {label: list(names) for label, names in own.items()}
    for label, heading in pairs(told.named, "--count", "Eligible=FSM"):
        counts.setdefault(label, []).append(heading)
    only: dict[str, list[str]] = {}
    for heading, label in pairs(told.only, "--only", "Sex=Persons"):
        only.setdefault(heading, []).append(label)
    uses = {heading: _use(word) for heading, word in pairs(told.uses, "--column", "Kind=group")}
    out_of: dict[str, str] = {}
    for text in told.out_of:
        label, sign, heading = text.partition("=")
        out_of |= {label.strip(): heading.strip()} if sign and text not in understood.table else {"": text}
    return Wanted(groups, answers.base, answers.measure, counts, out_of, uses, only, told.period, add_up=told.add_up)


def _use(word: str) -> Use:
    from jsna.ingest.council.columns.mapping import Use  # noqa: PLC0415

    try:
        return Use(word.strip().lower())
    except ValueError as error:
        message = f"--column: {word!r} is not known; one of: {', '.join(Use)}"
        raise click.UsageError(message) from error


@click.command()
@click.argument("indicator")
@click.option("--from", "figures", type=click.Path(path_type=Path), required=True, help="The next file of its kind.")
@click.option(
    "--reference-date",
    prompt="Day the figures are about (2026-01-15)",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day they are about.",
)
@click.option("--period", default="", help="2026, 2025/26, … (default: what the file says, or the year of that day).")
@click.option("--checked", is_flag=True, help="Names beside other codes, and numbers such as 9999, are right.")
@click.option("--estimate", is_flag=True, help="Divide wards that were cut, by residents.")
@click.option("--dry-run", is_flag=True, help="Show what was understood, and write nothing.")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder (default: JSNA_DATA).")
def add_period(
    indicator: str,
    figures: Path,
    reference_date: datetime,
    period: str,
    checked: bool,
    estimate: bool,
    dry_run: bool,
    data: Path | None,
) -> None:
    """Add the next file of an indicator: its columns are what those of the last one were, and earlier periods stay."""
    from jsna.catalogue import place  # noqa: PLC0415
    from jsna.ingest.council import prepare, upload  # noqa: PLC0415
    from jsna.ingest.council.columns import again  # noqa: PLC0415
    from jsna.ingest.council.rows import row_faults  # noqa: PLC0415
    from jsna.settings import Settings  # noqa: PLC0415

    lookups = place.lookups(data or Settings.read().data)
    path, mapping = again.mapping_of(lookups.data, indicator)
    where = place.read(lookups.data).area
    understood = row_faults.looked_at(upload.read_file(figures, mapping.sheet), lookups, where).require()
    day, today = reference_date.date(), datetime.now(UTC).date()
    file, described = again.next_file(understood, path, mapping, day, today, period)
    prepared = prepare.prepare(file, described, period, lookups, estimate=estimate, checked=checked, level=None)
    _written(prepared, lookups, replaces=True, dry_run=dry_run)


def _written(prepared: Prepared, lookups: Lookups, *, replaces: bool, dry_run: bool) -> None:
    from jsna.areas.lookups import read_areas  # noqa: PLC0415
    from jsna.ingest import store as stored  # noqa: PLC0415
    from jsna.ingest.council.shaping.examples import examples  # noqa: PLC0415

    for said in (*prepared.report, *map(str, prepared.findings)):
        click.echo(said)
    for sentence in examples(prepared.entry, read_areas(lookups.data)):
        click.echo(sentence)
    click.echo(f"Withheld to protect people: {prepared.withheld:,} of {len(prepared.entry.observations):,} figures.")
    if dry_run:
        click.echo("Nothing was written.")
        return
    may = stored.own if replaces else stored.never
    for path in stored.write(lookups.data, [prepared.entry], may, by=OWN_MACHINE):
        click.echo(f"Written: {path}")
    click.echo("Reload the app to see it. `jsna check` says how complete it is.")


COMMANDS = (add_period,)
