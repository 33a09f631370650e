"""The command that records which decision used which dataset."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from jsna.errors import Finding, Findings
from jsna.settings import Settings


@click.command("log-use")
@click.option("--decision", prompt="What was decided, in one sentence", help="What was decided, in one sentence.")
@click.option("--body", prompt="Who decided", help="Who decided: a board, a committee, a service.")
@click.option(
    "--dataset",
    "datasets",
    multiple=True,
    help="Name of a dataset it rests on, such as disabled-people; give it again for each.",
)
@click.option("--changed", prompt="What is different because of it", help="What is different because of it.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Day of the decision (default: today)."
)
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder (default: JSNA_DATA).")
def log_use(
    decision: str, body: str, datasets: tuple[str, ...], changed: str, day: datetime | None, data: Path | None
) -> None:
    """Add a decision to the use log: what was decided, by whom, on which datasets, and what changed."""
    from jsna.catalogue import documents, uses  # noqa: PLC0415 - pandas is loaded by the command that needs it
    from jsna.model.use import Use  # noqa: PLC0415

    today = datetime.now(UTC).date()
    decided = day.date() if day else today
    if decided > today:
        raise Findings([Finding(uses.FILE, "a day to come", "today or before", column="date", value=str(decided))])
    named = datasets or tuple(click.prompt("Datasets it rests on, with spaces between").split())
    given = {"date": decided, "decision": decision, "body": body, "datasets": named, "changed": changed}
    use = documents.typed(Use, Path(uses.FILE), given)
    click.echo(f"Recorded in {uses.log(data or Settings.read().data, use)}.")


COMMANDS = (log_use,)
