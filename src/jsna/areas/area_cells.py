"""What a cell beside a row's numbers says of its area: a code among other words, a total, nowhere, another country."""

from __future__ import annotations

import re

import pandas as pd

CODE = re.compile(r"[A-Z]\d{8}")
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")
_CODE_LENGTH = 9
_CODE_WITHIN = r"(?<![A-Za-z\d])([A-Za-z]\d{8})(?![A-Za-z\d])"
#: Codes that stand for "not known" and "does not apply" in official files.
_PSEUDO = re.compile(r"[EXZ]9{8}|Z{1,2}99 ?3?[A-Z\d]*|[LM]9{8}")
_ABROAD_CODE = re.compile(r"[WSN]\d{8}|K0[1-9]\d{6}")
_ABROAD_NAME = re.compile(
    r"(the )?(wales|scotland|northern ireland|uk|united kingdom|great britain|gb|isle of man|channel islands|jersey"
    r"|guernsey|england (and|&) wales|england,? wales,? (and|&) scotland|wales total|scotland total)"
)
_ALL = r"(the )?(wards?|areas?|districts?|rows?|people|persons|residents|places|ages|postcodes|lsoas|msoas|councils?)"
_TOTAL = re.compile(
    rf"(grand |over)?(total|totals|sum)( .*)?|.*[^\w]totals?|all( {_ALL})?|overall|whole (area|district|county|place)",
)
_TOTALS = frozenset({"total", "totals", "all", "overall"})
_UNKNOWN = (
    r"un(known|specified|allocated|assigned|matched|coded|mapped|placed|recorded|stated|identified)|not (yet )?(known|"
    r"recorded|stated|specified|allocated|assigned|matched|available|given|provided|found|applicable|coded|mapped|held|"
    r"collected|identified|resident\b.*)|missing|blank|undisclosed|invalid|no match|none|null|nil|nan"
)
_OF_AREA = r"(ward|post ?code|address|area|district|location|code|lsoa|msoa|data|residence|council|local authority)"
_NOWHERE = re.compile(
    rf"(is )?({_UNKNOWN})( {_OF_AREA}| {_OF_AREA} {_OF_AREA})?|{_OF_AREA}( of residence)? (is )?({_UNKNOWN})"
    r"|n/?k|n/?a|#n/a|unk|nfa|[-–—.?*:]+"
    r"|(of )?no fixed (abode|address)|homeless"
    rf"|no {_OF_AREA}( (given|found|recorded|known|held))?"
    r"|other|others|elsewhere|abroad|overseas|(other|another) (area|authority|authorities|council|councils|district|"
    r"districts|county|counties|local authority|local authorities|la|las|place|places|wards?)"
    r"|outside.*|out of (the )?(area|county|borough|district|city|town|council|england|country|authority)\b.*"
    r"|out-of-(area|county|borough|district)|non[- ]residents?|not (in|within|from|living in) .*"
    r"|rest of .*|prefer not to say|refused|did not say"
)


def codes_within(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the codes that cells hold among other words or with spaces, and the words beside them.

    Args:
        cells: text.

    Returns:
        Two columns of text with the index of ``cells``: codes and postcodes in capitals, only the code where a cell
        holds one among other words, and other cells as they are; and the words beside the code, or empty text.
    """
    upper = cells.str.upper()
    plain = cells.mask(upper.str.fullmatch(CODE) | upper.str.fullmatch(POSTCODE), upper)
    beside = pd.Series("", index=cells.index, dtype="str")
    others = cells[~plain.str.fullmatch(CODE) & (cells.str.len() > _CODE_LENGTH)]
    if others.empty:
        return plain, beside
    squeezed = others.str.replace(r"\s+", "", regex=True).str.upper()
    spaced = squeezed[squeezed.str.fullmatch(CODE)]
    within = others[~others.index.isin(spaced.index) & (others.str.count(_CODE_WITHIN) == 1)]
    codes = within.str.extract(_CODE_WITHIN, expand=False).str.upper()
    words = within.str.replace(_CODE_WITHIN, " ", regex=True).str.replace(r"\(\s*\)|\[\s*\]", " ", regex=True)
    plain = plain.mask(plain.index.isin(spaced.index), spaced).mask(plain.index.isin(codes.index), codes)
    return plain, beside.mask(beside.index.isin(within.index), words.str.strip(" \t:;–—-_,/|\\"))


def is_total(text: str) -> bool:
    """Return whether a label is that of a total: Total, Lincoln total, All wards."""
    return bool(_TOTAL.fullmatch(_plain(text)))


def without_total(text: str) -> str:
    """Return a label without the words of a total: "Lincoln total" is Lincoln."""
    return " ".join(word for word in text.split() if word.lower().strip(":()") not in _TOTALS)


def lies_nowhere(text: str) -> bool:
    """Return whether a label says that a row lies in no area that is known: Unknown, Outside Lincoln, E99999999."""
    return bool(_NOWHERE.fullmatch(_plain(text)) or _PSEUDO.fullmatch(text.strip().upper()))


def lies_abroad(text: str) -> bool:
    """Return whether a code or a name is of another country, or of more than England: W05000100, Wales, UK."""
    upper = text.strip().upper()
    return bool(_ABROAD_CODE.fullmatch(upper) or _ABROAD_NAME.fullmatch(_plain(text))) and not _PSEUDO.fullmatch(upper)


def _plain(text: str) -> str:
    """A label in small letters, without brackets around it and marks at its ends."""
    return (
        " ".join(re.sub(r"^[\s(\[<\"']+|[\s)\]>\"':.*]+$", "", text.lower().replace("_", " ")).split()) or text.strip()
    )
