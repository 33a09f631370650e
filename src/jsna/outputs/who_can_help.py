"""Who can help, as markup for the page and as a list to print: headings in order, and every number as text.

On the page numbers and addresses are links, and it says where each contact is from; on paper not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from jsna.model.telling.found import Found, WhoCanHelp
from jsna.model.telling.language import Language
from jsna.model.telling.route import How, Route, Way
from jsna.outputs.easy_read import marked, paragraph
from jsna.outputs.editions import Print
from jsna.outputs.paper import document, heading, style_sheet
from jsna.words import routes as words

#: What a link to each kind of contact begins with.
_SCHEMES = {How.PHONE: "tel:", How.RELAY: "tel:", How.TEXT: "sms:", How.EMAIL: "mailto:"}


@dataclass(frozen=True)
class Manner:
    """How the list is written.

    Attributes:
        language: whose words are used.
        council: the commonly used name of the council.
        names: of areas by code.
        level: of the headings of groups; those of contacts are one below.
        linked: whether numbers and addresses are links, and where a contact is from is said too.
    """

    language: Language
    council: str
    names: Mapping[str, str]
    level: int = 2
    linked: bool = True


def as_html(found: WhoCanHelp, manner: Manner, title: str, today: date, edition: Print) -> str:
    """Return the list as one self-contained HTML document to print.

    Args:
        found: who can help.
        manner: how it is written; nothing on paper is a link.
        title: what the list is for, such as a kind of service and a place.
        today: the day of printing.
        edition: normal or large print.
    """
    about = manner.language.about
    on_paper = Manner(manner.language, manner.council, manner.names, linked=False)
    body = [heading(manner.language.routes.title, 1), f"<p>{escape(title)}</p>", *markup(found, on_paper)]
    caution = paragraph(about.caution, manner.language) if about.caution else ""
    printed = paragraph(manner.language.routes.printed.format(day=about.spoken(today)), manner.language)
    kind = f"{edition.value} easy" if about.easy else edition.value
    shown = f"{manner.language.routes.title}: {title}"
    style = style_sheet("paper", "paper_form")
    return document(shown, [*body, printed, caution], style, kind, about.html_lang, about.dir)


def markup(found: WhoCanHelp, manner: Manner) -> Iterator[str]:
    """Yield the list as HTML: danger to life first, then each group with its heading.

    Args:
        found: who can help.
        manner: how it is written.
    """
    yield from danger(found, manner)
    yield from groups(found, manner)


def danger(found: WhoCanHelp, manner: Manner) -> Iterator[str]:
    """Yield as HTML what to do where there is danger to life; it stands before everything else.

    Args:
        found: who can help.
        manner: how it is written.
    """
    said = manner.language.routes
    yield f'<section class="danger">{heading(said.first, manner.level)}'
    yield f"<p><strong>{marked(said.danger, manner.language)}</strong></p>"
    if manner.linked:
        # On a phone the numbers are in sight together; what else is said of them is one step away.
        yield f'<ul class="numbers" role="list">{"".join(_number(each.route, manner) for each in found.first)}</ul>'
        yield f"<details><summary>{escape(said.more)}</summary>"
    yield from _contacts(found.first, found, manner)
    yield f"{'</details>' if manner.linked else ''}</section>"


def groups(found: WhoCanHelp, manner: Manner) -> Iterator[str]:
    """Yield everybody else as HTML: each group with its heading.

    Args:
        found: who can help.
        manner: how it is written.
    """
    said = manner.language.routes
    yield paragraph(said.lead.format(council=manner.council), manner.language)
    if not found.groups:
        yield paragraph(said.nothing, manner.language)
    for purpose, contacts in found.groups.items():
        group = said.groups[purpose]
        yield f'<section class="group">{heading(group.title, manner.level)}{paragraph(group.lead, manner.language)}'
        yield from _contacts(contacts, found, manner)
        yield "</section>"


def _number(route: Route, manner: Manner) -> str:
    """The number to call, large, with whose it is."""
    if not route.phone:
        return ""
    name = manner.language.routes.of(route).name
    whose = "" if name == route.phone else f" <span{_lang(route, manner)}>{escape(name)}</span>"
    return f"<li>{_linked(f'tel:{_digits(route.phone)}', route.phone, manner, is_number=True)}{whose}</li>"


def _contacts(contacts: Sequence[Found], found: WhoCanHelp, manner: Manner) -> Iterator[str]:
    # Safari reads a list without bullets as a list only where it says so itself.
    yield '<ul class="contacts" role="list">'
    for each in contacts:
        yield "<li>"
        yield from _contact(each, found.check_every_months, manner)
        yield "</li>"
    yield "</ul>"


def _contact(found: Found, months: int, manner: Manner) -> Iterator[str]:
    route = manner.language.routes.of(found.route)
    lang = _lang(route, manner)
    yield f"<h{manner.level + 1}{lang}>{escape(route.name)}</h{manner.level + 1}>"
    yield "".join(f"<p{lang}>{marked(said, manner.language)}</p>" for said in (route.does, route.does_not) if said)
    yield f"<dl>{''.join(_terms(route, manner, lang))}</dl>"
    state = words.checked(found, manner.language, manner.council, months)
    whom = words.for_whom(route, manner.language, manner.names)
    source = _source(route, manner) if manner.linked else ""
    yield f'<p class="checked"><strong>{escape(state)}</strong> {escape(whom)}.{source}</p>'


def _lang(route: Route, manner: Manner) -> str:
    """That what is said of a contact is in English, where the page is not and has no words of its own for it."""
    is_own = route.id in manner.language.routes.routes or manner.language.about.html_lang.startswith("en")
    return "" if is_own else ' lang="en-GB"'


def _terms(route: Route, manner: Manner, lang: str) -> Iterator[str]:
    said = manner.language.routes
    if route.phone:
        yield _term(said.phone, _linked(f"tel:{_digits(route.phone)}", route.phone, manner, is_number=True))
    if route.hours:
        yield _term(said.hours, f"<span{lang}>{marked(route.hours, manner.language)}</span>")
    for way in route.ways:
        note = f" (<span{lang}>{escape(way.note)}</span>)" if way.note else ""
        yield _term(said.ways[way.how], _way(way, manner) + note)
    if route.post:
        yield _term(said.post, "<br>".join(escape(line) for line in route.post))
    if route.web:
        yield _term(said.web, _linked(route.web, _short(route.web), manner))


def _way(way: Way, manner: Manner) -> str:
    if way.phone:
        return _linked(f"{_SCHEMES[way.how]}{_digits(way.phone)}", way.phone, manner, is_number=True)
    if way.email:
        return _linked(f"mailto:{way.email}", way.email, manner)
    return _linked(way.contact, _short(way.contact), manner)


def _linked(address: str, shown: str, manner: Manner, *, is_number: bool = False) -> str:
    """A contact as a link. Of a number, its digits are read out one by one after it."""
    if not manner.linked:
        return escape(shown)
    read = f' aria-label="{escape(f"{shown}: {words.read_out(shown)}")}"' if is_number else ""
    return f'<a href="{escape(address)}" rel="noreferrer"{read}>{escape(shown)}</a>'


def _source(route: Route, manner: Manner) -> str:
    """Where a contact is from: a link, whose name says of whom, or words."""
    said = manner.language.routes.source
    if not route.source.startswith(("https://", "http://")):
        return f" {escape(said)}: {escape(route.source)}"
    name = escape(f"{said}: {route.name}")
    return f' <a href="{escape(route.source)}" rel="noreferrer" aria-label="{name}">{escape(said)}</a>'


def _term(name: str, marked: str) -> str:
    return f"<dt>{escape(name)}</dt><dd>{marked}</dd>"


def _digits(number: str) -> str:
    return number.replace(" ", "")


def _short(address: str) -> str:
    return address.split("://", 1)[1].rstrip("/")
