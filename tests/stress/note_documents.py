"""Documents full of footnotes: two hundred of them, long ones, several in one place, in cells, lists and headings."""

from tests.stress.annex_folder import SENTENCES, annex, prose

_REFERENCES = """\
plan:
  title: Plan för jämställdhetsintegrering
  dnr: 1.2.2.1-2021-15627
lag:
  type: law
  title: Förvaltningslag (2017:900)
  pinpoint: 5 §
sida:
  type: page
  title: Att söka asyl i Sverige
  issuer: Migrationsverket
  url: https://www.migrationsverket.se/Privatpersoner/Skydd-och-asyl-i-Sverige/Soka-asyl.html
  read: 2023-03-01
"""


def two_hundred():
    """Two hundred notes: many on each page, a long one at every fortieth, the same reference again and again."""
    paragraphs, notes = [], []
    for at in range(200):
        sentence = SENTENCES[at % len(SENTENCES)]
        key = ("plan", "lag", "sida")[at % 3] if at % 10 == 0 else f"not-{at}"
        if key == f"not-{at}":
            words = prose(40) if at % 40 == 5 else f"Se {sentence[0].lower()}{sentence[1:]}"
            notes.append(f"[^{key}]: {words}")
        paragraphs.append(f"{sentence}[^{key}]")
    text = "\n\n".join(" ".join(paragraphs[at : at + 5]) for at in range(0, 200, 5))
    return annex(
        f"# Noterna\n\n{text}\n\n" + "\n\n".join(notes) + "\n",
        {"references.yaml": _REFERENCES},
        title="Många noter",
    )


def longer_than_a_page():
    """A note that runs over more than a page, right after the text, and one that begins on the last line of a page."""
    return annex(
        f"# En lång not\n\nTexten är kort.[^lång] Sedan kommer mer.[^kort]\n\n{prose(60)}[^sen]\n\n{prose(30)}\n\n"
        f"[^lång]: {prose(90)}\n\n    {prose(20)}\n\n[^kort]: Kort.\n\n[^sen]: {prose(30)}\n",
        title="Noter som är längre än sidan",
    )


def everywhere():
    """Several notes side by side, at the start, the middle and the end; in a heading, a list, a quotation, a cell."""
    text = """\
# Rubriken har en not[^a]

[^b]Noten står först. Den står mitt i ett o[^c]rd, [^d] och flera står sida vid sida.[^e][^f][^g]

**Fet**[^h] och *kursiv*[^i] och [en länk](https://www.migrationsverket.se)[^j], före skiljetecken[^k], och efter.[^l]

- Första punkten.[^m]
- [^n]Andra punkten.
    - Under den.[^o][^p]
        1. Steg.[^plan]

            Stycket under steget.[^plan]

> Citatet har en källa.[^plan]

::: note
En anmärkning.[^q]
:::

![](tbl-noter)

## Underrubriken[^r] har flera[^s] {.unnumbered}

Ett *betonat stycke[^t] med **fet** not[^u]*.

"""
    notes = "\n\n".join(f"[^{key}]: Noten för {key}." for key in "abcdefghijklmnopqrstu")
    figures = """\
tables:
  tbl-noter:
    file: data/noter.csv
    caption: Tabellen har en not[^plan] i rubriken
    row-headers: 1
    columns:
      Vad: {markdown: true}
      Hur: {markdown: true}
    notes: ["Anmärkningen har också en.[^lag]"]
"""
    table = "Vad;Hur\nSamverkan[^plan];Möten[^sida][^lag]\nStöd;Samtal[^plan]\n"
    return annex(
        text + notes + "\n",
        {"references.yaml": _REFERENCES, "figures.yaml": figures, "data/noter.csv": table},
        title="Noter överallt",
    )


def only_notes():
    """A text that is nothing but the marks of notes."""
    return annex("[^a]\n\n[^b][^c]\n\n[^a]: Den ena.\n\n[^b]: Den andra.\n\n[^c]: Den tredje.\n", title="Bara noter")


def links_in_notes():
    """Links in notes: with words, bare, mail, several in one, one that is broken over lines, one with emphasis."""
    long = "https://www.migrationsverket.se/" + "/".join(["en-lang-vag-till-sidan"] * 12)
    return annex(
        f"""\
# Länkar i noter

Ord.[^ord] Adress.[^adress] Post.[^post] Flera.[^flera] Lång.[^lang] Betonad.[^betonad] Samma igen.[^sida][^sida]

{prose(3)}

[^ord]: Se [Migrationsverkets webbplats](https://www.migrationsverket.se).

[^adress]: <https://www.migrationsverket.se/Om-Migrationsverket.html>

[^post]: Skriv till [registratorn](mailto:registrator@migrationsverket.se) eller <registrator@migrationsverket.se>.

[^flera]: [Lagen](https://www.riksdagen.se/lag), [förordningen](https://www.riksdagen.se/forordning) och \
[det långa namnet på propositionen som ligger bakom båda två och som fyller mer än en rad]\
(https://www.riksdagen.se/proposition).

[^lang]: <{long}>

[^betonad]: Läs [*hela* **planen**](https://www.migrationsverket.se/plan) först.
""",
        {"references.yaml": _REFERENCES},
        title="Länkar i noter",
    )


DOCUMENTS = {
    "notes-two-hundred": two_hundred,
    "notes-longer-than-a-page": longer_than_a_page,
    "notes-everywhere": everywhere,
    "notes-only": only_notes,
    "notes-with-links": links_in_notes,
}
