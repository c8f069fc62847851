"""Documents of one page and of three hundred, and those that hold a single thing."""

from tests.stress.annex_folder import SENTENCES, annex, prose, report

#: Chapters of the long document. In a report each begins a page, and takes six.
CHAPTERS = 48

LIST = """\
- Den första punkten är kort.
- Den andra punkten är lång nog för att gå över en rad, så att man ser hur raderna under den står i förhållande till
  tecknet före den.
- Den tredje punkten är kort.
"""


def one_page():
    """A heading and a paragraph."""
    return annex(f"# Syfte\n\n{prose(3)}\n", title="En sida")


def three_hundred_pages():
    """A report with a contents list of several pages, chapters, lists, tables, and notes in every chapter."""
    files = report("", title="En mycket lång rapport")
    files.pop("text/10-text.md")
    tables = ""
    for number in range(CHAPTERS):
        chapter = [f"# Kapitel om {_subject(number)} {{#sec-{_label(number)}}}"]
        for section in ("Bakgrund", "Genomförande", "Uppföljning"):
            chapter.append(f"## {section}")
            chapter += [_paragraph(f"{_label(number)} {section}", at) for at in range(5)]
            chapter += [LIST.strip() if section == "Genomförande" else prose(11)]
        chapter += [
            f"{SENTENCES[number % len(SENTENCES)]}[^not]",
            f"[^not]: {SENTENCES[(number + 1) % len(SENTENCES)]}",
        ]
        if number % 5 == 0:
            name = f"tbl-{_label(number)}"
            tables += f"  {name}: {{file: data/antal.csv, caption: Antal ärenden i kapitlet om {_subject(number)}}}\n"
            chapter += [f"Antalet framgår av @{name}.", f"![]({name})"]
        files[f"text/{number + 10:03}-kapitel.md"] = "\n\n".join(chapter) + "\n"
    rows = "".join(f"Region {name};{index * 1371 + 12};{index * 977 + 31}\n" for index, name in enumerate("ABCDEFGH"))
    files["data/antal.csv"] = f"Region;Inkomna;Avgjorda\n{rows}"
    files["figures.yaml"] = f"tables:\n{tables}"
    return files


def _paragraph(where, at):
    """A long paragraph like no other, so that one that is missing is missed."""
    return f"Stycke {'ABCDE'[at]} i {where}. {prose((12, 9, 14, 10, 12)[at])}"


_FIRST = ("mottagning", "prövning", "återvändande", "bosättning", "försörjning", "bemötande", "samverkan", "utbildning")
_SECOND = ("staben", "regionen", "ansökningsenheten", "boendeenheten", "servicecentret", "funktionen", "avdelningen")
_ADDED = ("", " och ledningen")


def _subject(number):
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number % len(_SECOND)]
    return f"{first} i {second}{_ADDED[number // 56]}"


def _label(number):
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def one_table():
    """Nothing but a table."""
    return annex(
        "![](tbl-ensam)\n",
        {
            "data/ensam.csv": "Region;Ärenden\nNorr;12\nSyd;1 403\n",
            "figures.yaml": "tables:\n  tbl-ensam: {file: data/ensam.csv, caption: Ärenden efter region}\n",
        },
        title="Bara en tabell",
    )


def one_list():
    """Nothing but a list."""
    return annex("1. Ansökan\n2. Utredning\n3. Beslut\n", title="Bara en lista")


def one_picture(picture):
    """Nothing but a picture."""
    return annex("![En grå ruta.](images/ruta.png)\n", {"images/ruta.png": picture}, title="Bara en bild")


def one_heading():
    """Nothing but a heading."""
    return annex("# En ensam rubrik\n", title="Bara en rubrik")
