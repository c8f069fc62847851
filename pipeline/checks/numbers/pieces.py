"""Pieces that the patterns of numbers are made of: blanks, ranges, months, and the words that a count stands before.

All of them may stand in a verbose pattern (`re.VERBOSE`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from pipeline.sources.dates import MONTHS


class Named(NamedTuple):
    """A way in which a number is a name.

    Attributes:
        kind: what the number then is, such as `dates` or `laws`.
        pattern: a verbose regular expression that tells capitals from small letters; it matches the number with as
            much around it as makes it a name.
        unless_counted: whether it is no name where a unit or a counted noun follows, as in “andelen steg 3 procent”.
        apart: whether signs and blanks inside it are its own, so that rules of language leave it alone: 2009:400,
            0771-235 235. Other names are written by the rules of all numbers: s. 3–5, kl. 9–16, 5 §.
        alone: whether it is a name only where the text has no other of its form.
        needs: pieces of which a text must have one, in small letters, for the pattern to be met: a quick look before a
            long search; none where it does not pay.
    """

    kind: str
    pattern: str
    unless_counted: bool = False
    apart: bool = False
    alone: bool = False
    needs: tuple[str, ...] = ()


#: One blank between words; Markdown's line ends are blanks already.
B: Final = "[ \u00a0\u202f]"
#: What joins the ends of a range.
RANGE: Final = rf"(?:[-–]|{B}[-–]{B})"
#: What joins numbers in a row: 2, 3 och 4; 2–4.
AND: Final = rf"(?:,{B}|{B}(?:och|eller|samt|till|respektive){B}|{RANGE})"
#: The number of a name, with points and a letter: 5, 16.3, 5a, 2B.1, A.2, 5:123; and several of them.
NUMBER: Final = r"(?:[A-Z]\.)?\d+(?:[A-Z]?[.:]\d+)*[A-Za-z]?(?!\w)"
NUMBERS: Final = rf"{NUMBER}(?:{AND}{NUMBER})*"

SHORT_MONTHS: Final = "jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
MONTH: Final = rf"(?:{'|'.join(MONTHS)}|(?:{SHORT_MONTHS})\b\.?)"
DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?::[ae])?"
WEEKDAYS: Final = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
WEEKDAY: Final = rf"(?:{'|'.join(WEEKDAYS)})(?:en)?"
#: A year with four digits that stands in a name; years by themselves are in `years.py`.
YEAR: Final = r"(?:(?:1[5-9]|20)\d\d|2100)"
TIME: Final = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?!\d)"

#: Units and nouns that make the number before them a count: 12 procent, 2015 ansökningar, 3 av dem. What ends in
#: -ingar, -heter, -are and the like is a noun in the plural; the others are what agencies count.
_COUNTED: Final = r"""(?:
      procent(?:enhet(?:er)?)?\b | [%‰] | kronor\b | kr\b | [tm]kr\b | mnkr\b | mdkr\b | euro\b | tusen\b
    | miljon(?:er)?\b | miljard(?:er)?\b | stycken\b | st\b\.? | gånger\b | ggr\b | gång\b | av\ de
    | (?:sekund|minut|timm|dag|dyg|veck|månad|kvartal|halvår|år)(?:er|ar|or|n|en)?s?\b
    | (?:milli|centi|deci|kilo)?(?:meter|gram|liter)\b | k?m²?\b(?!\.\w) | kg\b | ton\b
    | grader\b | kvadratmeter\b | hektar\b
    | \w*(?:ingar|heter|elser|ioner|anden|enden|tenser|anter|enter|ister|örer|iteter|skaper)(?:na)?\b
    | (?!(?:endare|närmare|senare|snarare|tidigare|vidare|ytterligare)\b)\w{3,}are(?:na)?\b
    | (?!(?:be)?ror\b|stor\b|tror\b)\w{3,}or(?:na)?\b
    | \w*(?:sökande|anställda|personer|män|barn|pojkar|ungdomar|familjer|elever|hushåll|företag|bolag|fordon
        |chefer|tjänster|platser|lokaler|kontor|ärenden|mål|fall|beslut|avslag|bifall|tillstånd|domar|avtal|krav
        |besök|samtal|möten|kurser|svar|enkäter|rapporter|projekt|insatser|åtgärder|områden|länder|kommuner
        |språk|hot|händelser|skador|dagar|bilder|ord|exemplar|kort|brev|dokument|register|arbetskrafter
        |årsverken|poäng|nivåer|grupper|skäl|sätt|mil)(?:na|a|en|s)?\b
)"""

#: The same behind a number, with at most one adjective before it: 2015 nya ansökningar. Verbs that end like adjectives
#: are none: “2022 svarade medarbetare”.
_COUNT_AFTER: Final = rf"""{B}?(?:(?<={B})
    (?!(?:alla|andra|båda|dessa|flera|många|olika|samma|vilka|våra|deras|några|sina|egna|hade|gjorde|kunde|skulle
        |arbetade|började|fortsatte|genomförde|minskade|ordnade|slutade|startade|svarade|utbildade|ökade|ska)\b)
    [^\W\d_]+(?:a|ade|de){B})?{_COUNTED}"""


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(_COUNT_AFTER, re.VERBOSE | re.IGNORECASE)


def counted_after(text: str, offset: int) -> bool:
    """Whether a unit or a counted noun follows at an offset, so that the number before it is a count."""
    return _counted().match(text, offset) is not None
