"""Numbers that are places in laws and names of documents: 5 §, 2019:502, Skr. 2016/17:10, dnr 1.3.1-2024-8647."""

from __future__ import annotations

from typing import Final

from pipeline.checks.numbers.pieces import AND, NUMBERS, B, Named

# 5, 5 a, 5 och 6, 3–7: numbers of chapters and sections.
_SECTION: Final = rf"\d+(?:{B}?[a-z]\b)?"
_SECTIONS: Final = rf"{_SECTION}(?:{AND}{_SECTION})*"
# A chapter, a section, or a section of a chapter, with its paragraph in words.
_PLACE: Final = rf"""(?<![\w,.]) {_SECTIONS}{B}?(?:kap\b\.?|§§?) (?:{B}{_SECTIONS}{B}?§§?)?
    (?:{B}\w+{B}(?:stycket|meningen|punkten)\b)?"""

DOCUMENTS: Final[tuple[Named, ...]] = (
    # 2 kap. 5 §, 5 a §, 5 och 6 §§, 3 § andra stycket, § 5: places in a law.
    Named("laws", rf"{_PLACE} | §§?{B}?{NUMBERS}"),
    # 5 § 4, 3 § andra stycket 2, 5 § 2 st. 3 p.: the point in a section, unless it counts what follows.
    Named(
        "laws",
        rf"""{_PLACE}
             (?:{B}(?: \w+{B}(?:stycket|meningen|punkten){B}\d+ | \d+{B}?(?:st|p|men)\b\.? | \d+ )(?![\w,.]*\d))+""",
        unless_counted=True,
    ),
    # (2019:502), SFS 1995:1554, MIGRFS 2016:10, SOU 2022:64, dir. 2022:10, prop. 2021/22:131, bet. 2020/21:SfU5;
    # the year is part of the number. Utgiftsområde 8 anslaget 1:2 is a place in the state's budget.
    Named(
        "laws", rf"\b\d{{4}}(?:/\d{{2,4}})?:[A-Za-zÅÄÖåäö]*\d+\b | (?i:\banslag(?:et)?){B}\d+:\d+(?:{B}ap\.{B}?\d+)?"
    ),
    # RÅ 2006 ref. 71, NJA 2010 s. 12, AD 2010 nr 5: courts' cases by year and number.
    Named("laws", rf"\b(?:RÅ|HFD|NJA|AD|RH|MÖD|PMÖD|JO){B}\d{{4}}(?:/\d+)?(?:{B}(?:ref\.|not|s\.|nr){B}\d+)?"),
    # (EU) 2016/679, (EG) nr 562/2006, 2013/32/EU, C-199/12, förordning 604/2013: the Union's acts and cases.
    Named(
        "laws",
        rf"""\b(?:EU|EG|EEG|Euratom)\)?{B}(?:nr{B})?\d+/\d+ | \b\d{{2,4}}/\d+/(?:EU|EG|EEG|RIF|GUSP)\b | \b[CTF]-\d+/\d+
             | (?i: \b(?:förordning|direktiv|beslut|rambeslut)(?:en|et)?{B}(?:nr{B})?\d+/\d+ )""",
    ),
    # 1.3.1-2024-8647, 2021-15627, 11/1066-9, UM 1234-20: an agency's and a court's numbers of cases.
    Named(
        "diary numbers",
        rf"""(?<![\w.])\d+(?:\.\d+)+-\d{{4}}-\d+(?:[-:]\d+)?
             | (?<![\w-])(?:19|20)\d\d[-/](?!(?:19|20)\d\d\b)\d{{3,}}(?!\w)
             | (?<![\w/])\d+/\d+-\d+ | \b[A-ZÅÄÖ]{{1,3}}{B}\d+-\d{{2}}(?!\w)""",
    ),
    # A2021/01029, Ju2019/02316/L7, Stab/009/2024, gd/070/2021: a department's and a unit's own series.
    Named("diary numbers", r"\b[^\W\d_]+/?\d{2,4}/\d+(?:/\w+)*(?!\w)"),
    # dnr 4711, diarienummer 2021/4, målnummer 1234: whatever calls itself a number of that kind.
    Named(
        "diary numbers",
        rf"""(?i: \b(?:dnr|d\.nr|diarienr|diarienummer|(?:ärende|mål|dossier|besluts|referens)nummer)
             \b[.:]?{B}?[\w./:–-]*\d[\w./:-]* )""",
    ),
    # s. 12, sid. 3, sidan 12, sidorna 12–15, sida 3 av 10: pages.
    Named("pages", rf"(?i: \b(?:s\.|sid\.?|sida|sidan|sidor|sidorna){B}{NUMBERS}(?:{B}av{B}\d+)? )"),
)
