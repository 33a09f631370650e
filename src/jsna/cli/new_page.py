"""The command that creates a page, and its test."""

from __future__ import annotations

import contextlib
import keyword
from pathlib import Path

import click

from jsna.errors import Finding, Findings
from jsna.model.slug import require_slug, slug_of
from jsna.settings import checkout

_PAGE = '''"""{title}

Say in two sentences what a reader learns here, and what it does not show.
"""

from jsna.ui import compared, data, frame
from jsna.ui.link import filters
from jsna.ui.parts import wards_map

POSITION = 90

with frame.page(__doc__):
    view = filters.choose()
    compared.require_indicator(view)
    comparison = data.compare(view)
    compared.headline(comparison)
    wards_map.map_and_card(wards_map.Shown(comparison))
    compared.table(comparison)
    compared.download(comparison)
'''

_TEST = '''"""The page "{title}" renders, under its own heading."""

from __future__ import annotations

from tests.pages.conftest import OpenPage


def test_the_page_renders_under_its_heading(open_page: OpenPage) -> None:
    page = open_page("{path}")

    assert [problem.message for problem in page.exception] == []
    assert [title.value for title in page.title] == [{quoted}]
'''


def write(root: Path, title: str, section: str) -> tuple[Path, Path]:
    """Write ``pages/<section>/<page>.py`` and ``tests/pages/test_<page>.py``; return the two paths.

    Raises:
        Findings: no file name can be made from the title, or the page already exists; nothing was written.
    """
    heading = " ".join(title.split())
    if '"""' in heading or "\\" in heading or not heading:
        raise Findings([Finding("title", "a title that cannot stand in a docstring", "plain words", value=title[:80])])
    name = require_slug(slug_of(heading), "title").replace("-", "_")
    folder = require_slug(section, "section").replace("-", "_")
    if keyword.iskeyword(name):
        raise Findings([Finding("title", "a word of the language", "a longer title", value=title)])
    taken = [path for path in (root / "pages").glob("*/*.py") if path.stem == name]
    page, test = root / "pages" / folder / f"{name}.py", root / "tests" / "pages" / f"test_{name}.py"
    if taken or test.exists():
        where = (taken or [test])[0].relative_to(root).as_posix()
        raise Findings([Finding(where, "a page of this address stands already", "another title", value=title)])
    path = page.relative_to(root).as_posix()
    for target, text in (
        (page, _PAGE.format(title=heading)),
        (test, _TEST.format(title=heading, path=path, quoted=_quoted(heading))),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.write_text(text, encoding="utf-8")
        except OSError:
            with contextlib.suppress(OSError):
                page.unlink(missing_ok=True)
                test.unlink(missing_ok=True)
            raise
    return page, test


def _quoted(text: str) -> str:
    """The text, quoted in the house style."""
    return f'"{text}"' if '"' not in text else repr(text)


@click.command()
@click.argument("title")
@click.option("--section", default="analysts", help="Folder under pages/ (default: analysts).")
@click.option("--root", type=click.Path(path_type=Path), default=None, help="Checkout to write to (default: this one).")
def new_page(title: str, section: str, root: Path | None) -> None:
    """Write a page that runs, and its test; TITLE is its heading and, in small letters, its address."""
    for path in write(root or checkout(), title, section):
        click.echo(f"Written: {path}")
    click.echo("Reload the app. The page is in its menu.")


COMMANDS = (new_page,)
