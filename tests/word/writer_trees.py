"""Short ways to build document trees for the writer's tests, and one document that holds every node."""

import struct
import zlib
from datetime import date

from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Document,
    Figure,
    Footnote,
    FootnoteMark,
    Heading,
    ItemList,
    LineBreak,
    Link,
    ListItem,
    Metadata,
    Paragraph,
    Picture,
    Row,
    Table,
    Text,
    Value,
)
from pipeline.places import Place

TEXT = "text/10-inledning.md"


def at(line):
    return Place(TEXT, line=line)


def inline(*children):
    """Strings become texts with a place; nodes stay as they are."""
    return tuple(Text(child, at(1)) if isinstance(child, str) else child for child in children)


def para(*children, role="body", line=1):
    return Paragraph(inline(*children), role, at(line))


def heading(level, *children, numbered=True, label=None):
    return Heading(level, inline(*children), numbered, label, at(1))


def blocks(*children):
    return tuple(para(child) if isinstance(child, str) else child for child in children)


def items(*contents, ordered=False, start=1):
    """A list; each item is a string, or a tuple of strings and blocks."""
    made = (content if isinstance(content, tuple) else (content,) for content in contents)
    return ItemList(tuple(ListItem(blocks(*content), at(3)) for content in made), ordered, start, at(3))


def cell(*children, **settings):
    return Cell(blocks(*children), origin=Place("data/tabell.csv", row=3, header="Antal"), **settings)


def raised(letter):
    """The letter of a note, set small above the line."""
    return Text(letter, at(8), raised=True)


def row(*cells, keep=False):
    return Row(tuple(cell(found) if isinstance(found, str) else found for found in cells), keep)


def table(columns, *rows, header=(), **settings):
    return Table(
        tuple(Column() for _ in range(columns)) if isinstance(columns, int) else columns,
        tuple(header),
        tuple(rows),
        origin=Place("figures.yaml", line=7),
        **settings,
    )


