"""The plan on paper: two pages as Chromium prints it, whatever the register holds and however long the script is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jsna.analysis.plan import plan
from jsna.catalogue.asking import read_asking
from jsna.catalogue.read import open_catalogue
from jsna.model.register.conversation import Heard
from jsna.model.register.need import Explanation, Rival
from jsna.outputs import plan_paper
from jsna.register.register import Register
from tests.browser.harness import ROOT
from tests.register.making import OFFICER, a_conversation, a_need, a_provision, a_register, a_response

LONG = "The last bus leaves before appointments end, and people depend on neighbours with a car. " * 9
QUESTIONS = 12


def stuff(register: Register) -> None:
    """Record more of everything, and longer words, than two pages hold."""
    other = Explanation(kind=Rival.OTHER, words=LONG)
    for _ in range(9):
        register.save(
            OFFICER,
            a_conversation(heard=(Heard(words=LONG, theme="x" * 400),) * 3),
            a_response(heard=LONG, because=LONG, topic="identity"),
            a_provision(name=LONG[:90], offers=LONG, address=LONG, times=LONG),
            a_need(explanations=(other, other)),
        )


@pytest.mark.parametrize("stuffed", [False, True])
def test_a_plan_with_many_groups_is_two_pages(browser: Browser, tmp_path: Path, stuffed: bool) -> None:
    catalogue = open_catalogue(ROOT / "data")
    asking = read_asking(catalogue.data)
    with a_register(tmp_path) as register:
        if stuffed:
            stuff(register)
            asking = asking.model_copy(update={"questions": (asking.questions * QUESTIONS)[:QUESTIONS]})
        made = plan(catalogue, register, OFFICER, "E10000019", "identity")
    assert len(made.concerns) == 6
    html = plan_paper.as_html(made, asking, "Lincolnshire", "identity", "Lincolnshire County Council", "1 March 2027")
    assert ("more are on the screen" in html) is stuffed
    assert ("Ask people where they go" in html) is not stuffed
    page = browser.new_page()
    page.set_content(html)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))) == 2
    page.close()
