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

_LAW: Final = r"(?:[A-ZÅÄÖ][A-Za-zåäö]*L|RF|TF|RB|BrB|YGL)"

DOCUMENTS: Final[tuple[Named, ...]] = (
    # 2 kap. 5 §, 5 a §, 5 och 6 §§, 3 § andra stycket, § 5: places in a law, and utlänningshandboken 39.4.
    Named(
        "laws",
        rf"{_PLACE} | §§?{B}?{NUMBERS} | \b\w*handboken{B}\d+(?:\.\d+)+(?!\w)",
        needs=("§", "kap", "handboken"),
    ),
    # 5 § 4, 3 § andra stycket 2, 5 § 2 st. 3 p.: the point in a section, unless it counts what follows.
    Named(
        "laws",
        rf"""{_PLACE}
             (?:{B}(?: \w+{B}(?:stycket|meningen|punkten){B}\d+ | \d+{B}?(?:st|p|men)\b\.? | \d+ )(?![\w,.]*\d))+""",
        unless_counted=True,
        needs=("§", "kap"),
    ),
    # (2019:502), SFS 1995:1554, MIGRFS 2016:10, SOU 2022:64, dir. 2022:10, prop. 2021/22:131, bet. 2020/21:SfU5;
    # the year is part of the number.
    Named(
        "laws",
        rf"(?:\b(?:SOU|Ds|SFS|[A-ZÅÄÖ-]+FS){B})?(?<![\d/])\d{{4}}(?:/\d{{2,4}})?:[A-Za-zÅÄÖåäö]*\d+\b",
        apart=True,
        needs=(":",),
    ),
    # Utgiftsområde 8 anslaget 1:2, 1:2 ap. 3: places in the state's budget.
    Named("laws", rf"(?i:\banslag(?:et)?){B}\d+:\d+(?:{B}ap\.{B}?\d+)?", needs=("anslag",)),
    # RÅ 2006 ref. 71, NJA 2010 s. 12, AD 2010 nr 5: courts' cases by year and number.
    Named("laws", rf"\b(?:RÅ|HFD|NJA|AD|RH|RK|MIG|MÖD|PMÖD|JO){B}\d{{4}}(?:/\d+)?(?:{B}(?:ref\.|not|s\.|nr){B}\d+)?"),
    # (EU) 2016/679, (EG) nr 562/2006, 2013/32/EU, C-199/12, förordning 604/2013, COM(2023) 123, A/RES/70/1: acts and
    # cases of the Union and of the United Nations.
    Named(
        "laws",
        rf"""\b(?:COM|KOM|SEC|SEK|SWD|JOIN|C)\(\d{{4}}\){B}?\d+ | \b[A-Z]+(?:/[A-Z]+)+/\d+(?:/\d+)*
             | \b(?:EU|EG|EEG|Euratom)\)?{B}(?:nr{B})?\d+/\d+ | \b\d{{2,4}}/\d+/(?:EU|EG|EEG|RIF|GUSP)\b
             | \b[CTF]-\d+/\d+ | (?i: \b(?:förordning|direktiv|beslut|rambeslut)(?:en|et)?{B}(?:nr{B})?\d+/\d+ )""",
        apart=True,
        needs=("/", ")"),
    ),
    # 1.3.1-2024-8647, 2021-15627, 11/1066-9, 1234/2023, nr 2–3/2023: an agency's numbers of cases, and numbers
    # within a year.
    Named(
        "diary numbers",
        r"""(?<![\w.])\d+(?:\.\d+)*-\d{4}-\d+(?:[-:]\d+)?(?![\w-])
             | (?<![\w/-])(?:19|20)\d\d[-/](?!(?:19|20)\d\d\b)\d{3,}(?:-\d+)?(?![\w-])
             | (?<![\w/])\d+/\d+-\d+ | (?<![\w/,.-])\d+(?:[–-]\d+)?/(?:19|20)\d\d(?![\w/])""",
        apart=True,
        needs=("-", "/"),
    ),
    # UM 1234-20, T 45-21: a court's.
    Named(
        "diary numbers",
        rf"\b[A-ZÅÄÖ]{{1,3}}{B}\d+-\d{{2}}(?!\w)",
        unless_counted=True,
        apart=True,
        needs=("-",),
    ),
    # A2021/01029, Ju2019/02316/L7, Stab/009/2024, gd/070/2021: a department's and a unit's own series.
    Named("diary numbers", r"\b[^\W\d_]+/?\d{2,4}/\d+(?:/\w+)*(?!\w)", apart=True, needs=("/",)),
    # dnr 4711, diarienummer 2021/4, målnummer 1234, beteckning U-2010/0426: whatever calls itself such a number.
    Named(
        "diary numbers",
        rf"""(?i: (?<=\bdnr) [.:]?{B}?[\w./:–-]*\d[\w./:-]*(?<![./:-])
             | \b(?:d\.nr|diarienr|diarienummer|(?:ärende|mål|dossier|besluts|referens|löp)nummer|mål{B}nr
             |beteckning(?:en)?) \b[.:]?{B}?[\w./:–-]*\d[\w./:-]*(?<![./:-]) )""",
        apart=True,
        needs=("nr", "nummer", "beteckning"),
    ),
    # OSL 5:1–2, 17:5 UtlL: chapter and section of a law by its short name.
    Named(
        "laws",
        rf"\b(?:{_LAW}{B}\d+:\d+(?:[–-]\d+)? | \d+:\d+(?:[–-]\d+)?{B}{_LAW}\b)",
        apart=True,
        needs=(":",),
    ),
    # s. 12, s. 3 ff., sid. 3, sidan 12, sidorna 12–15, sida 3 av 10: pages; EU:s 27 länder are none.
    Named(
        "pages",
        rf"""(?i: (?<![\w:’'-])(?:ss?\.?|sid\.?|sida|sidan|sidor|sidorna){B}
             (?: \d+{B}?ff?\b\.? | {NUMBERS}(?:{B}av{B}\d+)? ) )""",
    ),
)
