"""PDFs that are broken on purpose: what of a finished one is taken away, so that no validator may pass it."""

import pikepdf
from pdf_defects import DEFECTS, spoilt
from pikepdf import Array, Dictionary, Name


def without_metadata(pdf):
    del pdf.Root["/Metadata"]


def untagged(pdf):
    del pdf.Root["/StructTreeRoot"]
    del pdf.Root["/MarkInfo"]


def not_marked(pdf):
    pdf.Root.MarkInfo = Dictionary(Marked=False)


def of_a_lower_level(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:conformance"] = "B"


def not_said_to_be_accessible(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfuaid:part"]


def of_no_language(pdf):
    del pdf.Root["/Lang"]


def without_output_intent(pdf):
    del pdf.Root["/OutputIntents"]


def transparent(pdf):
    page = pdf.pages[0]
    page.obj.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, BM=Name.Wrong))
    page.contents_add(b"/Artifact BMC /G gs EMC", prepend=True)


def launching(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=pikepdf.String("a.exe"))


def title_not_shown(pdf):
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=False)


def annotation_without_words(pdf):
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if "/Contents" in annotation:
                del annotation["/Contents"]


def picture_without_words(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/Figure":
            for key in ("/Alt", "/ActualText"):
                if key in item:
                    del item[key]


def notes_without_id(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/Note" and "/ID" in item:
            del item["/ID"]


def header_cells_without_scope(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/TH":
            for key in ("/A", "/C"):
                if key in item:
                    del item[key]


def of_a_private_type(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == "/H1":
            item.S = Name.Rubrik


CHANGES = (
    *(change for change, _ in DEFECTS),
    without_metadata,
    untagged,
    not_marked,
    of_a_lower_level,
    not_said_to_be_accessible,
    of_no_language,
    without_output_intent,
    transparent,
    launching,
    title_not_shown,
    annotation_without_words,
    picture_without_words,
    notes_without_id,
    header_cells_without_scope,
    of_a_private_type,
)


def broken(pdf):
    """Name of the defect → the PDF with it, for each defect."""
    return {change.__name__: spoilt(pdf, change) for change in CHANGES}
