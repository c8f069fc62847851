"""R270, R274: the PDF names no person but in its text, and holds no attachments, scripts or remarks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.checks.word_persons import makers
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined

#: Entries of the document information dictionary (ISO 32000-1, 14.3.3).
_INFO: Final = frozenset(
    f"/{name}"
    for name in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
)
#: Namespaces of the XMP that the program writes.
_XMP: Final = re.compile(
    r"\{(http://purl\.org/dc/elements/1\.1/|http://ns\.adobe\.com/(pdf/1\.3|xap/1\.0)/|"
    r"http://www\.aiim\.org/pdf(a|ua)/ns/(id|extension|schema#|property#|type#|field#)/?)"
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
_TODO: Final = "Take it out of the template or the text, and build the document again."


def look(examined: Examined) -> Outcome:
    """Look at Info and XMP, at annotations, names and private data of all objects."""
    faults = Faults()
    with pikepdf.open(io.BytesIO(examined.pdf)) as opened:
        _metadata(examined, opened, faults)
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
    author = makers(examined)
    info = pdf.trailer.get(Name.Info, Dictionary())
    for key, value in info.items():
        if key not in _INFO:
            message = f"The document information has an entry {key[1:]}: “{value}”."
            faults.add("R270", message, examined.pdf_place, _TODO)
    named = {str(info.get(Name.Author, ""))}
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, value in metadata.items():
            if not _XMP.match(key):
                faults.add("R270", f"The metadata (XMP) have {key}: “{value}”.", examined.pdf_place, _TODO)
        creators = metadata.get("dc:creator", [])
        named |= {creators} if isinstance(creators, str) else set(creators)
    for name in sorted(named - {"", author}):
        faults.add("R270", f"The metadata name “{name}” and not “{author}”.", examined.pdf_place, _TODO, author=name)


def _catalog(examined: Examined, pdf: pikepdf.Pdf, faults: Faults) -> None:
    names = pdf.Root.get(Name.Names, Dictionary())
    found = [key for key in _SCRIPTS if key in names]
    found += [key for key in ("/OpenAction", "/AA", "/AF", "/AcroForm", "/Collection") if key in pdf.Root]
    for key in found:
        faults.add("R274", f"The PDF holds {key[1:]}: attachments, scripts or forms.", examined.pdf_place, _TODO)


def _object(examined: Examined, pdf: pikepdf.Pdf, object_: Any, faults: Faults) -> None:
    if object_.get(Name.S) == Name.JavaScript or Name.JS in object_:
        faults.add("R274", "The PDF holds a script (JavaScript).", examined.pdf_place, _TODO)
    if object_.get(Name.Type) == Name.Filespec or object_.get(Name.Type) == Name.EmbeddedFile:
        faults.add("R274", "The PDF holds an attached file.", examined.pdf_place, _TODO)
    if Name.PieceInfo in object_:
        faults.add("R270", "The PDF holds private data of a program (PieceInfo).", examined.pdf_place, _TODO)
    own = pdf.Root.get(Name.Metadata)
    if Name.Metadata in object_ and (own is None or object_.Metadata.objgen != own.objgen):
        message = "Something in the PDF, such as a picture, has metadata of its own."
        faults.add("R270", message, examined.pdf_place, _TODO)


CHECK = Check("pdf-persons", "PDF-filen nämner ingen person utanför texten och har inga bilagor eller skript", look)
