"""What the spellings of one collection mean, as somebody says it in a form: a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jsna.errors import Finding, Findings
from jsna.ingest.records.codes import Code, Spellings
from jsna.ingest.records.no_answer import NOT_UNDERSTOOD
from jsna.ingest.records.spelling import plain
from jsna.model.ages import Ages

_ACCEPTED = (
    "lines such as “Age: under16 = Aged 15 and under” or “Age: -9 = not answered”, each for a column chosen above"
)


#: What is written, by the code of the answer that it means, or of no answer.
OwnSpellings = dict[str, list[str]]


def own_spellings(
    said: str, roles: Mapping[str, str], codes: Mapping[str, Mapping[str, Code]]
) -> dict[str, OwnSpellings]:
    """Return the spellings of each role.

    Args:
        said: lines ``column: as written = answer``; the answer is a code, a label, an age band, ``not answered`` or
            ``prefer not to say``.
        roles: role by column.
        codes: the answers of each role.

    Raises:
        Findings: one for each line that names no column in use, or an answer that is not listed.
    """
    own: dict[str, OwnSpellings] = {role: {} for role in roles.values()}
    wrong = []
    for line in filter(str.strip, said.splitlines()):
        meant = next(_meanings(line, roles, codes), None)
        if meant is None:
            wrong.append(
                Finding("your answers", "the line cannot be read", _ACCEPTED, column="spellings", value=line[:80])
            )
            continue
        role, written, code = meant
        own[role].setdefault(code, []).append(written)
    if wrong:
        raise Findings(wrong)
    return own


def _meanings(
    line: str, roles: Mapping[str, str], codes: Mapping[str, Mapping[str, Code]]
) -> Iterator[tuple[str, str, str]]:
    """The role, what is written and the code that a line may mean: for every column that it begins with."""
    for column, role in roles.items():
        written, equals, answer = line.strip().removeprefix(column).lstrip().removeprefix(":").rpartition("=")
        begins = line.strip().startswith(column) and line.strip()[len(column) :].lstrip().startswith(":")
        if begins and equals and written.strip() and (code := _code(answer.strip(), codes[role])):
            yield role, written.strip(), code


def _code(answer: str, codes: Mapping[str, Code]) -> str | None:
    """The code of an answer; of an age band its own code, for the bands of a collection are not known beforehand."""
    if any(code.band for code in codes.values()) and (ages := Ages.read(plain(answer))):
        return ages.code
    code, _ = Spellings.of(codes, "your answers").judge(answer)
    return code if code != NOT_UNDERSTOOD else None
