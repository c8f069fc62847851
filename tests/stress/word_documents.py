"""Documents with words and paragraphs beyond all measure, links of every kind, and text full of markup's signs."""

from tests.stress.annex_folder import annex, prose

_LONG = "uppföljningsansvarsfördelningsöverenskommelse" * 3
_BARE = "abcdefghijklmnopqrstuvwxyzåäö" * 5
_ADDRESS = "https://www.migrationsverket.se/" + "enväldigtlångsökväg" * 15
_QUERY = "https://www.migrationsverket.se/sok?" + "&".join(
    f"falt{letter}=varde{letter}" for letter in "abcdefghijklmnop"
)
_NUMBERS = ",".join(f"1.3.1-2024-{8600 + at}" for at in range(40))
_REFERENCES = f"""\
lang:
  type: page
  title: En sida
  issuer: Migrationsverket
  url: {_QUERY}
  read: 2023-03-01
"""


def long_words():
    """Words without a place to break: in text, lists, headings, captions, notes and narrow cells."""
    text = f"""\
# {_LONG}

Ordet {_LONG} står i texten, och {_BARE}, och så fortsätter den.

- Punkten {_LONG} bryts.
    - Under den {_LONG}.
        - Och under den {_LONG}.
            - Längst in {_LONG}.

## {_BARE} {{.unnumbered}}

> {_LONG}[^not]

::: note
{_BARE}
:::

![](tbl-trang)

![](tbl-bred)

Dokumenten {_NUMBERS}.

[^not]: Noten har {_LONG} och {_BARE} och dokumenten {_NUMBERS}.
"""
    figures = f"""\
tables:
  tbl-trang:
    file: data/trang.csv
    caption: "{_LONG} i rubriken"
    row-headers: 1
    notes: ["{_LONG} i anmärkningen"]
  tbl-bred:
    file: data/bred.csv
    caption: Många smala kolumner
    row-headers: 1
"""
    narrow = f"Vad;Hur;Var\n{_LONG};{_BARE};kort\nkort;{_NUMBERS};{_ADDRESS}\n"
    names = ["Verksamhetsområdeschefer", "Tillståndsprövningsenhet", "Ansökningshandläggning", "Förvaltningsprocess"]
    wide = ";".join(["Enhet", *names, *(f"{name}2" for name in names)])
    rows = "".join(f"Enhetsbeteckning{letter};" + ";".join(["Sammanträdesprotokoll"] * 8) + "\n" for letter in "ABC")
    return annex(
        text,
        {"figures.yaml": figures, "data/trang.csv": narrow, "data/bred.csv": f"{wide}\n{rows}"},
        title=f"Långa ord: {_LONG[:60]}",
    )


def links():
    """Links in text, cells and captions: long addresses, mail, emphasis, brackets and letters beyond ASCII in them."""
    figures = """\
tables:
  tbl-lankar:
    file: data/lankar.csv
    caption: Länkar till [Migrationsverket](https://www.migrationsverket.se)
    columns:
      Länk: {markdown: true}
    notes: ["Se [lagen](https://www.riksdagen.se/lag)."]
"""
    table = (
        "Vad;Länk\nWebb;[Migrationsverket](https://www.migrationsverket.se)\n"
        f"Post;<registrator@migrationsverket.se>\nLång;<{_QUERY}>\nFlera;[En](https://a.se/) och *[två](https://b.se/)*\n"
    )
    return annex(
        f"""\
# Länkar

En lång adress: <{_QUERY}>. En utan ställen att bryta: <{_ADDRESS}>.

Post till [registratorn](mailto:registrator@migrationsverket.se?subject=En%20fr%C3%A5ga) eller \
<registrator@migrationsverket.se>.

Länktext med [*betoning*, **vikt** och *__båda__*](https://www.migrationsverket.se/a) och \
[en lång text som bryts över flera rader, {prose(3)[:-1].lower()}](https://www.migrationsverket.se/b).

Adresser med [parenteser](https://sv.wikipedia.org/wiki/Asyl_(juridik)), \
[tecken](https://www.migrationsverket.se/sök?a=å&b="c"), [procent](https://www.migrationsverket.se/s%C3%B6k), \
[ankare](https://www.migrationsverket.se/a#b) och [domän](https://www.räksmörgås.se/).

[Sida](https://a.se/)[vid](https://b.se/)[sida](https://c.se/), och en källa.[^lang]

{prose(20)} [En länk som delas över sidorna eftersom den står sist, {prose(30)[:-1].lower()}](https://a.se/delad).

![](tbl-lankar)
""",
        {"figures.yaml": figures, "data/lankar.csv": table, "references.yaml": _REFERENCES},
        title="Länkar",
    )


def paragraphs():
    """A paragraph of three pages, one of a letter, one of a sign, an empty one."""
    return annex(f"# Stycken\n\n{prose(120)}\n\nÅ\n\n.\n\n{prose(1)}\n\n# Nästa\n\nI\n", title="Stycken")


def markup():
    """Text full of the signs of Markdown, XML, Jinja and Word fields, in prose, settings and cells."""
    hostile = "a < b & c > d ]]> \"e\" 'f' &amp; &lt; &#65; <!-- x --> </w:t> {# g #} %PDF- {DATE} \\o"
    figures = """\
tables:
  tbl-tecken:
    file: data/tecken.csv
    caption: 'Tecken < & > ]]> "'
    summary: 'Tecken < & > ]]> "'
    row-headers: 1
"""
    table = 'Vad < &;"Hur ]]> ""x"""\n' + f'*a* _b_ [c] (d) `e`;"{hostile.replace(chr(34), chr(34) * 2)}"\n'
    return annex(
        """\
# Tecken < & > ]]> {.unnumbered}

<!-- allow C210: siffrorna är tecken -->

Mindre än 1 \\< 2 \\& tre \\> ]]> "citat" 'enkelt' &amp; &lt; &copy; \\&amp; \\\\ \\* \\_ \\# \\[ \\] \
\\{\\{ namn \\}\\} \\{% if %\\} \
{# inte #}.

Stjärna * ensam, under_streck_i_ord, snabel a@b, @ensam, hash #tagg, ~tilde~, ^tak^, $dollar$, %procent%, a|b, \\`.

Fält: { DATE } { = A + B } %SYSTEM% ${X} $(y) \\\\server\\\\mapp C:\\\\temp =SUM(A1).

\\# Ingen rubrik

\\- Ingen punkt

2023\\. Inget nummer

![](tbl-tecken)
""",
        {"figures.yaml": figures, "data/tecken.csv": table},
        title="Tecken < & > ]]>",
    )


DOCUMENTS = {
    "words-without-an-end": long_words,
    "links": links,
    "paragraphs": paragraphs,
    "markup": markup,
}
