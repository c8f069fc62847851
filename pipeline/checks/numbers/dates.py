"""Numbers that are dates and times: den 15 september 2025, 2024-06-19, vecka 14, kl. 9–12."""

from __future__ import annotations

from typing import Final

from pipeline.checks.numbers.pieces import AND, DAY, MONTH, RANGE, TIME, WEEKDAY, YEAR, B, Named
from pipeline.checks.numbers.words import NAMING_WORD
from pipeline.sources.dates import MONTHS

_MONTHS: Final = tuple(month[:3] for month in MONTHS)

#: 3/6: a day and its month.
_SLASHED: Final = rf"{DAY}/(?:1[0-2]|0?[1-9])"

DATES: Final[tuple[Named, ...]] = (
    # 2024-06-19, 2024-06, 2008-K2, 19/6 2024, 19.6.2024: the short forms, Swedish and Finnish.
    Named(
        "dates",
        rf"""(?<![\w-]) (?: {YEAR}-(?:(?:0[1-9]|1[0-2])(?:-[0-3]\d)?|[KQT][1-4])
             | {_SLASHED}(?:(?:{B}|-){YEAR}|-\d\d) | [0-3]?\d\.[01]?\d\.{YEAR} | {YEAR}\.[01]\d\.[0-3]\d ) (?![\w-])""",
        apart=True,
        needs=("-", "/", "."),
    ),
    # den 3/6, måndag 3/6, 1/3–30/6: the same without a year.
    Named(
        "dates",
        rf"""(?i: (?:\bden|\b{WEEKDAY}(?:{B}den)?){B} {_SLASHED}(?:{RANGE}{_SLASHED})?(?![\w/])
             | (?<![\w/,.]){_SLASHED}(?:–|{B}–{B}){_SLASHED}(?![\w/]) )""",
        needs=("/",),
    ),
    # den 15 september 2025, 15–17 maj, den 1, 2 och 3 maj, 28 februari–3 mars 2024.
    Named(
        "dates",
        rf"""(?i: (?<![\d,.]) (?:den{B})? {DAY} (?:{AND}(?:den{B})?{DAY})* {B}{MONTH} (?:{B}{YEAR}(?!\d))?
             (?: (?:{RANGE}|{B}till{B}(?:den{B})?) {DAY}{B}{MONTH}(?:{B}{YEAR}(?!\d))? )? )""",
        needs=_MONTHS,
    ),
    # maj 2023, maj–juni 2023, januari 2022 till mars 2024: the year of a month.
    Named("dates", rf"(?i: \b{MONTH}(?:{AND}{MONTH})*{B}{YEAR}(?!\w) )", needs=_MONTHS),
    # den 25 varje månad, den 15:e, den 15., tisdag 15: a day whose month is not named.
    Named(
        "dates",
        rf"""(?i: \bden{B}{DAY}(?={B}(?:i{B}|varje{B})+månad|[.,;:?!)](?!\d)|$) | \bden{B}\d\d?:e\b
             | \b{WEEKDAY}{B}(?:den{B})?{DAY}(?!\w|[,.]\d|{B}\d) )""",
        needs=("den", "dag"),
    ),
    # vecka 14, veckorna 14–16, v. 14, kvartal 2, kv. 2, halvår 1, tertial 3; Q2 begins with its letter.
    Named(
        "dates",
        rf"""(?i: \b(?:veck(?:a|an|or|orna)|v\.|kvartal(?:et|en)?|kv\.|halvår(?:et)?|tertial(?:et|en)?)
             {B}? \d\d? (?:{AND}\d\d?)* (?!\w) )""",
        needs=("veck", "v.", "kvartal", "kv.", "halvår", "tertial"),
    ),
    # 1990-talet, 1800-tals hus, 90-talet, 60-talisterna, 2022 års plan, 2024:s plan, år 1766: decades, the year of a
    # document, old years. Ett 20-tal and 1000-tals counts.
    Named(
        "dates",
        rf"""(?<![\w-]) (?: (?:1[1-9]|20)\d0-tal(?:et|ets|s)?\b | [1-9]0-tal(?:ets?\b|ist\w*) | {YEAR}(?:{B}års\b|:s\b)
             | [Åå]r{B}1\d{{3}}(?!\w) )""",
        needs=("-tal", "år", ":s"),
    ),
    # kl. 9–12, klockan 13.30: times of day.
    Named(
        "times",
        rf"""(?i: \b(?:kl|klockan(?:{B}(?:är|var|före|efter|cirka|ca\.?))?)\b\.?{B}?{TIME}
             (?:(?:{RANGE}|{B}(?:till|och){B}){TIME})? )""",
        needs=("kl",),
    ),
    # klockan åtta, halv nio, tio över tolv: times of day in words.
    Named(
        "times",
        rf"""(?i: \b(?:klockan|halv|(?:fem|tio|tjugo|kvart){B}(?:över|i)){B}{NAMING_WORD} )""",
        unless_counted=True,
        needs=("klockan", "halv", "över", " i ", "\u00a0i\u00a0"),
    ),
    # mellan 8.30 och 16.00, unless they are per cent.
    Named(
        "times",
        rf"(?i: \b(?:från|mellan){B}\d\d?[.:][0-5]\d{B}(?:till|och){B}\d\d?[.:][0-5]\d(?![\w:]|[.,]\d) )",
        unless_counted=True,
        needs=("från", "mellan"),
    ),
    # 08.00–16.30, 09:30, 24/7: times that no word tells, by their form.
    Named(
        "times",
        rf"""(?<!\w)24/7(?![\w-])
             | (?<![\w.,:])(?:[01]?\d|2[0-3])[.:][0-5]\d{RANGE}(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\w:])
             | (?<![\w:])(?:[01]\d|2[0-3]):[0-5]\d(?![\w:])""",
        needs=(":", ".", "24/7"),
    ),
)
