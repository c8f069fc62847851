"""Trees that no input gives yet and that writers take all the same: free spans, pictures in cells, many sections."""

import io
import re
import zipfile
from dataclasses import replace

from pipeline.content.model import (
    Cell,
    Column,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
)
from tests.conftest import ROOT
from tests.stress.annex_folder import annex, prose
from tests.stress.block_documents import picture

#: Parts of the document whose pages lie and stand by turns.
SECTIONS = ("one", "two", "three", "four", "five")


def paragraph(text):
    return Paragraph((Text(text),))


def _cell(text, *, rows=1, columns=1, header=False):
    return Cell((paragraph(text),) if text else (), rows, columns, header)


def _with_body(document, blocks):
    return replace(document, parts={**document.parts, "body": (*document.parts["body"], *blocks)})


def merged_cells(document):
    """Cells merged over columns and rows at once, in header and body, some of them over the end of a page."""
    header = (
        Row((_cell("Region", rows=2), _cell("Inkomna", columns=2), _cell("Avgjorda", columns=2))),
        Row(tuple(_cell(name) for name in ("Kvinnor", "Män", "Kvinnor", "Män"))),
    )
    blocks = (
        Row((_cell("Norr", rows=3, header=True), _cell("Två gånger två", rows=2, columns=2), _cell("a"), _cell("b"))),
        Row((_cell("c"), _cell("d"))),
        Row((_cell("Hela bredden", columns=4),)),
        Row((_cell("Syd", header=True), _cell("", rows=2), _cell("e"), _cell("f"), _cell("g", rows=2))),
        Row((_cell("Öst", header=True), _cell("Två kolumner", columns=2))),
    )
    long = []
    for region in ("Norr", "Syd"):
        for at in range(60):
            cells = [_cell(f"{region} {at}"), _cell(prose(1) if at % 7 == 0 else "kort"), _cell("")]
            if at == 0:
                cells = [_cell(region, rows=60, header=True), _cell("Alla rader", rows=60), *cells]
            long.append(Row(tuple(cells)))
    columns = tuple(Column() for _ in range(5))
    return _with_body(
        document,
        (
            Table(columns, header, blocks, (Text("Åt båda hållen"),), label="tbl-bada"),
            paragraph(prose(1)),
            Table(columns, header, tuple(long), (Text("Över flera sidor"),), label="tbl-over", style="plan"),
            paragraph(prose(1)),
        ),
    )


def pictures_in_cells(document):
    """Pictures in cells, alone, with text, wider than the cell, in a heading cell; lists four deep in cells."""

    def figure(alt, width=20.0, height=10.0):
        return Figure(Picture(picture(20, 10), "image/png", width, height), alt)

    deep = paragraph("Längst in")
    for at in range(2):
        deep = (
            ItemList((ListItem((paragraph(f"Nivå {'AB'[at]}"), deep)),), ordered=at == 1)
            if at
            else ItemList((ListItem((deep,)),))
        )
    rows = (
        Row((_cell("Ensam", header=True), Cell((figure("En grå ruta ensam."),)))),
        Row((_cell("Med text", header=True), Cell((paragraph("Före"), figure("En ruta i text."), paragraph("Efter"))))),
        Row((_cell("Bred", header=True), Cell((figure("En ruta som är bredare än cellen.", 200.0, 20.0),)))),
        Row((Cell((figure("En ruta i radens rubrik."),), header=True), _cell("Bild i rubriken"))),
        Row((_cell("Lista", header=True), Cell((paragraph("Listan:"), deep)))),
    )
    table = Table((Column(), Column()), (Row((_cell("Vad"), _cell("Bild"))),), rows, (Text("Bilder i celler"),))
    return _with_body(document, (table, paragraph(prose(1))))


def in_sections(document):
    """The text in five sections; headings, tables and notes stand in each."""
    parts: dict[str, list] = {name: [] for name in SECTIONS}
    at = -1
    for block in document.parts["body"]:
        at += isinstance(block, Heading) and block.level == 1
        parts[SECTIONS[at]].append(block)
    return replace(document, parts={name: tuple(blocks) for name, blocks in parts.items()})


