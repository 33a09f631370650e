"""Reasons for what is not known: said once, and true."""

from __future__ import annotations

from jsna.words.gaps import reasons


def test_what_reasons_share_is_said_once() -> None:
    said = reasons(
        [
            "No table on births; services may add counts.",
            "No table on births; births are registered.",
            "No table on births; births are registered.",
            "Nobody asked.",
        ]
    )
    assert said == "No table on births; services may add counts; births are registered. Nobody asked."


def test_no_reason_is_no_text() -> None:
    assert reasons([""]) == ""
