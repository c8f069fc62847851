"""What most rules of language share: which passages are prose, and looking for a pattern in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.checks.passages import Passage, Role
    from pipeline.checks.rule import Subject

NO_BREAK_SPACE: Final = "\u00a0"

#: Running text (löpande text): sentences that the agency itself says. Quotations are not, they stay as they were said.
PROSE: Final[frozenset[Role]] = frozenset({"body", "lead", "note", "example", "item", "footnote"})

#: Everything written but quotations: headings, cells of tables, captions and text alternatives as well.
WRITTEN: Final[frozenset[Role]] = PROSE | {"heading", "cell", "caption", "alt", "setting", "signature"}

MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip

#: Number words from två on; en and ett are articles as often as not.
NUMBER_WORDS: Final = (
    "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton", "femton",
    "sexton", "sjutton", "arton", "nitton", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio",
    "nittio",
)  # fmt: skip

#: Words that a number of a list, table, law or section stands behind: “avsnitt 3.1”, “delmål 5.2”, “kl. 10.30”.
NUMBERED: Final = (
    "agenda", "art", "artikel", "artiklarna", "avsnitt", "avsnitten", "avs", "bil", "bilaga", "bilagorna", "box",
    "delmål", "delmålen", "diagram", "dnr", "fig", "figur", "figurerna", "fråga", "id", "indikator", "indikatorn",
    "indikatorerna", "kap", "kapitel", "kapitlen", "kl", "klockan", "kod", "koden", "kod", "mål", "målen", "nivå",
    "nr", "nummer", "numret", "p", "paragraf", "punkt", "punkten", "punkterna", "rad", "rubrik", "ruta", "s", "sida",
    "sidan", "sidorna", "skala", "steg", "tab", "tabell", "tabellerna", "typ", "upplaga", "utgåva", "v", "vecka",
    "version", "versionen",
)  # fmt: skip

#: Measures whose numbers are digits, whatever stands beside them.
MEASURES: Final = (
    "procent", "procentenhet", "procentenheter", "promille", "kronor", "kr", "tkr", "mnkr", "mdkr", "euro", "tusen",
    "miljon", "miljoner", "miljard", "miljarder", "km", "kilometer", "meter", "m", "cm", "mm", "kg", "kilo", "ton",
    "gram", "liter", "kWh", "MWh", "GWh", "TWh", "kvadratmeter", "grader",
)  # fmt: skip

_LAST_WORD: Final = re.compile(rf"([^\W\d_]+)\.?[ {NO_BREAK_SPACE}]$")
_NUMBERS_BEFORE: Final = re.compile(rf"(?:[\d.–-]+(?:,| och| eller| samt| till)?[ {NO_BREAK_SPACE}])+$")


def matches(
    subject: Subject, pattern: re.Pattern[str], roles: Collection[Role] = WRITTEN, *, digits: bool = False
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a pattern is met in the authors' own words; `digits` tells that it cannot be met without any."""
    for passage in subject.texts:
        if passage.role in roles and (passage.has_digit or not digits):
            for match in pattern.finditer(passage.own):
                yield passage, match


def is_numbered(text: str, offset: int) -> bool:
    """Whether the number that begins at an offset is one of a list, table, law or section: “delmål 5.2 och 16.2”."""
    begin = _NUMBERS_BEFORE.search(text, 0, offset)
    word = _LAST_WORD.search(text, 0, begin.start() if begin else offset)
    return word is not None and word[1].casefold() in NUMBERED


def counted(word: str, number: int) -> str:
    """“1 word”, “3 words”."""
    return f"{number} {word}{'' if number == 1 else 's'}"
