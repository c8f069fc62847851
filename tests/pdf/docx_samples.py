"""Small Word files made by code, with each construct that the PDF stage has to get right."""

from __future__ import annotations

from docx_file import Docx, changed
from docx_pieces import C, caption, contents, field_code, item, paragraph, run, shape, table


def small() -> bytes:
    """One heading, one paragraph."""
    return Docx().heading(1, "Bakgrund").text("Arbetet började i mars.").build()


def report() -> bytes:
    """Contents, headings, notes, links, lists, a picture, a box, tables over two pages, portrait and landscape."""
    doc = Docx()
    doc.add(
        paragraph("Rapport om mottagandet", "Title"),
        contents(
            [
                (1, "1", "Bakgrund", "_Toc1", 2),
                (2, "1.1", "Uppdraget", "_Toc2", 2),
                (1, "2", "Resultat", "_Toc4", 2),
            ]
        ),
    )
    doc.section_break().heading(1, "Bakgrund")
    first = doc.note(run("Förordningen, ") + doc.link("https://example.se/a?b=1&c=2", "webbplatsen") + run("."))
    second = doc.note(run("En andra not i samma stycke."))
    doc.text(
        run("Myndigheten tog emot ansökningar")
        + first
        + run(" under året")
        + second
        + run(" och arbetade enligt ")
        + run("best practice", language="en-GB")
        + run(", se ")
        + doc.link("https://example.se/rapport", "rapporten om arbetet")
        + run(" och (avsnitt\N{NO-BREAK SPACE}")
        + field_code("REF _Toc4 \\r \\h", "2")
        + run(").")
    )
    doc.heading(2, "Uppdraget")
    doc.add(item("Punkt ett"), item("Punkt under", level=2), item("Djupast", level=3), item("Punkt två"))
    doc.text("Däremellan.").add(item("Steg ett", ordered=True), item("Delsteg", level=2, ordered=True))
    doc.add(item("Steg två", ordered=True)).heading(3, "Mellanrubrik", numbered=False)
    doc.add(paragraph("En ruta med ram runt om.", "Note"), paragraph("Ett citat.", "Quote"))
    doc.picture("Karta över landets sex regioner").add(caption("Regionerna", 1, "Figur"))
    doc.heading(1, "Resultat").add(caption("Ansökningar efter år och kön", 1))
    doc.add(
        table(
            [
                [C("Region", merge="restart"), C("2022", span=2), C("2023", span=2)],
                [C(merge="continue"), "Kvinnor", "Män", "Kvinnor", "Män"],
                ["Nord", "1 200", "1 340", "1 100", "990"],
                ["Syd", C(run("2 400") + doc.note(run("Preliminär uppgift."))), "2 310", "2 200", "2 104"],
            ],
            [2200, 1700, 1700, 1700, 1700],
            header_rows=2,
            first_column=True,
            summary="Fler kvinnor än män ansökte i syd.",
        )
    )
    doc.text("Källa: egna uppgifter.").section_break()
    return doc.heading(2, "Åtgärder").add(caption("Åtgärderna", 2), _measures()).build(landscape=True)


def _measures() -> str:
    rows: list[list[C | str]] = [["Mål", "Vad", "Hur"]]
    for goal in range(1, 5):
        for measure in range(1, 11):
            first = C(f"Mål {goal}", merge="restart") if measure == 1 else C(merge="continue")
            rows.append([first, f"Åtgärd {goal}.{measure}", "Möten med kommuner och länsstyrelser"])
    return table(rows, [2000, 5000, 7000])


def split_rows() -> bytes:
    """A table whose rows, and whose merged cell, go over a page's end."""
    doc = Docx().heading(1, "Tabeller")
    for number in range(31):
        doc.text(f"Rad {number}")

    def long(text: str) -> C:
        return C("".join(paragraph(f"{text} {number} {'ord ' * 20}", "TableText") for number in range(9)))

    rows: list[list[C | str]] = [["A", "B", "C"], ["x", "y", "z"], [long("vänster"), long("mitten"), "kort"]]
    rows += [[C(long("sammanslagen").xml, merge="restart"), "b1", "c1"]]
    rows += [
        [C(merge="continue"), f"b{number}", long("höger") if number == 4 else f"c{number}"] for number in range(2, 7)
    ]
    return doc.add(table(rows, [3000, 3000, 3000], may_split=True)).text("Efter tabellen.").build()


#: A contents entry of two lines.
LONG_ENTRY = "Redovisning av mottagandet mm och av det som följde på det under hösten då många kom hit och sökte"


