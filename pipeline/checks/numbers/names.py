"""Numbers that are names, and so need no source: one list of patterns, each with what it is for.

A digit or a number word that lies within a match is no claim about anything and is left alone. Dates and documents have
files of their own, as have years, which are known by the words around them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.checks.numbers.dates import DATES
from pipeline.checks.numbers.documents import DOCUMENTS
from pipeline.checks.numbers.pieces import AND, NUMBER, NUMBERS, RANGE, B, Named, counted_after

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What a number behind it tells apart from others of its kind: steg 2, tabell 3, rum 214, artikel 8. With endings.
_KINDS_OF_THINGS: Final = r"""(?:
      aktivitet(?:en|er|erna)? | alternativ(?:en|et)? | anslagspost(?:en|er)? | arbetspaket(?:et)? | art\.
    | artik(?:el|eln|lar|larna) | avsnitt(?:en|et)? | bilag(?:a|an|or|orna) | blankett(?:en)? | blankettnummer
    | bok | buss(?:en)? | del(?:en)? | delmål(?:en|et)? | delprojekt(?:et)? | diagram(?:met)?
    | etapp(?:en|er|erna)? | fas(?:en|er|erna)? | fig\. | figur(?:en|er|erna)? | formulär(?:et)? | fotnot(?:en)?
    | fråg(?:a|an|or|orna) | grupp(?:en)? | indikator(?:n|er|erna)? | kap\. | kapit(?:el|let|len)
    | kategori(?:n|er|erna)? | klass(?:en)? | kolumn(?:en|er)? | konvention(?:en)? | kriteri(?:um|et|er|erna)
    | linje(?:n)? | modul(?:en|er|erna)? | moment(?:et)? | mål(?:en|et)? | nivå(?:n|er|erna)? | not(?:en)?
    | nr\.? | num(?:mer|ret) | område(?:t|na)? | p\. | paket(?:et)? | paragraf(?:en)? | pelare(?:n)?
    | plan(?:et)? | plats | port(?:en)? | princip(?:en|er|erna)? | prioritet | projekt(?:et)?
    | punkt(?:en|er|erna)? | rad(?:en|er)? | regel(?:n)? | region | rekommendation(?:en|er|erna)?
    | resolution(?:en)? | riksväg | rubrik(?:en)? | rum(?:met)? | ruta(?:n)? | sal(?:en)? | scenario(?:t)?
    | spår(?:et)? | stadi(?:um|et) | steg(?:en|et)? | stycke(?:t)? | tab\. | tabell(?:en|er|erna)? | tema(?:t)?
    | terminal(?:en)? | typ | uppgift(?:en|er|erna)? | utgiftsområde(?:t)? | utg\.omr\. | väg | våning(?:en)?
    | zon(?:en)? | åtgärd(?:en|er|erna)?
)"""

_NAMES: Final[tuple[Named, ...]] = (
    *DATES,
    *DOCUMENTS,
    # www.example.se/2023, namn@example.se, scb.se: addresses of the web and of e-mail.
    Named(
        "addresses",
        r"(?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | \b[\w.-]+\.(?:se|eu|com|org|nu|int)\b(?:/\S*)?",
    ),
    # 602 38 Norrköping, Box 1234, Storgatan 5 B: addresses of the post.
    Named(
        "addresses",
        rf"""(?<!\d)\d{{3}}{B}\d\d{B}{{1,2}}[A-ZÅÄÖ][a-zåäö] | \bBox{B}\d+(?:{B}\d{{3}})?
             | \b[A-ZÅÄÖ]\w*(?:gatan|vägen|torget|gränd|allén|stigen|platsen|backen|kajen){B}\d+(?:{B}?[A-Z]\b)?""",
    ),
    # 0771-235 235, 08-123 45 67, +46 8 123 45 67; ring 112, telefon 1177: telephones.
    Named(
        "telephones",
        rf"""(?<![\w-])0\d{{1,3}}{B}?[-/]{B}?\d(?:\d|{B}|-)*\d | \+\d\d(?:\d|{B}|[()-])*\d
             | (?i: \b(?:ring|ringa|ringer|telefon|telefonnummer|telefonnumret|tfn|tel|växel|larmnumret|fax|sms)
               \b[.:]?(?:{B}(?:till|på|nr|är))?{B}\d(?:(?:\d|{B}|[–-])*\d)? )""",
    ),
    # 202100-2163, bankgiro 123-4567, ISBN 978-91-…: numbers of organisations, accounts and books.
    Named(
        "register numbers",
        rf"""(?<![\w-])\d{{6}}(?:\d\d)?[-+]\d{{4}}(?!\w)
             | (?i: \b(?:bankgiro|plusgiro|isbn|issn)\b:?{B}?\d(?:[\dX-]|{B})*(?<=[\dX]) )""",
    ),
    # Agenda 2030, Agenda 21, Vision 2025, SDG 16.3: programmes.
    Named("names", rf"\b(?:Agenda|Vision|Strategi|Horisont|Horizon|Färdplan|SDG){B}{NUMBER}"),
    # ISO 14001, SS-EN ISO 9001:2015, EN 301 549, WCAG 2.1, PDF/A-2, VFS 2, Office 365: standards and products.
    Named(
        "standards",
        rf"""\b(?:(?:ISO|IEC|EN|SS|SIS|CEN|ETSI|DIN|BS|RFC|WCAG|IEEE|PDF/A|PDF/UA|PDF|UTF|TLS|FSC|GRI|IFRS|ESRS|VFS|TS|TR
             |TK|FGS|CSIP|ICD|DSM|Gy|Lgr|Office|Microsoft|Windows|Word|Excel|Android|iOS|Unicode)(?:[/-]|{B}))+
             \d[\d.:-]*(?:{B}\d{{3}}\b)?(?<=\d)(?!\w)""",
        unless_counted=True,
    ),
    # version 2.1, ver. 3, utgåva 2, upplaga 3, release 4.2: versions.
    Named(
        "versions",
        rf"(?i: \b(?:version(?:en|er|erna)?|ver\.|utgåva(?:n)?|upplaga(?:n)?|rev\.|revision|release){B}?{NUMBERS} )",
    ),
    # RITA 2, MEK 3: a short form with a number, where the sentence ends or goes on with a verb or preposition, so that
    # no noun can be what is counted (“fick HR 12 anmälningar”).
    Named(
        "names",
        rf"""\b[A-ZÅÄÖ]{{2,}}(?:-[A-ZÅÄÖ]+)?{B}\d{{1,3}}(?:\.\d+)*
             (?=[).,;:?!”"](?!\d) | $ | {B}(?:och|eller|som|är|har|ska|i|på|för|om|till|enligt|samt|från|vid|inom|gäller
             |finns|blev|ger|används|bygger|innehåller|handlar|omfattar)\b)""",
    ),
    # 1:a, 21:a, 3:e: ordinals in digits; första and andra are no cardinals, and are not looked for.
    Named("ordinals", r"(?<![\w,.])\d+:(?:a|e|an|en)\b"),
    # 5G, 3D, bilaga 2a: a digit and a letter that together are a name. B7.3 and CO2 begin with their letter.
    Named("names", r"(?<![\w,.–-])\d{1,2}[A-FGa-f](?![\w-])"),
    # skalan 1–5, en skala från ett till tio: the ends of a scale.
    Named(
        "names",
        rf"(?i: \bskala(?:n)?{B}(?:(?:från|på){B})? (?:\d+|[a-zåäö]+) (?:{RANGE}|{B}till{B}) (?:\d+|[a-zåäö]+) )",
    ),
    # steg 2, mål 5.2, punkterna 2–4, artikel 8, rum 214, steg två: one of its kind, unless what follows is counted
    # (“andelen steg 3 procent”, “vi nådde mål 5 gånger”). Words that are no numbers do no harm here.
    Named(
        "names",
        rf"""(?i: (?<![\w-]){_KINDS_OF_THINGS}{B}(?: {NUMBERS} | [a-zåäö]+\b(?:{AND}[a-zåäö]+\b)* )
             (?! {B}\d{{3}}\b | ,\d) )""",
        unless_counted=True,
    ),
    # mellan fyra ögon, på alla fyra; ha sex med, köp av sex, sex mot betalning: no numbers at all.
    Named(
        "words",
        rf"""(?i: \b(?:mellan\ fyra\ ögon|på\ alla\ fyra|tusen\ tack|(?:båda|bägge)\ två)\b
             | \bsex{B}(?:mot{B}(?:betalning|ersättning)|och{B}samlevnad)
             | \b(?:ha|har|haft|hade|köp{B}av|köpa|köper|köpt|sälja|säljer|sålt){B}sex
               (?={B}(?:med|mot|utan)\b|[.,;:?!)]|$) )""",
    ),
)


@cache
def _compiled() -> tuple[tuple[Named, re.Pattern[str]], ...]:
    return tuple((named, re.compile(named.pattern, re.VERBOSE)) for named in _NAMES)


def named_ranges(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each stretch of a text in which numbers are names."""
    for named, pattern in _compiled():
        for match in pattern.finditer(text):
            end = match.end()
            if named.unless_counted and counted_after(text, end):
                last = _LAST_JOINED.search(match[0])  # “punkt 3 och 12 fall”
                end = match.start() + (last.start() if last else 0)
            if end > match.start():
                yield match.start(), end, named.kind
    for start, end in _enumerators(text):
        yield start, end, "enumerators"


#: The last number of several.
_LAST_JOINED: Final = re.compile(rf"{AND}\S+$", re.VERBOSE)
_ENUMERATOR: Final = re.compile(r"(?<![\w)])\(?(\d{1,2})\)(?=\s+\S)")


def _enumerators(text: str) -> Iterator[tuple[int, int]]:
    """`(1) … (2) …` or `1) … 2) …` within a sentence: numbers from 1 up, at least two of them."""
    found = list(_ENUMERATOR.finditer(text))
    if len(found) > 1 and [int(match[1]) for match in found] == list(range(1, len(found) + 1)):
        yield from (match.span() for match in found)
