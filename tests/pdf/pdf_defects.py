"""Defects to plant in a finished PDF, and the code of the fault that names each."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def spoilt(pdf, change):
    """The PDF after a change."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(stream)
    return stream.getvalue()


def untitled(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def unowned(pdf):
    del pdf.pages[1].obj.Annots[0]["/StructParent"]


def painted(pdf):
    pdf.pages[0].contents_add(b"0 0 m 9 9 l S", prepend=True)


def attached(pdf):
    pdf.attachments["a.txt"] = b"text"


def scripted(pdf):
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def unembedded(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item["/FontFile2"]


def without_unicode(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item["/ToUnicode"]


def uneven(pdf):
    row = next(item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/S") == "/TR")
    del row.K[0]


def of_another_part(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "1"


def without_tab_order(pdf):
    for pdf_page in pdf.pages:
        del pdf_page.obj["/Tabs"]


#: Each defect with the code of its fault.
DEFECTS = (
    (untitled, "P204"),
    (unowned, "P215"),
    (painted, "P216"),
    (attached, "P218"),
    (scripted, "P218"),
    (unembedded, "P207"),
    (without_unicode, "P207"),
    (uneven, "P214"),
    (of_another_part, "P201"),
    (without_tab_order, "P202"),
)