def odd() -> bytes:
    """What templates and authors come up with: drawings, links in headers, deep lists, long contents, a note of two."""
    doc = Docx(title="Udda")
    doc.header = paragraph(shape(), "Header") + paragraph(
        run("se ") + doc.link("https://example.se", "webben"), "Header"
    )
    doc.heading(1, "Rubrik").heading(2, "In English", language="en-GB")
    doc.text(run("A whole paragraph in English.", language="en-GB"))
    doc.text(shape(alt="Blå ruta") + run("Text vid rutan.")).text(shape(text="I rutan") + run("Text vid texten."))
    doc.add(item("Djupt först", level=2), item("Sedan ytligt"))
    # The space at the end of this entry's first line does not fit on it.
    doc.add(contents([(1, "1", LONG_ENTRY, "_Toc1", 1)]))
    second = f'</w:p><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>{run("Andra stycket i noten.")}'
    doc.text(run("Text med not") + doc.note(run("Första stycket.") + second) + run(" och text efter."))
    doc.text(f'<w:hyperlink w:anchor="_Toc1">{run("En länk utan teckenformat")}</w:hyperlink>')
    doc.text("").text(
        run("Fet", bold=True) + run("stilt ord och e-post till ") + doc.link("mailto:a@example.se", "oss")
    )
    doc.add(table([[C(item("Punkt i cell")), ""], ["Nyckel", "Värde"]], [3000, 3000], header_rows=0, first_column=True))
    hyphens = "Funktions\u00adned\u00adsättnings\u00adorganisationernas sam\u00adverkans\u00adorganisation "
    return doc.text((hyphens * 4).strip()).text("Sist.").build()


def without_language() -> bytes:
    """No language anywhere, no diary number."""
    return Docx(language=None, number=None).heading(1, "Rubrik").text("Text.").build()


def skipping() -> bytes:
    """A heading level left out, and a picture without alternative text."""
    return Docx().heading(1, "Ett").heading(3, "Tre").picture("").text("Text.").build()


def spaced() -> bytes:
    """Words that stand apart by tabs, breaks and the ends of lines, and some that do not."""
    doc = Docx(title="Avstånd").add(contents([(1, "1", "Första rubriken", "_Toc1", 1)])).heading(1, "Första rubriken")
    doc.text(run("Anna Ek") + "<w:r><w:br/></w:r>" + run("Överdirektör"))
    doc.text(run("Datum:") + "<w:r><w:tab/></w:r>" + run("5 maj") + "<w:r><w:cr/></w:r>" + run("Slut-") + run("lig."))
    doc.text(f"{'Ganska långa ord fyller raden. ' * 2}Skriv till it-enheten-och-it-supporten-om-it-systemen. Tack.")
    doc.text("Se https://www.example.se/en/mycket/lang/adress/som/inte/far/plats/pa/en/enda/rad/alls/dddddddddd i dag.")
    return doc.heading(2, "Underrubriken").build()


def letter(*, own: bool = True, said: str = "") -> bytes:
    """A letterhead over two columns, with the number of the page, on the first of two pages or on both."""
    doc = Docx(title="Brev")
    number = run("Diarienummer ", bold=True) + run("1.1.1-2024-1")
    page = "<w:r><w:tab/></w:r>" + run("sida ") + field_code("PAGE", "1")
    doc.header = paragraph(run("Bilaga") + page, "Header") + paragraph("<w:r><w:tab/></w:r>" + number, "Header")
    word = doc.heading(1, "Rubrik").text(said or "Text.").section_break().text("Mer.").build()
    if not own:
        return word
    for default in (
        '<w:headerReference w:type="default" r:id="rId5"/>',
        '<w:footerReference w:type="default" r:id="rId6"/>',
    ):
        word = changed(word, "word/document.xml", default, default + default.replace("default", "first"))
    return changed(word, "word/document.xml", 'w:gutter="0"/>', 'w:gutter="0"/><w:titlePg/>')


#: Words that run from right to left, the second with vowel signs, the third with a ligature of two letters.
LEFTWARDS = ("שלום עולם", "שָׁלוֹם", "سلام عليكم")


def leftwards() -> bytes:
    """Words of Hebrew and Arabic in running text and in the first cells of rows."""
    hebrew, signs, arabic = LEFTWARDS
    doc = Docx(title="Ord").heading(1, f"Ordet {hebrew}")
    doc.text(f"Ordet {hebrew} betyder fred, och {arabic} är en hälsning.").text(f"{hebrew} 123 abc")
    rows: list[list[C | str]] = [["Ord", "Språk"], [hebrew, "hebreiska"], [signs, "hebreiska"], [arabic, "arabiska"]]
    return doc.add(table([*rows, [f"Text {hebrew} (12) text", "båda"]], [3000, 3000])).build()


ALL = {
    "small": small,
    "report": report,
    "split_rows": split_rows,
    "odd": odd,
    "without_language": without_language,
    "skipping": skipping,
    "spaced": spaced,
    "letter": letter,
    "leftwards": leftwards,
    "running_number": lambda: letter(own=False),
    "said_number": lambda: letter(own=False, said="Diarienumret är 1.1.1-2024-1."),
}
