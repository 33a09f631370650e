"""Words of the field: what is wrong with the glossary is said, and every word that a page explains is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jsna.catalogue.checks.check import check
from jsna.catalogue.glossary import FILE, glossary
from jsna.catalogue.read import Catalogue
from jsna.words.terms import row_html
from tests.unit.catalogue_files import folder

TERM = '[[term]]\nslug = "ward"\nword = "ward"\nmeans = "A part of a district."\n'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (TERM + TERM, "2 terms have this slug"),
        (TERM.replace("ward", "A Ward", 1), "slug"),
        (TERM.replace("means", "meaning"), "meaning"),
        (TERM.replace("A part of a district.", ""), "means"),
    ],
)
def test_what_is_wrong_with_the_glossary_is_said(tmp_path: Path, toml: str, says: str) -> None:
    root = folder(tmp_path)
    (root / FILE).write_text(toml, encoding="utf-8")

    assert any(says in str(each) for each in check(root).fatal if FILE in str(each))


def test_every_word_that_a_page_explains_is_in_the_glossary(catalogue: Catalogue, checkout: Path) -> None:
    sources = [path.read_text() for folder in ("pages", "src/jsna/ui") for path in (checkout / folder).rglob("*.py")]
    calls = [call for source in sources for call in re.findall(r"terms\.(?:explained|meaning)\(([^)]*)\)", source)]
    asked = {slug for call in calls for slug in re.findall(r'"([^"]+)"', call)}

    assert asked
    assert asked <= set(glossary(catalogue))


def test_a_word_of_the_glossary_is_never_markup(catalogue: Catalogue) -> None:
    hostile = glossary(catalogue)["ward"].model_copy(
        update={"word": "<b>", "means": "<script>alert(1)</script> & more"}
    )

    drawn = row_html([hostile])

    assert "<b>" not in drawn
    assert "<script>" not in drawn
    assert row_html([]) == ""
