"""Everything of "Tell us" that a council edits: what breaks it is found by the check and named, and is not offered."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from jsna.catalogue.checks import telling
from jsna.catalogue.telling import offered, read_language, read_routes
from jsna.errors import Finding, Findings
from jsna.model.telling.pictures import sentences
from jsna.model.telling.route import months_after
from tests.unit.test_forms import grade

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 29)
AREAS = pd.DataFrame({"code": ["E10000019", "E05009888"], "vintage": [2023, 2022]}).set_index("code")

SETTINGS, ROUTES = "tell_us.toml", "routes.toml"
PAGE, EASY, LANGUAGE = "tell_us/en/page.toml", "tell_us/en-easy/routes.toml", "tell_us/en/language.toml"
PICTURES, DRAWING = "tell_us/en-easy/pictures.toml", "tell_us/en-easy/pictures/doctor.svg"
#: What a council writes to collect reports of harm.
COLLECTING = """collecting = true
purpose.en = "To find out where services harm people."
article_6.en = "Public task."
article_9.en = "Health or social care."
"""
POST = '[council]\npost = ["1 High Street"]'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "listen", tmp_path / "listen")
    return tmp_path


def change(data: Path, file: str, before: str, after: str) -> None:
    path = data / "listen" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def problems(data: Path) -> list[Finding]:
    """What the check finds, but for contacts that the council is to make sure of."""
    return [each for each in telling.findings(data, AREAS, TODAY) if " contacts were " not in each.problem]


def found(data: Path) -> list[str]:
    return [str(each) for each in problems(data)]


def test_the_committed_files_are_in_order(data: Path) -> None:
    assert found(data) == []
    assert [language.code for language in offered(data)] == ["en", "en-easy"]


def test_contacts_that_nobody_checked_and_those_whose_check_is_old_are_named(data: Path) -> None:
    check = 'checked_by = "A"\nchecked_on = '
    change(data, ROUTES, 'phone = "101"', f'phone = "101"\n{check}2026-11-01')
    change(data, ROUTES, 'phone = "0800 1111"', f'phone = "0800 1111"\n{check}2026-05-01')
    never, old = telling.findings(data, AREAS, TODAY)
    contacts = [route.id for route in read_routes(data).routes]
    assert never.problem == f"{len(contacts) - 2} of {len(contacts)} contacts were checked by nobody"
    assert str(never.value).split(", ") == [each for each in contacts if each not in ("police-101", "childline")]
    assert (old.value, "more than 6 months ago" in old.problem) == ("childline", True)


def test_a_first_language_without_a_name_for_a_service_is_said_and_not_offered(data: Path) -> None:
    for language in ("en", "en-easy"):
        path = data / f"listen/tell_us/{language}/routes.toml"
        path.write_text(re.sub(r"^gp = .*\n", "", path.read_text(), flags=re.MULTILINE))
    with pytest.raises(Findings, match="kinds of service have no name: gp"):
        offered(data)


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        (SETTINGS, "collecting = false", "collecting = true", "harm is collected without purpose, article_6"),
        (SETTINGS, "collecting = false\n", COLLECTING, "a paper form cannot be sent back"),
        (SETTINGS, "days = 365", "days = 0", "column keep.figure.days"),
        (SETTINGS, '"gp",', '"gp", "gp",', "'gp' is there twice"),
        (SETTINGS, '"gp",', '"gp", "vet",', "a kind of service has no name ('vet')"),
        (SETTINGS, '"gp",', "", "unknown kind of service ('gp')"),
        (SETTINGS, "https://www.bbc", "javascript://www.bbc", "exit_to"),
        (ROUTES, 'phone = "01522 782155"', 'phone = "01522-782155"', "not a phone number"),
        (ROUTES, 'phone = "01522 782155"', 'phone = "1522 782155"', "not a phone number"),
        (ROUTES, 'email = "lpft.pals@nhs.net"', 'email = "lpft.pals at nhs.net"', "not an e-mail address"),
        (ROUTES, 'how = "relay", phone', 'how = "bsl", phone', "bsl has phone"),
        (ROUTES, 'services = ["mental-health"]', 'services = ["mind"]', "unknown kind of service ('mind')"),
        (ROUTES, '"E10000019"', '"E10000099"', "unknown area ('E10000099')"),
        (ROUTES, 'vintage = "2023"', 'vintage = "2022"', "E10000019 is not of that year ('2022')"),
        (ROUTES, 'id = "childline"', 'id = "samaritans"', "'samaritans' is there twice"),
        (ROUTES, 'id = "childline"', 'id = "kidline"', "unknown contact ('childline')"),
        (ROUTES, 'phone = "101"', 'phone = "101"\nchecked_on = 2026-11-30\nchecked_by = "A"', "a day to come"),
        (ROUTES, 'phone = "101"', 'phone = "101"\nchecked_on = 2026-11-01', "a check has a day and a person"),
        (ROUTES, 'phone = "101"', 'phone = "101"\nends_on = 2026-11-28', "it has ended and is not shown"),
        (ROUTES, 'phone = "101"\n', "", "nobody can be reached by this"),
        (ROUTES, "check_every_months = 6", "check_every_months = 0", "check_every_months"),
        (PAGE, 'change = "Change {name}"', 'change = "Change"', "the words lack {name}"),
        (PAGE, 'change = "Change {name}"', 'change = "Change {thing}"', "nothing is filled in for {thing}"),
        (PAGE, 'change = "Change {name}"', 'change = "Change {name.__class__}"', "holds more than a name"),
        (PAGE, 'send = "Send"', 'send = "Send {"', "a brace stands alone"),
        (PAGE, 'send = "Send"\n', "", "tell_us/en/page.toml, column common.send: the key is missing"),
        (PAGE, 'send = "Send"', 'send = "Send"\nsent = "Sent"', "common.sent: unknown key ('Sent'). Accepted: send"),
        (EASY, "does_not = ", "doesnt = ", "unknown key ('They do not take complaints.'). Accepted: does_not"),
        (EASY, 'gp = "Doctor, dentist or chemist"\n', "", "a kind of service has no name ('gp')"),
        (EASY, 'gp = "Doctor, dentist or chemist"\n', "", "routes.services.gp: there are no words with this key"),
        (PICTURES, "[page.start]", "[page.start", "this is not TOML"),
        (PICTURES, 'gp = "doctor"', 'gp = "dentist"', "routes.services.gp: there is no such picture ('dentist')"),
        (PICTURES, 'gp = "doctor"', 'gp = ["doctor", "yes"]', "2 pictures for 1 sentences"),
        (DRAWING, "</title>", "</title><script>alert(1)</script>", "this is not a drawing of lines ('script')"),
        (DRAWING, "</svg>", "", "this is not a drawing of lines"),
        (LANGUAGE, 'dir = "ltr"', 'dir = "up"', "unknown word ('up')"),
        (LANGUAGE, '"January", ', "", "months"),
        (LANGUAGE, 'dir = "ltr"', 'dir = "ltr"\nchecked_on = 2027-01-01\nchecked_by = "A"', "a day to come"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(data: Path, file: str, before: str, after: str, said: str) -> None:
    change(data, file, before, after)
    assert any(said in each for each in found(data)), found(data)


def test_the_row_is_that_of_the_contact(data: Path) -> None:
    change(data, ROUTES, 'phone = "0800 1111"', 'phone = "0800"')
    row = (data / "listen" / ROUTES).read_text().splitlines().index('phone = "0800"') + 1
    assert [each.row for each in problems(data)] == [row]


def test_somebody_is_always_named_for_danger_to_life(data: Path) -> None:
    path = data / "listen" / ROUTES
    path.write_text(path.read_text().replace("first = true\n", ""))
    with pytest.raises(Findings, match="nobody is named for danger to life"):
        read_routes(data)


def test_a_contact_that_easy_read_says_nothing_of_is_a_warning_and_shown_in_english(data: Path) -> None:
    change(data, EASY, "[routes.ofsted]", "[routes.police-101.unused]")
    change(data, EASY, "[routes.police-101.unused]", "[routes.childminders]")
    change(data, PICTURES, "[routes.routes.ofsted]", "[routes.routes.childminders]")
    (unknown, warning) = problems(data)
    assert (unknown.fatal, unknown.value) == (True, "childminders")
    assert (warning.fatal, warning.column) == (False, "routes.ofsted")
    (ofsted,) = [route for route in read_routes(data).routes if route.id == "ofsted"]
    assert offered(data)[1].routes.of(ofsted) == ofsted


@pytest.mark.parametrize("file", ["page", "paper", "routes", "language"])
def test_a_language_that_is_not_complete_is_not_offered(data: Path, file: str) -> None:
    path = data / "listen" / "tell_us" / "en-easy" / f"{file}.toml"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[4:]))
    assert [language.code for language in offered(data)] == ["en"]
    assert any(f"en-easy/{file}.toml" in each for each in found(data))


def test_a_language_that_does_not_say_why_harm_is_collected_is_not_offered(data: Path) -> None:
    change(data, SETTINGS, "collecting = false\n", COLLECTING)
    change(data, SETTINGS, "[council]", POST)
    assert [language.code for language in offered(data)] == ["en"]
    assert [each for each in found(data) if "not written in this language ('en-easy')" in each] == found(data)


def test_without_the_first_language_nothing_is_offered(data: Path) -> None:
    shutil.rmtree(data / "listen" / "tell_us" / "en")
    with pytest.raises(Findings):
        offered(data)
    assert "the first language is missing" in " ".join(found(data))


def test_a_check_is_good_for_whole_months() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)


def test_easy_read_is_easy() -> None:
    said = [text for file in (DATA / "listen/tell_us/en-easy").glob("*.toml") for text in texts(file)]
    sentences = [sentence for text in said for sentence in re.split(r"(?<=[.?!:])\s", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 15] == []
    assert grade([text for text in said if text.endswith((".", "?"))]) < 3


def test_every_sentence_of_easy_read_has_its_picture_filled_in_or_not(data: Path) -> None:
    easy = read_language(data, "en-easy")
    said = [text for file in (data / "listen/tell_us/en-easy").glob("*.toml") for text in texts(file)]
    titles = (easy.page.start.choose, *sentences(easy.page.sent.title))
    lines = [each for text in said for each in sentences(text) if each.endswith((".", "?")) and each not in titles]
    assert len(lines) > 200
    assert [each for each in lines if easy.pictures.of(each) is None] == []
    assert easy.pictures.of("Testshire has not checked this yet.") == easy.pictures.of(easy.routes.never)
    assert easy.pictures.of("What somebody typed") is None


def test_words_whose_picture_is_wrong_are_shown_without_it(data: Path) -> None:
    change(data, PICTURES, 'lead = ["talk", "lock"]', 'lead = ["talk"]')
    change(data, DRAWING, "</svg>", "")
    easy = read_language(data, "en-easy")
    assert easy.pictures.of("What you write is private.") is None
    assert easy.pictures.of(easy.routes.services["gp"]) is None
    assert [language.code for language in offered(data)] == ["en", "en-easy"]
    assert [each.fatal for each in problems(data)] == [False, False]


def texts(file: Path) -> Iterator[str]:
    waiting: list[object] = [tomllib.loads(file.read_text())]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case dict(table):
                waiting += table.values()
            case list(items):
                waiting += items
