"""The command that checks the data folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jsna.catalogue.checks import check as catalogue_check
from jsna.catalogue.releases import withdrawn
from jsna.catalogue.releases.store import Store
from jsna.model.area import Level
from jsna.settings import Settings
from jsna.words.numbers import many

if TYPE_CHECKING:
    import pandas as pd

    from jsna.catalogue.checks.check import Report

#: Columns of the printed table and their headings.
_SHOWN = {
    "quality": "quality",
    "latest": "latest",
    **{level.value: level.plural for level in Level},
    "missing": "missing",
    "lowest": "lowest",
    "highest": "highest",
    "errors": "errors",
    "warnings": "warnings",
}


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="Data folder to check (default: JSNA_DATA)."
)
@click.option("--as-released", is_flag=True, help="Every file must be as the release states it, your own too.")
def check(data: Path | None, as_released: bool) -> None:
    """Check every file of the data folder; exits with 1 where something must be mended."""
    settings = Settings.read()
    gone = {each.slug: each.of({}) for each in withdrawn.read(Store.of(settings.state).folder)}
    report = catalogue_check.check(data or settings.data, gone, as_released=as_released)
    click.echo(_table(report.quality))
    for heading, findings in (("To mend", report.fatal), ("Worth a look", report.warnings)):
        if findings:
            click.echo(f"\n{heading}:\n" + "\n".join(f"  {finding}" for finding in findings))
    click.echo(f"\n{_sentence(report)}")
    if report.fatal:
        raise click.exceptions.Exit(1)


def _table(quality: pd.DataFrame) -> str:
    shown = quality[list(_SHOWN)].rename(columns=_SHOWN).rename_axis(None)
    return shown.to_string(na_rep="", float_format=lambda number: f"{number:.4g}")


def _sentence(report: Report) -> str:
    counted = f"{len(report.quality)} indicators"
    if report.fatal:
        return f"{counted}; {many(len(report.fatal), 'finding')} to mend before the data can be used."
    return f"{counted}; nothing must be mended; {many(len(report.warnings), 'warning')}."


COMMANDS = (check,)
