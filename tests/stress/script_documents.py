"""Documents in many scripts: right to left, Greek, Cyrillic, the minority languages, Vietnamese, marked and not."""

from tests.stress.annex_folder import annex, prose

#: Language → words of it.
WORDS = {
    "ar": "الهجرة إلى السويد في عام",
    "he": "הגירה לשוודיה בשנת",
    "fa": "مهاجرت به کشور سوئد",
    "el": "μετανάστευση στη Σουηδία",
    "grc": "ἐν ἀρχῇ ἦν ὁ λόγος, ᾧ ᾠδὴ ῥᾷον",
    "ru": "миграция в Швецию, ёлка, съезд",
    "uk": "міграція до Швеції, ґанок, їжак",
    "fi": "maahanmuutto, pöytä, šakki, želee",
    "se": "Sámi álbmotbeaivi, čáhci, đuhtte, ŋuvvet, šaddat, ŧa, žádjat",
    "smj": "sáme giella, ieŋŋŋa, áhttjá, Jåhkåmåhkke, ńálmme",
    "sma": "saemien gïele, åarjelsaemien, Ïdtjh, Öövre",
    "rmf": "romani čhib, džav, śukar, źeno, ăčhel",
    "yi": "ייִדיש איז אַ לשון",
    "vi": "người nhập cư Việt Nam, ưở, ẫ, ợ, Đường, nghĩa",
    "tr": "İstanbul, ığdır, göç, şehir, çocuk",
    "pl": "źdźbło, łódź, żółć, gęś",
    "ro": "știință, țară, înțeles",
    "so": "soo-galootiga iyo magangalyo-doonka",
}


def scripts():
    """Each language in a sentence of its own, marked and unmarked, in a heading, a list and a note."""
    marked = "\n\n".join(f"Ordet är [{words}]{{lang={code}}} mitt i meningen." for code, words in WORDS.items())
    plain = "\n\n".join(f"Ordet är {words} mitt i meningen." for words in WORDS.values())
    items = "\n".join(f"- [{words}]{{lang={code}}}" for code, words in WORDS.items())
    notes = "\n\n".join(f"[^{code}]: Noten säger [{words}]{{lang={code}}}." for code, words in WORDS.items())
    cited = " ".join(f"Ord[^{code}]" for code in WORDS)
    headings = "\n\n".join(f"## [{words}]{{lang={code}}} {{.unnumbered}}\n\nText." for code, words in WORDS.items())
    table = "Språk;Ord\n" + "".join(f"{code};{words}\n" for code, words in WORDS.items())
    figures = "tables:\n  tbl-ord: {file: data/ord.csv, caption: Orden, row-headers: 1}\n"
    return annex(
        f"# Märkta\n\n{marked}\n\n# Omärkta\n\n{plain}\n\n# Lista\n\n{items}\n\n# Noter\n\n{cited}\n\n"
        f"# Rubriker\n\n{headings}\n\n# Tabell\n\n![](tbl-ord)\n\n{notes}\n",
        {"data/ord.csv": table, "figures.yaml": figures},
        title="Skrifter",
    )


def right_to_left():
    """Right to left with numbers, brackets, Latin words inside, several lines, and only such words in a paragraph."""
    arabic = " ".join(["تقدم مصلحة الهجرة معلومات عن قانون الأجانب وعن حقوق طالبي اللجوء في السويد"] * 5)
    hebrew = " ".join(["רשות ההגירה מספקת מידע על חוק הזרים ועל זכויות מבקשי המקלט בשוודיה"] * 5)
    return annex(
        f"""\
# Från höger till vänster

[{arabic}.]{{lang=ar}}

[{hebrew}.]{{lang=he}}

Ordet [(الهجرة)]{{lang=ar}} står inom parentes, och [العربية]{{lang=ar}}, [עברית]{{lang=he}} följs av komma.

Vi skrev [اللجوء (asyl) في السويد]{{lang=ar}} och [חוק Migrationsverket הזרים]{{lang=he}} i samma mening.

{prose(1)} [الهجرة]{{lang=ar}} {prose(1)} [הגירה]{{lang=he}} {prose(1)} [{arabic}]{{lang=ar}} {prose(1)}

[العربية]{{lang=ar}}

**[العربية]{{lang=ar}}** *[עברית]{{lang=he}}* [[العربية]{{lang=ar}}](https://www.migrationsverket.se/ar)

[بُكْرَةً وَأَصِيلًا]{{lang=ar}} och [שָׁלוֹם]{{lang=he}} har vokaltecken.
""",
        title="Från höger till vänster",
    )


def numbers_right_to_left():
    """Numbers among words that run from right to left, in both kinds of figures."""
    return annex(
        """\
# Tal i arabisk text

Lagen är [قانون رقم 2017:900 لعام 2017]{lang=ar}.

<!-- allow C210: datumet är citerat -->

Datumet är [في 19 يونيو 2024]{lang=ar} och på hebreiska [ב-19 ביוני 2024]{lang=he}.

<!-- allow C210: årtalet är citerat -->

Året är [عام ٢٠٢٤]{lang=ar}.
""",
        title="Tal från höger till vänster",
    )


def language_inside_a_word():
    """The language changes inside a word, and inside emphasis and a link."""
    return annex(
        """\
# Språkbyten

Vi använder ett [feedback]{lang=en}system och o[cool]{lang=en}a möten, *betonat [by default]{lang=en}*, \
**fett [de facto]{lang=la}**, \
[länken [in English]{lang=en}](https://www.migrationsverket.se/en) och slut[status]{lang=de}.

> [The agency [förklarar]{lang=sv-SE} this.]{lang=en}[^egen]

[^egen]: [In English]{lang=en}.
""",
        title="Språkbyten inne i ord",
    )


DOCUMENTS = {
    "scripts": scripts,
    "scripts-right-to-left": right_to_left,
    "scripts-right-to-left-with-numbers": numbers_right_to_left,
    "scripts-inside-a-word": language_inside_a_word,
}
