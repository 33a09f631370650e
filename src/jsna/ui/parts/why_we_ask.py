"""The parts of the page on why we ask: the promise, every question, its purpose card, and the forms."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from jsna.catalogue.questions import read_questions
from jsna.model.question import Question
from jsna.outputs.editions import Edition
from jsna.outputs.forms import as_html, as_text
from jsna.ui import data
from jsna.ui.link import page_state
from jsna.ui.reading import reading_table, sentence
from jsna.words import why_we_ask
from jsna.words.plain import escaped

_ALL = "all"


def promise(questions: tuple[Question, ...]) -> None:
    """Draw what everyone who is asked reads first, and how far the cards have been confirmed."""
    sentence(" ".join(why_we_ask.BEFORE[1:]))
    st.markdown(escaped(why_we_ask.confirmed_sentence(questions)))


def questions() -> tuple[Question, ...]:
    """Return the agreed questions, in the order of a form."""
    return read_questions(data.catalogue().data)


def overview(asked: tuple[Question, ...]) -> None:
    """Draw every question with its reason and the status of its wording, as one table."""
    st.header("Every question at a glance", anchor=False)
    rows = [
        {
            "Question": question.title,
            "Why we ask": question.purpose.plain,
            "The wording's standard": why_we_ask.status(question.standard).capitalize(),
            "What it changed last time": question.purpose.changed or why_we_ask.NOTHING_RECORDED,
        }
        for question in asked
    ]
    reading_table(pd.DataFrame(rows), "Every equality question, why it is asked and whose wording it is")


def cards(asked: tuple[Question, ...]) -> None:
    """Draw the purpose card of the picked question, or all cards; a link can name the question."""
    st.header("The purpose cards", anchor=False)
    options = {**{question.slug: question.title for question in asked}, _ALL: "All questions, one below the other"}
    picked = page_state.pick("Show the card of", options, "question")
    for question in asked:
        if picked in (_ALL, question.slug):
            _card(question)


def _card(question: Question) -> None:
    """Draw one card: real headings and a list of terms, with all data escaped as text."""
    several = len(question.parts) > 1
    lines = {}
    for number, part in enumerate(question.parts, start=1):
        which = f", part {number}" if several else ""
        lines[f"What we ask{which}"] = part.text
        lines[f"In easier words{which}"] = part.plain
        lines[f"Answers{which}"] = why_we_ask.answers(part)
    terms = "".join(_term(heading, said) for heading, said in {**lines, **why_we_ask.card(question)}.items())
    st.html(f"<section><h3>{html.escape(question.title)}</h3><dl>{terms}</dl></section>")


def _term(heading: str, said: str) -> str:
    """Return one line of a card: side by side if there is room, otherwise one below the other."""
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:0 1.5rem;border-bottom:1px solid #b1b4b6;padding:0.4rem 0">'
        f'<dt style="flex:0 0 15rem;font-weight:600">{html.escape(heading)}</dt>'
        f'<dd style="flex:1 1 18rem;margin:0;max-width:48rem">{html.escape(said)}</dd></div>'
    )


def forms(asked: tuple[Question, ...]) -> None:
    """Draw the choice of a form, its downloads, and its text."""
    st.header("Forms and a script, ready to print", anchor=False)
    st.markdown(
        "Made from the same files as the cards, so that what people are told is what the cards say. Each opens "
        "without a network, holds no script and has no box for a name. Large print is 18 points."
    )
    edition = Edition(page_state.switch("Which one", {each.value: each.heading for each in Edition}, "form"))
    council = data.catalogue().place.bodies.council
    left, right = st.columns(2)
    left.download_button(
        "Download to print (HTML)",
        lambda: as_html(asked, edition, council),
        file_name=f"about-you-{edition.value}.html",
        mime="text/html",
        on_click="ignore",
    )
    right.download_button(
        "Download as plain text",
        lambda: as_text(asked, edition, council),
        file_name=f"about-you-{edition.value}.txt",
        mime="text/plain",
        on_click="ignore",
    )
    with st.expander("Read it here"):
        st.code(as_text(asked, edition, council), language=None, wrap_lines=True)
