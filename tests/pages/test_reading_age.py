"""Every page is easy to read: the median reading age of its sentences is at most 11, with a made-up register."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from jsna.catalogue.read import Catalogue
from jsna.register.opening import open_register
from jsna.register.sample import load_sample
from jsna.settings import LOCAL_VARIABLE, STATE_VARIABLE, UPLOADS_VARIABLE, Settings, checkout
from jsna.ui.navigation import page_files
from tests.pages.conftest import OpenPage
from tests.reading_age import age, median_age, sentences
from tests.register.making import OFFICER

HIGHEST = 11
PAGES = [str(page.path.relative_to(checkout())) for page in page_files(checkout() / "pages")]


@pytest.fixture(scope="module", autouse=True)
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One made-up register for every page, on one's own machine."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(STATE_VARIABLE, str(tmp_path_factory.mktemp("made-up")))
        patched.setenv(LOCAL_VARIABLE, "yes")
        patched.setenv(UPLOADS_VARIABLE, "yes")
        load_sample(open_register(Settings.read()), OFFICER)
        yield


@pytest.fixture(scope="module")
def names(catalogue: Catalogue) -> set[str]:
    """What nobody here can put more plainly: the names of indicators, groups, bases and sources."""
    indicators = catalogue.indicators.values()
    groups = {group.label for each in indicators for group in each.groups.values()}
    sources = {said for each in indicators for said in (each.source.table, each.source.publisher)}
    return groups | sources | {said for each in indicators for said in (each.title, each.base)}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_easy_to_read(path: str, open_page: OpenPage, names: set[str]) -> None:
    found = sentences(open_page(path), names)

    hardest = "\n".join(f"{age(each):.1f} {each}" for each in sorted(found, key=age, reverse=True)[:15])
    assert found
    assert median_age(found) <= HIGHEST, hardest


def _hard() -> None:
    import streamlit as st  # noqa: PLC0415 - the app of this test

    st.markdown(
        "Notwithstanding considerable methodological heterogeneity, standardised prevalence differentials demonstrate "
        "substantial geographical concentration of multidimensional deprivation."
    )
    st.html("<p>Contemporaneous administrative reconfiguration necessitates retrospective harmonisation.</p>")
    st.caption("We ask people. They say what they need.")


def test_a_page_that_is_too_hard_is_found() -> None:
    page = AppTest.from_function(_hard).run()

    assert median_age(sentences(page, ())) > HIGHEST


def test_names_and_short_labels_are_left_out() -> None:
    said = "In Mablethorpe 2,837 people have internationally harmonised questionnaires here."
    page = AppTest.from_string(f"import streamlit as st\nst.markdown({said!r})\nst.markdown('Number and share')").run()

    assert sentences(page, ["internationally harmonised questionnaires"]) == []
