"""Numbers that are names, and so need no source: one list of patterns, each with what it is for.

A digit or a number word that lies within a match is no claim about anything and is left alone. Dates and documents have
files of their own, as have years, which are known by the words around them. Rules of language ask here, too, which
numbers are not theirs to mend.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.checks.numbers.dates import DATES
from pipeline.checks.numbers.documents import DOCUMENTS
from pipeline.checks.numbers.pieces import AND, NUMBER, NUMBERS, RANGE, B, Named, counted_after
from pipeline.checks.numbers.things import KINDS_OF_THINGS
from pipeline.checks.numbers.words import NAMING_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Domains that are told from a word behind a full stop.
_DOMAINS: Final = "com|eu|fi|info|int|net|no|nu|org|se"
_STREETS: Final = ("gatan", "vägen", "torget", "gränd", "allén", "stigen", "platsen", "backen", "kajen")

#: A word with a number behind it: only there is it worth looking which word it is.
_TO_A_NUMBER: Final = rf"[\w.]+[,:]?{B}(?:n(?:r\.?|ummer){B})?(?:(?:[A-Z]\.)?\d|{NAMING_WORD})"

_NAMES: Final[tuple[Named, ...]] = (
    *DATES,
    *DOCUMENTS,
    # www.example.se/2023, namn@example.se, scb.se: addresses of the web and of e-mail.
    Named(
        "addresses",
        rf"""(?:https?://|www\.)[^\s<>”"]*[^\s<>”".,;:!?)] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
             | \b[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})\b(?:/[^\s<>”"]*[^\s<>”".,;:!?)])?""",
        apart=True,
        needs=("@", "://", "www.", *(f".{domain}" for domain in _DOMAINS.split("|"))),
    ),
    # 602 38 Norrköping, Box 1234, Storgatan 5 B: addresses of the post.
    Named("addresses", rf"(?<!\d)\d{{3}}{B}\d\d{B}{{1,2}}[A-ZÅÄÖ][a-zåäö]", apart=True),
    Named(
        "addresses",
        rf"""\bBox{B}\d+(?:{B}\d{{3}})?
             | \b[A-ZÅÄÖ]\w*(?:{"|".join(_STREETS)}){B}\d+(?:{B}?[A-Z]\b)?""",
        apart=True,
        needs=("box", *_STREETS),
    ),
    # 0771-235 235, 08-123 45 67, +46 8 123 45 67, 114 14, 1177: telephones, known by their form.
    Named(
        "telephones",
        rf"""(?<![\w.,:-])0\d{{1,3}}{B}?[-/]{B}?\d(?:\d|{B}|-)*\d | (?<!\w)\+\d\d(?:\d|{B}|[()-])*\d
             | (?<![\w,.])(?:11[34]{B}1[34]|1177)(?![\w,.]\d|{B}\d)""",
        unless_counted=True,
        apart=True,
        needs=("-", "/", "+", "113", "114", "1177"),
    ),
    # ring 112, telefon 1234: telephones, known by the word before them.
    Named(
        "telephones",
        rf"""(?i: \b(?:ring|ringa|ringer|telefon|telefonnummer|telefonnumret|tfn|tel|växel|larmnumret|fax|sms)
             \b[.:]?(?:{B}(?:till|på|nr|är))?{B}\d(?:(?:\d|{B}|[–-])*\d)? )""",
        unless_counted=True,
        apart=True,
        needs=("ring", "tel", "tfn", "växel", "larm", "fax", "sms"),
    ),
    # 202100-2163, bankgiro 123-4567, ISBN 978-91-…: numbers of organisations, accounts and books.
    Named(
        "register numbers",
        rf"""(?<![\w-])\d{{6}}(?:\d\d)?[-+]\d{{4}}(?!\w)
             | (?i: \b(?:bankgiro|plusgiro|bg|pg|isbn|issn)\b:?{B}?\d(?:[\dX-]|{B})*(?<=[\dX]) )
             | \bIBAN:?{B}?[A-Z]{{2}}\d\d(?:{B}?\d{{4}})+""",
        apart=True,
        needs=("-", "+", "giro", "bg", "pg", "isbn", "issn", "iban"),
    ),
    # Agenda 2030, Agenda 21, Vision 2025, SDG 16.3, Fit for 55: programmes.
    Named("names", rf"\b(?:Agenda|Vision|Strategi|Horisont|Horizon|Färdplan|SDG|Fit{B}for){B}{NUMBER}"),
    # ISO 14001, SS-EN ISO 9001:2015, EN 301 549, WCAG 2.1, PDF/A-2, VFS 2, Office 365: standards and products.
    Named(
        "standards",
        rf"""\b(?:(?:ISO|IEC|EN|SS|SIS|CEN|ETSI|DIN|BS|RFC|WCAG|IEEE|PDF/A|PDF/UA|PDF|UTF|TLS|HTTP|FSC|GRI|IFRS|ESRS|VFS
             |TS|TR|TK|FGS|CSIP|RA-FS|RA-MS|ICD|DSM|ISCED|NUTS|COVID|[Cc]ovid|Gy|Lgr|Office|Microsoft|Windows|Word|Excel
             |Android|iOS|iPhone|Java|Python|Unicode|Bluetooth|USB|eIDAS)(?:[/-]|{B}))+
             \d[\d.:-]*(?:{B}\d{{3}}\b)?(?<=\d)(?!\w)""",
        unless_counted=True,
        apart=True,
    ),
    # version 2.1, ver. 3, utgåva 2, upplaga 3, release 4.2: versions.
    Named(
        "versions",
        rf"(?i: \b(?:version(?:en|er|erna)?|ver\.|utgåva(?:n)?|upplaga(?:n)?|rev\.|revision|release){B}?{NUMBERS} )",
        needs=("ver", "utgåva", "upplaga", "rev", "release"),
    ),
    # RITA 2, MEK 3: a short form with a number, where the sentence ends or goes on with a verb or preposition, so that
    # no noun can be what is counted (“fick HR 12 anmälningar”), and alone of its kind (“HR 12, IT 14 och GD 3”).
    Named(
        "names",
        rf"""\b[A-ZÅÄÖ]{{2,}}(?:-[A-ZÅÄÖ]+)?{B}\d{{1,3}}(?:\.\d+)*
             (?=[).,;:?!”"](?!\d) | $ | {B}(?:och|eller|som|är|har|ska|i|på|för|om|till|enligt|samt|från|vid|inom|gäller
             |finns|blev|ger|används|bygger|innehåller|handlar|omfattar)\b)""",
        alone=True,
    ),
    # 1:a, 21:a, 3:e: ordinals in digits; första and andra are no cardinals, and are not looked for.
    Named("ordinals", r"(?<![\w,.])\d+:(?:a|e|an|en)\b", needs=(":",)),
    # 5G, 3D, bilaga 2a: a digit and a letter that together are a name. B7.3 and CO2 begin with their letter.
    Named("names", r"(?<![\w,.–-])\d{1,2}[A-FGa-f](?![\w-])"),
    # skalan 1–5, en skala från ett till tio: the ends of a scale.
    Named(
        "names",
        rf"(?i: \bskala(?:n)?{B}(?:(?:från|på){B})? (?:\d+|[a-zåäö]+) (?:{RANGE}|{B}till{B}) (?:\d+|[a-zåäö]+) )",
        needs=("skala",),
    ),
    # steg 2, mål 5.2, punkterna 2–4, artikel 8, rum 214, steg två: one of its kind, unless what follows is counted
    # (“andelen steg 3 procent”, “vi nådde mål 5 gånger”).
    Named(
        "names",
        rf"""(?i: (?<![\w-]) (?={_TO_A_NUMBER}) {KINDS_OF_THINGS}(?:{B}nr\.?|{B}nummer|[,:](?={B}\d+\.\d))?{B}
             (?: {NUMBERS} | {NAMING_WORD}(?:{AND}{NAMING_WORD})* ) (?! {B}\d{{3}}\b | ,\d) )""",
        unless_counted=True,
    ),
    # mellan fyra ögon, på alla fyra; ha sex med, köp av sex, sex mot betalning, frågor om sex: no numbers at all.
    Named(
        "words",
        rf"""(?i: \b(?:mellan\ fyra\ ögon|på\ alla\ fyra|tusen\ tack|(?:båda|bägge)\ två)\b
             | \bsex(?:{B}mot{B}(?:betalning|ersättning)|(?:{B}och{B}|,{B})(?:relationer|samlevnad|samliv)\b)
             | \b(?:frågor(?:na)?|information(?:en)?|kunskap(?:er|en)?|samtal(?:et|en)?|undervisning(?:en)?|prata[rt]?
               |tala[rt]?){B}(?:kring|om){B}sex\b | \btvinga(?:s|d|de|t|ts|r|des)?{B}till{B}sex\b
             | \b(?:ha|har|haft|hade|köp{B}av|köpa|köper|köpt|sälja|säljer|sålt){B}sex
               (?={B}(?:med|mot|utan)\b|[.,;:?!)]|$) )""",
        needs=("fyra", "sex", "två", "tack"),
    ),
)


class Name(NamedTuple):
    """A stretch of a text in which numbers are names.

    Attributes:
        start, end: offsets; `end` is exclusive.
        kind: what it is, such as `laws`.
        apart: whether rules of language leave it alone.
    """

    start: int
    end: int
    kind: str
    apart: bool = False


#: What those that rules of language leave alone have in them: a quick look before the long patterns.
APART_HINT: Final = re.compile(rf"\d|@|://|www\.|\.(?:{_DOMAINS})\b")


@cache
def _compiled(*, apart: bool) -> tuple[tuple[Named, re.Pattern[str]], ...]:
    return tuple((named, re.compile(named.pattern, re.VERBOSE)) for named in _NAMES if named.apart == apart)


def names_in(text: str, *, apart: bool) -> Iterator[Name]:
    """The stretches of a text in which numbers are names; they may overlap.

    Args:
        text: words of a document.
        apart: whether to look for those that rules of language leave alone, or for the others.
    """
    small = text.casefold()
    for named, pattern in _compiled(apart=apart):
        if named.needs and not any(piece in small for piece in named.needs):
            continue
        found = list(pattern.finditer(text))
        if named.alone and len({match[0] for match in found}) > 1:
            continue
        for match in found:
            end = match.end()
            if named.unless_counted and counted_after(text, end):
                last = _LAST_JOINED.search(match[0])  # “punkt 3 och 12 fall”
                end = match.start() + (last.start() if last else 0)
            if end > match.start():
                yield Name(match.start(), end, named.kind, named.apart)
    if not apart:
        for start, end in _enumerators(text):
            yield Name(start, end, "enumerators")


#: The last number of several.
_LAST_JOINED: Final = re.compile(rf"{AND}\S+$", re.VERBOSE)
_ENUMERATOR: Final = re.compile(r"(?<![\w)])\(?(\d{1,2})\)(?=\s+\S)")


def _enumerators(text: str) -> Iterator[tuple[int, int]]:
    """`(1) … (2) …` or `1) … 2) …` within a sentence: numbers from 1 up, at least two of them."""
    found = list(_ENUMERATOR.finditer(text))
    if len(found) > 1 and [int(match[1]) for match in found] == list(range(1, len(found) + 1)):
        yield from (match.span() for match in found)
