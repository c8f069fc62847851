"""R273, R278: both files have the document's language and title, and the numbers that it was given."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.checks.ooxml import W
from pipeline.faults import Faults
from pipeline.pdf.letters import squeezed

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined
    from pipeline.places import Place

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TODO: Final = "Build the document again; if it stays, the template has set something else."


def look(examined: Examined) -> Outcome:
    """Compare properties of the Word file and of the PDF with the document's, and look for the diary number in both."""
    faults = Faults()
    metadata = examined.metadata
    core, styles = examined.parts.get("docProps/core.xml"), examined.parts.get("word/styles.xml")

    def of_core(name: str) -> str:
        return "" if core is None else (core.findtext(f"{_DC}{name}") or "").strip()

    lang = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    word = examined.word_place
    _same(faults, "R273", word, "language", of_core("language"), metadata.language)
    _same(faults, "R273", word, "default language", "" if lang is None else lang.get(f"{W}val", ""), metadata.language)
    _same(faults, "R273", word, "title", of_core("title"), metadata.title)
    _same(faults, "R278", word, "identifier", of_core("identifier"), metadata.case_number)
    custom = custom_properties(examined)
    _same(faults, "R278", word, "property Diarienummer", custom.get("Diarienummer", ""), metadata.case_number)
    if examined.adoption is not None:
        adopted = examined.adoption.adopted
        for name, value in {
            "Beslutsnummer": adopted.decision_number,
            "Handlingsnummer": adopted.number,
            "Version": adopted.version,
            "Fastställd": adopted.decision_date.isoformat(),
        }.items():
            _same(faults, "R278", word, f"property {name}", custom.get(name, ""), value)
    _of_pdf(examined, faults)
    for place, said in ((word, _words_of_word(examined)), (examined.pdf_place, _words_of_pdf(examined))):
        if squeezed(metadata.case_number) not in said:
            message = f"The diary number (diarienummer) {metadata.case_number} stands nowhere in the file."
            faults.add("R278", message, place, "Put {{ document.case_number }} into the template.")
    return Outcome("Language, title and numbers in the properties of both files.", tuple(faults))


def custom_properties(examined: Examined) -> dict[str, str]:
    """The custom properties of the Word file: name → value."""
    root = examined.parts.get("docProps/custom.xml", ())
    return {one.get("name", ""): "".join(map(str, one.itertext())).strip() for one in root}


def _of_pdf(examined: Examined, faults: Faults) -> None:
    metadata, place = examined.metadata, examined.pdf_place
    with pikepdf.open(io.BytesIO(examined.pdf)) as opened:
        _same(faults, "R273", place, "language", str(opened.Root.get(Name.Lang, "")), metadata.language)
        info = opened.trailer.get(Name.Info, pikepdf.Dictionary())
        _same(faults, "R273", place, "title", str(info.get(Name.Title, "")), metadata.title)
        xmp = opened.open_metadata()
        _same(faults, "R273", place, "title (XMP)", str(xmp.get("dc:title", "")), metadata.title)
        _same(faults, "R278", place, "identifier", str(xmp.get("dc:identifier", "")), metadata.case_number)


def _same(faults: Faults, code: str, place: Place, what: str, found: str, wanted: str) -> None:
    if " ".join(found.split()) != " ".join(wanted.split()):
        said = f"is “{found}”" if found else "is empty"
        faults.add(code, f"The {what} {said}, and the document's is “{wanted}”.", place, _TODO, found=found)


def _words_of_word(examined: Examined) -> str:
    running = (
        "".join(map(str, root.itertext()))
        for name, root in examined.parts.items()
        if name.startswith(("word/header", "word/footer"))
    )
    return squeezed("\0".join((*(line.text for line in examined.said_by_word.body), *running)))


def _words_of_pdf(examined: Examined) -> str:
    said = examined.said_by_pdf
    return squeezed("\0".join(line.text for line in (*said.body, *(line for page in said.running for line in page))))


CHECK = Check("named", "språk, titel och nummer stämmer i båda filerna", look)
