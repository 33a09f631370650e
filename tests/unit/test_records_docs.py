"""The walk in docs/records.md works as it is printed, and what it says of the engines is so."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from jsna.ingest.records import collection
from jsna.ingest.records.duck import locked

PAGE = "docs/records.md"


def block(checkout: Path, language: str) -> str:
    """Return the first code block of a language on the page, as it would be copied."""
    found = re.search(rf"```{language}\n(.*?)```", (checkout / PAGE).read_text("utf-8"), re.DOTALL)
    assert found is not None
    return textwrap.dedent(found[1])


def test_the_records_and_the_mapping_of_the_page_are_taken(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "replies.csv").write_text(block(checkout, "csv"), "utf-8")
    (tmp_path / "library.toml").write_text(block(checkout, "toml"), "utf-8")
    done = collection.collect(str(tmp_path / "replies.csv"), tmp_path / "library.toml", checkout / "data")
    assert (done.report.records, [entry.indicator.slug for entry in done.entries]) == (
        2,
        [
            "library-voices",
            "library-voices-by-sex",
            "library-voices-replies-by-sex",
            "library-voices-by-race",
            "library-voices-replies-by-race",
        ],
    )
    assert str(done.report).startswith("2 records read. Too few replies to report.")


def test_nothing_is_spilled_to_the_disk() -> None:
    with locked() as connection:
        setting = connection.execute("SELECT current_setting('temp_directory')").fetchall()
    assert setting == [("",)]