def turning():
    """An annex in five sections with a template whose pages stand, lie, stand, lie and stand."""
    chapters = []
    for number, name in enumerate(SECTIONS):
        table = f"![](tbl-{name})" if number != 3 else ""
        end = "" if number == 1 else prose(2)  # the second ends with its table, where a section break has no paragraph
        note = f"[^not]: {prose(1)}" if number == 0 else ""
        chapters.append(
            f"# Avsnitt {'ABCDE'[number]}\n\n{prose(4)}[^not{'' if number == 0 else number}]\n\n## Tabellen\n\n"
            f"{prose(30 if number == 2 else 2)}\n\n{table}\n\n{end}\n\n{note}"
            + (f"\n\n[^not{number}]: {prose(2)}" if number else "")
        )
    tables = "".join(f"  tbl-{name}: {{file: data/antal.csv, caption: Antal}}\n" for name in SECTIONS if name != "four")
    files = annex(
        "\n\n".join(chapters) + "\n",
        {"data/antal.csv": "Region;Inkomna;Avgjorda\nNorr;12;7\nSyd;3;1\n", "figures.yaml": f"tables:\n{tables}"},
        title="Liggande och stående",
    )
    settings = files["document.yaml"] + "template: turning.docx\n"
    own = {"templates/turning.docx": turning_template(), "templates/html/turning.html": turning_page()}
    return files | {"document.yaml": settings, **own}


def turning_page():
    """The template of its web edition: nothing but the title and the five parts."""
    places = "\n".join(f"{{{{ {name} }}}}" for name in SECTIONS)
    empty = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in ("facts", "changes"))
    return f'{{% extends "edition.html" %}}\n{empty}\n{{% block parts %}}\n{places}\n{{% endblock %}}\n'


def turning_template():
    """The action plan's template, with headers for both ways: five parts, by turns upright and on their side."""
    data = (ROOT / "templates" / "action-plan.docx").read_bytes()

    def turned(xml):
        first, lying = re.findall(r"<w:sectPr.*?</w:sectPr>", xml, re.DOTALL)
        upright = re.sub(r'<w:titlePg/>|<w:\w+Reference w:type="first"[^>]*/>', "", first)

        def place(name, section):
            return f"<w:p><w:pPr>{section}</w:pPr><w:r><w:t>{{{{p {name} }}}}</w:t></w:r></w:p>"

        body = "".join(map(place, SECTIONS, (first, lying, upright, lying, "")))
        title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{{ document.title }}</w:t></w:r></w:p>'
        return re.sub(
            r"(<w:body>).*(</w:body>)", lambda _: f"<w:body>{title}{body}{upright}</w:body>", xml, flags=re.DOTALL
        )

    return edited(data, {"word/document.xml": turned})


def full_header():
    """An annex whose running header is so high that it takes a third of the page."""
    files = annex(f"# Text\n\n{prose(80)}\n", title="Ett högt sidhuvud")
    settings = files["document.yaml"] + "template: high.docx\n"
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr><w:r><w:t>{name} {{{{ document.title }}}}, '
        f"{{{{ document.unit }}}}, {{{{ agency.name }}}}, {{{{ document.case_number }}}}</w:t></w:r></w:p>"
        for name in ("Ett", "Annat", "Tredje", "Fjärde", "Femte", "Sjätte", "Sjunde", "Åttonde", "Nionde", "Tionde")
    ).replace('w:val="header"', 'w:val="Header"')
    data = (ROOT / "templates" / "plan-annex.docx").read_bytes()
    high = edited(data, {"word/header2.xml": lambda xml: xml.replace("</w:hdr>", f"{lines}</w:hdr>")})
    return files | {"document.yaml": settings, "templates/high.docx": high}


def edited(data, changes):
    """A package with some of its parts changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            content = package.read(name)
            if name in changes:
                content = changes[name](content.decode()).encode()
            changed.writestr(zipfile.ZipInfo(name), content)
    return result.getvalue()