def png(width=40, height=20, shade=90):
    """A PNG file of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = (b"\0" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def figure(*caption, label=None, width=100.0, height=50.0, shade=90, notes=(), alt="En ruta"):
    picture = Picture(png(shade=shade), "image/png", width, height)
    return Figure(picture, alt, inline(*caption), label, notes, at(9))


def document(*body, footnotes=(), intro=(), plan=(), language="sv-SE", **metadata):
    """A document whose parts the template places in the order intro, plan, body."""
    settings = {
        "title": "Provrapport",
        "document_type": "Rapport",
        "language": language,
        "case_number": "1.3.1-2024-8647",
        "organisation": "Exempelmyndigheten",
        "author": "Stab",
        "date": date(2024, 6, 19),
    }
    data = Metadata(**settings | metadata)
    return Document(
        name="prov",
        kind="report",
        metadata=data,
        parts={"body": blocks(*body), "intro": blocks(*intro), "plan": blocks(*plan)},
        footnotes={note.key: note for note in footnotes},
        variables={"document": {"title": data.title, "case_number": data.case_number}},
    )


def note(key, *paragraphs):
    return Footnote(key, tuple(blocks(*paragraphs)), at(20))


def every_node():
    """One document with every node, role, alignment and tone."""
    absence = table(
        (Column(2), Column(1, "decimal"), Column(1, "decimal"), Column(1, "right"), Column(1, "right")),
        row(
            cell("Chefer", header=True),
            cell(para("5,3", raised("a"))),
            "12,25",
            "1 200",
            cell(para("7", FootnoteMark("tabell"))),
        ),
        row(cell("Övriga", header=True), "5", "2,5", "–", cell(tone="quiet")),
        row(cell("Alla", header=True), "5,1", "3,25", "1 300", "9"),
        header=(
            row(cell("Grupp", rows=2), cell("2022", columns=2), cell("2023", columns=2)),
            row("Kvinnor", "Män", "Kvinnor", "Män"),
        ),
        caption=inline("Frånvaro i ", Text("per cent", at(4), language="en"), FootnoteMark("tabell")),
        label="tbl-franvaro",
        notes=(para(raised("a"), " Utom i maj."), para("Källa: påhittade siffror.")),
        summary="Frånvaron per grupp & kön.",
        total=True,
        unit="procent",
        total_column=True,
    )
    measures = table(
        3,
        row(cell("Mål 1", rows=2, header=True), cell("Steg ett", tone="good"), "Ansvarig A", keep=True),
        row(cell(items("mät", ("följ upp", "varje kvartal"), ordered=True), tone="attention"), "Ansvarig B"),
        row(cell("Mål 2", header=True), cell("Två stycken", "i en cell", tone="bad"), cell(items("punkt"))),
        header=(row("Mål", "Vad", "Vem"),),
        caption=inline("Åtgärder"),
        style="plan",
    )
    months = table(
        (Column(3), Column(1, "center"), Column(1, "center")),
        row(cell("Möte", header=True), "●", cell()),
        header=(row("Aktivitet", "jan", "feb"),),
        style="calendar",
    )
    return document(
        heading(1, "Inledning", label="sec-inledning"),
        para("En ingress.", role="lead"),
        para(
            Text("Starkt", at(2), strong=True),
            " ",
            Text("betonat", at(2), emphasis=True),
            " ",
            Text("både och", at(2), strong=True, emphasis=True),
            " och ",
            Text("sustainable", at(2), language="en"),
            " samt ",
            Text("العربية", at(2), language="ar"),
            ".",
            FootnoteMark("lag", at(2)),
            FootnoteMark("sida", at(2)),
            LineBreak(),
            "5 000 kr <& {{ x }} 😀",
        ),
        para(
            "Se ",
            CrossReference("sec-mal", at(3)),
            ", ",
            CrossReference("tbl-franvaro", at(3)),
            " och ",
            CrossReference("fig-kedja", at(3)),
            ". ",
            CrossReference("Tbl-franvaro", at(3)),
            " står efter ",
            CrossReference("sec-bilagor", at(3)),
            ". ",
            Link("https://www.example.se/a?b=1&c=2", inline("Myndighetens webbplats"), at(3)),
            " säger ",
            Value("drygt 63 procent", "andel", at(3), (Place("data/tabell.csv", row=4, header="Andel"),)),
            ".",
        ),
        heading(2, "Mål", label="sec-mal"),
        para("Citat.", role="quote"),
        para("Anmärkning.", role="note"),
        para("Påhittat exempel.", role="example"),
        items(("Punkt", items("numrerad", ("igen", items("djup tre"))), "fortsättning"), "Punkt två"),
        items("Ett", ("Två", items("a", "b", ordered=True)), "Tre", ordered=True),
        items("Fem", "Sex", ordered=True, start=5),
        heading(3, "Nivå tre"),
        heading(4, "Nivå fyra"),
        heading(5, "Nivå fem"),
        heading(2, "Bilagor", numbered=False, label="sec-bilagor"),
        absence,
        "Efter tabellen.",
        months,
        figure("Resultatkedjan", label="fig-kedja", notes=(para("Efter en påhittad modell."),)),
        figure(alt='Samma ruta, utan "rubrik"'),
        heading(1, "Slut"),
        para("Samma not igen.", FootnoteMark("lag", at(30))),
        footnotes=(
            note("lag", para("Förordningen (2019:502), ", Link("https://example.se/", inline("example.se")), ".")),
            note("sida", "Första stycket.", "Andra stycket."),
            note("tabell", para("Not i tabell, se ", CrossReference("sec-mal"), ".")),
        ),
        intro=(
            heading(1, "Förord", numbered=False),
            para("Ett förord."),
            para("Anna Andersson", role="signature"),
            para("Generaldirektör", role="signature"),
        ),
        plan=(heading(2, "Planen", numbered=False), measures),
        subject="Ett prov.",
        keywords=("prov", "rapport"),
    )
