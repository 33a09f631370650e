"""The words of the page "Tell us", screen by screen."""

from __future__ import annotations

from typing import Annotated

from jsna.model.strict import Strict
from jsna.model.telling.asked import Questions
from jsna.model.telling.words import OfCouncil, OfDay, OfDays, OfName, Text, holding


class Common(Strict):
    """Words on several screens."""

    title: Text
    """Of the page and of the browser's tab; says nothing of harm."""
    language: Text
    """Label of the list of languages."""
    back: Text
    next: Text
    send: Text
    change: OfName
    """Of the link that goes back to a question: "Change {name}"."""
    yes: Text
    no: Text
    not_answered: Text
    print: Text
    names: Text
    """That nobody need be named."""
    shared_phone: Text
    """What to know on a phone or computer that others use."""
    forget: Text
    """Of the button that forgets what was typed."""
    larger: Text
    """Of the choice of larger text."""


class Start(Strict):
    """The first screen."""

    lead: OfCouncil
    no_account: Text
    choose: Text
    """The question whose answers are the four ways on."""
    figure: Text
    figure_hint: Text
    help: Text
    help_hint: Text
    harm: Text
    harm_hint: Text
    follow: Text
    follow_hint: Text
    not_collecting: OfCouncil
    """Where the council does not collect reports of harm."""
    other_ways: Text
    """Heading above the council's phone and post."""
    phone: Text
    relay: Text
    email: Text
    post: Text
    hours: Text
    forms: Text
    """Heading above the forms to print."""
    normal_print: Text
    large_print: Text


class Figure(Strict):
    """About a figure."""

    title: Text
    lead: Text
    shown: Text
    """Label of what the page said of the figure."""
    purpose: OfCouncil


class Help(Strict):
    """Who can help."""

    title: Text
    lead: Text
    service: Text
    any_service: Text
    place: Text
    any_place: Text
    then: Text
    """Of the way on to the report, where the council collects them."""


class Harm(Strict):
    """Tell us what happened."""

    title: Text
    lead: Text
    not_a_complaint: OfCouncil
    """What a report is not."""


class Why(Strict):
    """Why we ask and what becomes of it; stands beside both forms."""

    title: Text
    purpose: Text
    article_6: Text
    article_9: Text
    who_reads: OfCouncil
    published: Text
    """What is published: counts by theme, never words."""
    kept: Annotated[str, holding("days", "day", "extra")]
    """For how many days, until which day, and how many days more if nobody has read it."""


class Check(Strict):
    """Check your answers."""

    title: Text
    how: Text
    """How an answer is corrected; stands before the list."""
    before_sending: OfDay
    """On which day the words are erased."""


class Sent(Strict):
    """Your reference and your words."""

    title: Text
    reference: Text
    words: Text
    keep: Text
    """Why to write them down."""
    if_lost: Text
    read_within: OfDays
    """Working days within which somebody reads it."""
    how_to_follow: Text
    erased_on: OfDay
    copy_all: Text
    copied: Text
    """Announced when it was copied."""
    shown_once: Text
    """Where the form was sent before, and its words are not shown again."""


class Follow(Strict):
    """Follow a report."""

    title: Text
    lead: Text
    reference: Text
    reference_hint: Text
    words: Text
    words_hint: Text
    show: Text
    you_wrote: Text
    received: OfDay
    done: Text
    """Heading above what was done."""
    not_read: OfDays
    """That nobody has read it, and within how many working days of its receipt somebody does."""
    read: OfDay
    passed_on: OfDay
    answered: OfDay
    withdrawn: OfDay
    ended: OfDay
    erased: OfName
    """That a moderator erased its words, and why."""
    added: OfDay
    """Above words that were added."""
    erased_on: OfDay
    latest_on: OfDay
    """The latest day on which its words are erased."""
    add: Text
    add_hint: Text
    add_send: Text
    add_done: Text


class Withdraw(Strict):
    """Take a report back."""

    title: Text
    lead: Text
    goes: Text
    """What is erased."""
    stays: Text
    """What stays."""
    confirm: Text
    cancel: Text
    done: Text
    beyond: Text
    """Heading above copies that end later."""
    copy_ends: Annotated[str, holding("name", "day")]


class Leave(Strict):
    """Exit this page, and staying safe."""

    button: Text
    how: Text
    """What the button does, and which key does the same."""
    title: Text
    """Of the part on staying safe."""
    safe: tuple[Text, ...]
    """What to know, line by line."""


class Errors(Strict):
    """What is said where something is wrong."""

    title: Text
    prefix: Text
    """Before the title of the browser's tab."""
    nothing_written: Text
    no_reference: Text
    no_words: Text
    not_found: Text
    too_often: Text
    not_saved: Text
    too_long: Annotated[str, holding("letters", "number")]
    """How many letters there are, and how many there may be."""
    unreadable: Text
    """Where a text holds a character that the register cannot keep."""
    collecting_ended: OfCouncil
    """Where collection was switched off while somebody wrote."""


class PageWords(Strict):
    """Everything that the page says, from ``page.toml`` of a language."""

    common: Common
    start: Start
    questions: Questions
    figure: Figure
    help: Help
    harm: Harm
    why: Why
    check: Check
    sent: Sent
    follow: Follow
    withdraw: Withdraw
    leave: Leave
    errors: Errors
