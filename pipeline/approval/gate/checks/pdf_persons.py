"""R270, R274: the PDF names no person but in its text, and holds no attachments, scripts or remarks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from lxml import etree
from pikepdf import Dictionary, Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.checks.word_persons import makers
from pipeline.faults import Faults
from pipeline.pdf import source, xmp

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined

#: Entries of catalog and pages that show something or say how (ISO 32000-1, 7.7.2, 7.7.3.3); others are a program's.
_CATALOG: Final = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Version", "Pages", "Names", "Dests", "ViewerPreferences", "PageLayout", "PageMode", "Outlines"),
        *("Metadata", "StructTreeRoot", "MarkInfo", "Lang", "OutputIntents", "Extensions"),
    )
)
_PAGE: Final = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Parent", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Contents", "Rotate"),
        *("Group", "Annots", "StructParents", "Tabs"),
    )
)
#: Annotations that are remarks of a reader, or carry files and programs (ISO 32000-1, 12.5.6).
_REMARKS: Final = frozenset(
    {
        *("/Text", "/FreeText", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink"),
        *("/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Line", "/Polygon"),
        *("/PolyLine", "/Square", "/Circle", "/Redact", "/Widget"),
    }
)
#: Entries that start something, or hold what a program has left, in the catalog and elsewhere.
_SCRIPTS: Final = ("/JavaScript", "/EmbeddedFiles")
_STARTING: Final = frozenset({"/OpenAction", "/AA", "/AF", "/AcroForm", "/Collection"})
_TODO: Final = "Take it out of the template or the text, and build the document again."


def look(examined: Examined) -> Outcome:
    """Look at Info and XMP, at annotations, names and private data of all objects."""
    faults = Faults()
    with pikepdf.open(io.BytesIO(examined.pdf)) as opened:
        _metadata(examined, opened, faults)
        _own_entries(examined, opened, faults)
        _catalog(examined, opened, faults)
        count = 0
        for object_ in opened.objects:
            count += 1
            if isinstance(object_, pikepdf.Dictionary | pikepdf.Stream):
                _object(examined, opened, object_, faults)
        for number, page in enumerate(opened.pages, start=1):
            for annotation in page.obj.get(Name.Annots, ()):
                if str(annotation.get(Name.Subtype)) in _REMARKS or Name.T in annotation:
                    message = f"Page {number} has a remark or an attachment ({str(annotation.get(Name.Subtype))[1:]})."
                    faults.add("R274", message, examined.pdf_place, _TODO, page=number)
    return Outcome(f"Info, XMP and {count} objects.", tuple(faults))


def _metadata(examined: Examined, pdf: pikepdf.Pdf, faults: Faults) -> None:
    """Compare Info and XMP with what the program writes: word for word, as both come from it alone."""
    wanted = source.properties(examined.word)
    author = makers(examined)
    with pikepdf.new() as fresh:
        xmp.write(fresh, wanted)
        entries = {key: str(value) for key, value in fresh.trailer.Info.items()}
    for key, value in pdf.trailer.get(Name.Info, Dictionary()).items():
        if str(value) != entries.get(key):
            said = f"and not “{entries[key]}”" if key in entries else "which the program has not written"
            message = f"The document information has {key[1:]}: “{value}”, {said}."
            faults.add("R270", message, examined.pdf_place, _TODO, entry=key[1:])
    packet = pdf.Root.get(Name.Metadata)
    found = packet.read_bytes().decode(errors="replace") if isinstance(packet, pikepdf.Stream) else ""
    if _canonical(found) != _canonical(xmp.packet(wanted)):
        message = f"The metadata (XMP) are not those that the program writes{_more(found, xmp.packet(wanted))}."
        faults.add("R270", message, examined.pdf_place, _TODO)
    if wanted.author not in ("", author):
        message = f"The metadata name “{wanted.author}” and not “{author}”."
        faults.add("R270", message, examined.pdf_place, _TODO, author=wanted.author)


def _canonical(packet: str) -> str:
    """A packet apart from how its XML is written; saying that it may be rewritten makes no difference."""
    try:
        return str(etree.canonicalize(packet.replace('end="w"', 'end="r"'), with_comments=True, strip_text=True))
    except etree.XMLSyntaxError:
        return ""


def _more(found: str, wanted: str) -> str:
    """The first line of a packet that should not be there, for a message."""
    lines = set(wanted.splitlines())
    new = (line.strip() for line in found.splitlines() if line not in lines)
    line = next((line for line in new if line and not line.startswith(("<rdf:Description", "<?xpacket"))), "")
    return f": “{line[:120]}”" if line else ""


def _own_entries(examined: Examined, pdf: pikepdf.Pdf, faults: Faults) -> None:
    """Entries of catalog and pages that programs leave for themselves, and earlier states of the file."""
    own = [("catalog", key) for key in set(pdf.Root.keys()) - _CATALOG - _STARTING]
    own += [(f"page {at}", key) for at, page in enumerate(pdf.pages, start=1) for key in page.obj.keys() - _PAGE]
    for where, key in sorted(own):
        faults.add("R270", f"The {where} of the PDF has an entry {key[1:]}.", examined.pdf_place, _TODO)
    end = examined.pdf.rfind(b"%%EOF")
    if examined.pdf.count(b"startxref") > 1 or examined.pdf[end + 5 :].strip():
        message = "The PDF holds an earlier state of itself, or something behind its end."
        faults.add("R270", message, examined.pdf_place, "Build the document again.")


def _catalog(examined: Examined, pdf: pikepdf.Pdf, faults: Faults) -> None:
    names = pdf.Root.get(Name.Names, Dictionary())
    found = [key for key in _SCRIPTS if key in names]
    found += [key for key in sorted(_STARTING) if key in pdf.Root]
    for key in found:
        faults.add("R274", f"The PDF holds {key[1:]}: attachments, scripts or forms.", examined.pdf_place, _TODO)


def _object(examined: Examined, pdf: pikepdf.Pdf, object_: Any, faults: Faults) -> None:
    if object_.get(Name.S) == Name.JavaScript or Name.JS in object_:
        faults.add("R274", "The PDF holds a script (JavaScript).", examined.pdf_place, _TODO)
    if object_.get(Name.Type) == Name.Filespec or object_.get(Name.Type) == Name.EmbeddedFile:
        faults.add("R274", "The PDF holds an attached file.", examined.pdf_place, _TODO)
    if object_.get(Name.Type) == Name.StructElem and (Name.T in object_ or Name.E in object_):
        faults.add(
            "R270", "An element of the PDF's tags has a title or expansion of its own.", examined.pdf_place, _TODO
        )
    if Name.PieceInfo in object_:
        faults.add("R270", "The PDF holds private data of a program (PieceInfo).", examined.pdf_place, _TODO)
    own = pdf.Root.get(Name.Metadata)
    if Name.Metadata in object_ and (own is None or object_.Metadata.objgen != own.objgen):
        message = "Something in the PDF, such as a picture, has metadata of its own."
        faults.add("R270", message, examined.pdf_place, _TODO)


CHECK = Check("pdf-persons", "PDF-filen nämner ingen person utanför texten och har inga bilagor eller skript", look)
