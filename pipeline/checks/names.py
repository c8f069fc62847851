"""Numbers and signs that are names: diary numbers, laws, addresses, standards; rules of language leave them alone."""

from __future__ import annotations

import re
from typing import Final

#: What stands for something that has no words here: a cross-reference, or what rules leave alone.
REFERENCE_SIGN: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

_NB: Final = "\u00a0"

_NAMES: Final = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>”"]*[^\s<>”".,;:!?)]                 # web address
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # e-mail address
    | \b[\w-]+(?:\.[\w-]+)*\.(?:com|eu|fi|info|int|net|no|nu|org|se)\b(?:/[^\s<>”"]*[^\s<>”".,;:!?)])?   # domain
    | \b\d{{4}}-\d\d-\d\d\b                                         # date 2024-06-19
    | \b\d+(?:\.\d+)*-\d{{4}}-\d+(?:[-:]\d+)?\b                     # diary number 1.3.1-2024-8647
    | \b[A-ZÅÄÖ][A-Za-z]{{0,3}}\d{{4}}/\d+\b                        # diary number S2021/1234
    | \b[A-ZÅÄÖ][\w-]*/\d{{2,4}}[/:]\d+(?:/\d+)?\b                  # diary number Stab/009/2024
    | \b(?:SOU|Ds|SFS|[A-ZÅÄÖ-]+FS)[ {_NB}]\d{{4}}:\d+\b            # SOU 2023:45, MIGRFS 2023:3
    | \b\d+/\d+-\d+\b                                               # 11/1066-9
    | \b\d{{4}}(?:/\d{{2,4}})?:[A-ZÅÄÖ]?[a-z]*\d+\b                   # law 2009:400, 2016/17:182, 2022/23:SfU4
    | \b\d{{6}}(?:\d\d)?[-+]\d{{4}}\b                                # organisation number, personal number
    | \+\d{{2}}[ {_NB}]\d[\d {_NB}-]*\d                             # telephone, international
    | (?<![\w.,])0\d{{1,3}}-\d[\d {_NB}]*\d                                  # telephone 0771-235 235
    | \b(?:(?:ISO|IEC|EN|SS|WCAG|RFC|PDF/UA|PDF/A|PDF|CSIP|FGS|ISBN|ISSN|DIN|SIS|RA-FS|RA-MS|COVID|[Cc]ovid|ICD|Gy|Lgr)
        (?:[/ {_NB}-](?:ISO|IEC|EN))*)[ {_NB}-]?\d[\w.:-]*(?<![.:-]) # standards and the like
    | (?:(?<=\bdnr[ {_NB}])|(?<=\bDnr[ {_NB}]))[\w./:-]*\d                # what calls itself a diary number
    """,
    re.VERBOSE,
)

#: What each of them has in it: a quick look before the long pattern.
_HINT: Final = re.compile(r"\d|@|://|www\.|\.(?:com|eu|fi|info|int|net|no|nu|org|se)\b")
_QUOTED: Final = re.compile(r"[”\"“][^”\"“\n]*[”\"]|»[^«»\n]*[»«]")


def masked(text: str) -> str:
    """The text with names of that kind, and with what stands in quotation marks, as `REFERENCE_SIGN`s."""
    text = _QUOTED.sub(_covered, text)
    return _NAMES.sub(_covered, text) if _HINT.search(text) else text


def _covered(match: re.Match[str]) -> str:
    return REFERENCE_SIGN * len(match[0])
