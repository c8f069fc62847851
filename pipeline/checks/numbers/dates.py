"""Numbers that are dates and times: den 15 september 2025, 2024-06-19, vecka 14, kl. 9–12."""

from __future__ import annotations

from typing import Final

from pipeline.checks.numbers.pieces import AND, DAY, MONTH, RANGE, TIME, WEEKDAY, YEAR, B, Named

DATES: Final[tuple[Named, ...]] = (
    # 2024-06-19, 2024-06, 2008-K2, 19/6 2024, 19.6.2024: the short forms, Swedish and Finnish.
    Named(
        "dates",
        rf"""(?<![\w-]) (?: {YEAR}-(?:[01]\d(?:-[0-3]\d)?|[KQT][1-4])
             | {DAY}/(?:1[0-2]|0?[1-9])(?:{B}|-){YEAR} | [0-3]?\d\.[01]?\d\.{YEAR} ) (?![\w-])""",
    ),
    # den 15 september 2025, 15–17 maj, den 1, 2 och 3 maj, 28 februari–3 mars 2024.
    Named(
        "dates",
        rf"""(?i: (?<![\d,.]) (?:den{B})? {DAY} (?:{AND}(?:den{B})?{DAY})* {B}{MONTH} (?:{B}{YEAR}(?!\d))?
             (?: (?:{RANGE}|{B}till{B}(?:den{B})?) {DAY}{B}{MONTH}(?:{B}{YEAR}(?!\d))? )? )""",
    ),
    # maj 2023, maj–juni 2023, januari 2022 till mars 2024: the year of a month.
    Named("dates", rf"(?i: \b{MONTH}(?:{AND}{MONTH})*{B}{YEAR}(?!\w) )"),
    # den 25 varje månad, den 15:e, den 15., tisdag 15: a day whose month is not named.
    Named(
        "dates",
        rf"""(?i: \bden{B}{DAY}(?={B}(?:i{B}|varje{B})+månad|[.,;:?!)](?!\d)|$) | \bden{B}\d\d?:e\b
             | \b{WEEKDAY}{B}(?:den{B})?{DAY}(?!\w|[,.]\d|{B}\d) )""",
    ),
    # vecka 14, veckorna 14–16, v. 14, kvartal 2, kv. 2, halvår 1, tertial 3; Q2 begins with its letter.
    Named(
        "dates",
        rf"""(?i: \b(?:veck(?:a|an|or|orna)|v\.|kvartal(?:et|en)?|kv\.|halvår(?:et)?|tertial(?:et|en)?)
             {B}? \d\d? (?:{AND}\d\d?)* (?!\w) )""",
    ),
    # 1990-talet, 90-talet, 2022 års plan, 1951 års konvention, år 1766: decades, the year of a document, old years.
    Named("dates", rf"(?<![\w-]) (?: (?:\d\d|\d{{4}})-tal(?:et|ets)?\b | {YEAR}{B}års\b | [Åå]r{B}1\d{{3}}(?!\w) )"),
    # kl. 9–12, klockan 13.30: times of day.
    Named("times", rf"(?i: \b(?:kl|klockan)\b\.?{B}?{TIME}(?:(?:{RANGE}|{B}(?:till|och){B}){TIME})? )"),
    # 08.00–16.30, 09:30: times that no word tells, by their form.
    Named(
        "times",
        rf"""(?<![\w.,:])(?:[01]?\d|2[0-3])[.:][0-5]\d{RANGE}(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\w:])
             | (?<![\w:])(?:[01]\d|2[0-3]):[0-5]\d(?![\w:])""",
    ),
)
