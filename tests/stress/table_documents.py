"""Tables that are hard to set: long ones, wide ones, narrow ones, empty ones, and those with merged cells."""

from tests.stress.annex_folder import SENTENCES, annex, prose

#: Rows of the long table, which goes over more than five pages.
LONG = 260
REGIONS = ("Norr", "Mitt", "Stockholm", "Öst", "Väst", "Syd")
KINDS = ("asyl", "anknytning", "arbete", "studier", "medborgarskap")


def _csv(rows):
    return "".join(";".join(map(str, row)) + "\n" for row in rows)


def long_table():
    """A table over more than five pages, with headings in two rows, two heading columns and a total; notes in it."""
    head = [("Region", "Ärende", "Kvinnor", "Kvinnor", "Män", "Män"), ("", "", *("Inkomna", "Avgjorda") * 2)]
    rows = [
        (
            f"{REGIONS[at // 5 % 6]} {chr(ord('A') + at // 30)}",
            KINDS[at % 5] if at % 17 else f"{KINDS[at % 5]} efter {SENTENCES[at % 6].lower()}",
            *(value * (at + 1) % 9973 for value in (37, 61, 83, 97)),
        )
        for at in range(LONG)
    ]
    total = ("Samtliga", "", *(sum(int(row[column]) for row in rows) for column in range(2, 6)))
    figures = """\
tables:
  tbl-lang:
    file: data/lang.csv
    header-rows: 2
    row-headers: 2
    caption: Inkomna och avgjorda ärenden efter region, slag och kön[^kalla]
    unit: antal ärenden
    total: true
    columns:
      Region: {width: 2}
      Ärende: {width: 4}
      Kvinnor / Inkomna: {type: integer}
      Kvinnor / Avgjorda: {type: integer}
      Män / Inkomna: {type: integer}
      Män / Avgjorda: {type: integer}
    notes: ["Källa: ärendehanteringssystemet."]
"""
    return annex(
        f"# En lång tabell\n\n{prose(4)}\n\nAntalet framgår av @tbl-lang.\n\n![](tbl-lang)\n\n{prose(3)}\n",
        {
            "data/lang.csv": _csv([*head, *rows, total]),
            "figures.yaml": figures,
            "references.yaml": "kalla:\n  title: Ärendestatistik\n  dnr: 1.2.2.1-2022-77\n",
        },
        title="En tabell över flera sidor",
    )


def twenty(heading):
    """The rows of a table of twenty columns."""
    names = [f"{heading}{chr(ord('A') + at)}" for at in range(19)]
    return _csv([("Region", *names), *((name, *(at * 7 % 100 for at in range(19))) for name in REGIONS)])


def wide_and_narrow():
    """A table of twenty columns, one of a single column, one whose words have hardly room."""
    long = "arbetsmarknadsetableringsuppföljning"
    words = [("Del", *(f"Ansvar {letter}" for letter in "ABCDE")), *((name, *[long] * 5) for name in REGIONS)]
    one = [("Region",), *((name,) for name in REGIONS)]
    return annex(
        "# Breda och smala tabeller\n\n@Tbl-bred är bred, @tbl-smal är smal och @tbl-ord har långa ord.\n\n"
        "![](tbl-bred)\n\n![](tbl-smal)\n\n![](tbl-ord)\n",
        {
            "data/bred.csv": twenty(""),
            "data/smal.csv": _csv(one),
            "data/ord.csv": _csv(words),
            "figures.yaml": "tables:\n"
            "  tbl-bred: {file: data/bred.csv, caption: Många kolumner i en tabell}\n"
            "  tbl-smal: {file: data/smal.csv, caption: En enda kolumn, row-headers: 0}\n"
            "  tbl-ord: {file: data/ord.csv, caption: Långa ord}\n",
        },
        title="Breda och smala tabeller",
    )


def gaps():
    """Tables with empty cells, an empty row, an empty column, cells without any value in a whole row and column."""
    return annex(
        "# Tabeller med tomma celler\n\n@Tbl-tomma har tomma celler, @tbl-enda en enda rad och @tbl-tecken bara tecken."
        "\n\n![](tbl-tomma)\n\n![](tbl-enda)\n\n![](tbl-tecken)\n",
        {
            "data/tomma.csv": "Region;Inkomna;Avgjorda;Öppna\nNorr;12;;\n;;;\nMitt;;;\nSyd;;7;\n",
            "data/enda.csv": "Region;Inkomna\nNorr;\n",
            "data/tecken.csv": "Region;Inkomna;Avgjorda\nNorr;..;–\nSyd;.;..\n",
            "figures.yaml": "tables:\n"
            "  tbl-tomma: {file: data/tomma.csv, caption: Tomma celler}\n"
            "  tbl-enda: {file: data/enda.csv, caption: En rad utan värde}\n"
            "  tbl-tecken:\n    file: data/tecken.csv\n    caption: Bara tecken\n"
            "    columns: {Inkomna: {type: integer}, Avgjorda: {type: integer}}\n",
        },
        title="Tabeller med tomma celler",
    )


def table_without(data):
    """A document whose table comes from a file that has too little."""
    return annex(
        "# En tabell\n\n![](tbl-tom)\n",
        {
            "data/tom.csv": data,
            "figures.yaml": "tables:\n  tbl-tom: {file: data/tom.csv, caption: En tom tabell}\n",
        },
        title="En tom tabell",
    )


def plan():
    """An action plan whose tables go over five pages on their side, with cells merged over steps that fill a page."""
    steps = []
    for goal, letter in enumerate("ABC"):
        for measure in range(1, 7):
            for step in range(1, (2, 9, 1)[goal] + 1):
                first = measure == step == 1
                steps.append(
                    (
                        f"{letter}{measure}.{step}",
                        f"Ett mål som handlar om {KINDS[goal]}" if first else "",
                        f"Åtgärd om {KINDS[measure % 5]} i {REGIONS[measure % 6]}. {prose(goal)}" if step == 1 else "",
                        prose(1 + (step + measure) % 4),
                        f"Enheten för {KINDS[step % 5]}",
                        "Fortlöpande" if step % 2 else "Juni 2008",
                    )
                )
    settings = """\
kind: action-plan
title: Handlingsplan med långa tabeller
document-type: Handlingsplan
case-number: 1.3.4-2008-77
date: 2008-05-05
unit: Verksamhetsområde Asylmottagning
responsible: Filippa Nordfeldt
mandate: Internt uppdrag
subject: En handlingsplan som prövar sammanslagna celler.
keywords: [prövning]
"""
    return {
        "document.yaml": settings,
        "measures.csv": _csv([("Id", "Mål", "Vad", "Hur", "Vem", "När"), *steps]),
        "text/10-mal.md": f"# Delmål {{.unnumbered #sec-delmal}}\n\n{prose(2)}\n",
    }
