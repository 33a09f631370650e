"""The paper form of "Tell us", from the words of the page: normal and large print, in each language and in Easy Read.

Why it is asked, how long it is kept and where to send it stand on the form itself. The part about harm is on it only
where the council collects reports of harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from jsna.analysis.boxes import DAY_BOXES
from jsna.model.register.report import About, Keep
from jsna.model.telling.asked import ABOUT_FIGURE, ABOUT_HARM, Ask, Question
from jsna.model.telling.language import Language
from jsna.model.telling.settings import TellUs
from jsna.outputs.easy_read import bullets, marked, paragraph, picture, ticks
from jsna.outputs.editions import Print
from jsna.outputs.paper import document, heading, lines, style_sheet

#: Lines to write on; one for every other question.
_LINES = {
    Question.FIGURE: 2,
    Question.SEES: 5,
    Question.WHAT: 9,
    Question.SHOULD_HAVE: 4,
    Question.REACH: 2,
}


def as_html(settings: TellUs, language: Language, council: str, edition: Print) -> str:
    """Return the form as one self-contained HTML document.

    Args:
        settings: what the council collects, how long it keeps it, and its address.
        language: whose words are used.
        council: the commonly used name of the council.
        edition: normal or large print.
    """
    about, paper = language.about, language.paper
    kind = f"{edition.value} easy" if about.easy else edition.value
    body = list(_form(settings, language, council))
    style = style_sheet("paper", "paper_form")
    return document(f"{paper.title}: {council}", body, style, kind, about.html_lang, about.dir)


def _form(settings: TellUs, language: Language, council: str) -> Iterator[str]:
    said, page = language.paper, language.page
    yield heading(said.title, 1)
    yield paragraph(said.lead.format(council=council), language)
    yield f'<p class="danger"><strong>{marked(language.routes.danger, language)}</strong></p>'
    if language.about.caution:
        yield paragraph(language.about.caution, language)
    if settings.harm.collecting:
        yield paragraph(said.choose, language)
    yield paragraph(page.common.names, language)
    yield from _section(said.figure, ABOUT_FIGURE, settings, language)
    yield from _why([page.figure.purpose.format(council=council)], settings.keep.of(About.FIGURE), language)
    if settings.harm.collecting:
        yield from _section(said.harm, ABOUT_HARM, settings, language, "new-page")
        yield from _why(_harm_purpose(settings, language, council), settings.keep.of(About.HARM), language)
    yield from _next(settings, language, council)


def _section(
    title: str, asked: Sequence[Question], settings: TellUs, language: Language, kind: str = "part"
) -> Iterator[str]:
    yield f'<section class="{kind}">{heading(title)}'
    for number, question in enumerate(asked, start=1):
        ask = language.page.questions[question]
        numbered = picture(ask.label, language) + heading(f"{number}. {ask.label}", 3)
        yield f'<div class="field">{numbered}{_answer(question, ask, settings, language)}</div>'
    yield "</section>"


def _answer(question: Question, ask: Ask, settings: TellUs, language: Language) -> str:
    """The place for an answer. What a hint says of the screen is not on paper."""
    common = language.page.common
    if question is Question.WANTS_ANSWER:
        return ticks([common.yes, common.no], language)
    if question is Question.SERVICE:
        names = [language.routes.services[code] for code in settings.services]
        return paragraph(language.paper.tick_one, language) + ticks(names, language)
    hint = language.paper.reach if question is Question.REACH else ask.hint
    return paragraph(hint, language) + lines(_LINES.get(question, 1))


def _harm_purpose(settings: TellUs, language: Language, council: str) -> list[str]:
    harm, why, code = settings.harm, language.page.why, language.code
    return [
        language.page.harm.not_a_complaint.format(council=council),
        f"{why.purpose}: {harm.purpose[code]}",
        f"{why.article_6}: {harm.article_6[code]}",
        f"{why.article_9}: {harm.article_9[code]}",
    ]


def _why(purpose: Sequence[str], keep: Keep, language: Language) -> Iterator[str]:
    kept = language.paper.kept.format(days=keep.days, extra=keep.extra)
    yield f'<div class="whole">{heading(language.page.why.title, 3)}{bullets([*purpose, kept], language)}</div>'


def _next(settings: TellUs, language: Language, council: str) -> Iterator[str]:
    said, why = language.paper, language.page.why
    yield f'<section class="whole">{heading(said.what_next)}'
    yield bullets(
        [
            said.read_within.format(days=settings.read_within_days),
            why.who_reads.format(council=council),
            why.published,
            said.reference.format(council=council),
            said.more_room,
        ],
        language,
    )
    yield "</section>"
    yield f'<section class="whole">{heading(said.give_back)}'
    if settings.council.post:
        address = "<br>".join(escape(line) for line in settings.council.post)
        yield f'{paragraph(said.post_to, language)}<p class="address">{address}</p></section>'
    else:
        yield f"{paragraph(said.no_address.format(council=council), language)}</section>"
    boxes = "".join(f'<span class="box">{box}</span>' for box in DAY_BOXES)
    yield f'<section class="whole office">{heading(said.office.format(council=council))}'
    yield f'{heading(said.office_received, 3)}<p class="boxes">{boxes}</p>'
    yield f"{heading(said.office_reference, 3)}{lines(1)}</section>"
