"""Word files made in the tests, part by part, and what a reader sees in them."""

import io
import zipfile

from lxml import etree

from pipeline.faults import FaultError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:w14="{W14}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "application/vnd.openxmlformats-officedocument"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

#: Kind of part → (member, root element, content type, relationship type).
KINDS = {
    "header": ("word/header1.xml", "hdr", f"{OFFICE}.wordprocessingml.header+xml", f"{R}/header"),
    "footer": ("word/footer1.xml", "ftr", f"{OFFICE}.wordprocessingml.footer+xml", f"{R}/footer"),
    "footnotes": ("word/footnotes.xml", "footnotes", f"{OFFICE}.wordprocessingml.footnotes+xml", f"{R}/footnotes"),
    "endnotes": ("word/endnotes.xml", "endnotes", f"{OFFICE}.wordprocessingml.endnotes+xml", f"{R}/endnotes"),
    "comments": ("word/comments.xml", "comments", f"{OFFICE}.wordprocessingml.comments+xml", f"{R}/comments"),
}
MAIN_TYPE = f"{OFFICE}.wordprocessingml.document.main+xml"


def t(text):
    """A run's text element, as Word writes it."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:t xml:space="preserve">{escaped}</w:t>' if text != text.strip() else f"<w:t>{escaped}</w:t>"


def r(text, properties=""):
    """A run."""
    return f"<w:r>{properties}{t(text)}</w:r>"


def p(*runs, style=""):
    """A paragraph of runs; a plain text is a run, what begins with `<` is XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<w:') else r(run) for run in runs)}</w:p>"


def tc(*paragraphs, properties='<w:tcW w:w="2000" w:type="dxa"/>'):
    """A cell; plain text is a paragraph."""
    inner = "".join(of if of.startswith("<w:") else p(of) for of in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells):
    """A row; plain text is a cell."""
    return f"<w:tr>{''.join(cell if cell.startswith('<w:') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows, columns):
    """A table."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def members(body="", *, section=SECTION, core="", custom="", links=(), **parts):
    """The members of a Word file.

    Args:
        body: XML of the body.
        section: its last section's properties.
        core: XML within the core properties.
        custom: value of the custom property `Text`; "" for no custom properties.
        links: addresses of hyperlinks, with relationship ids rId101 and on.
        parts: kind → XML within its root.
    """
    overrides = {"word/document.xml": MAIN_TYPE}
    document_rels = [
        f'<Relationship Id="rId{101 + at}" Type="{R}/hyperlink" Target="{link}" TargetMode="External"/>'
        for at, link in enumerate(links)
    ]
    made = {}
    for at, (kind, inner) in enumerate(parts.items()):
        member, root, content_type, relation = KINDS[kind]
        made[member] = f"{DECLARATION}<w:{root} {NAMESPACES}>{inner}</w:{root}>"
        overrides[member] = content_type
        document_rels.append(f'<Relationship Id="rId{at + 1}" Type="{relation}" Target="{member[5:]}"/>')
        if kind in ("header", "footer"):
            reference = f'<w:{kind}Reference w:type="default" r:id="rId{at + 1}"/>'
            section = section.replace("<w:sectPr>", f"<w:sectPr>{reference}", 1)
    package_rels = [f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>']
    if core:
        overrides["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        package_rels.append(
            f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/metadata/core-properties" Target="docProps/core.xml"/>'
        )
        made["docProps/core.xml"] = (
            f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}</cp:coreProperties>'
        )
    if custom:
        overrides["docProps/custom.xml"] = f"{OFFICE}.custom-properties+xml"
        package_rels.append(f'<Relationship Id="rId3" Type="{R}/custom-properties" Target="docProps/custom.xml"/>')
        base = "http://schemas.openxmlformats.org/officeDocument/2006"
        made["docProps/custom.xml"] = (
            f'{DECLARATION}<Properties xmlns="{base}/custom-properties" xmlns:vt="{base}/docPropsVTypes">'
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Text">'
            f"<vt:lpwstr>{custom}</vt:lpwstr></property></Properties>"
        )
    declared = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{declared}</Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{"".join(package_rels)}</Relationships>',
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">'
        f"{''.join(document_rels)}</Relationships>",
        **made,
    }


def zipped(files):
    """Members as a zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 6, 19, 12, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx(body="", **others):
    """A Word file; see `members`."""
    return zipped(members(body, **others))


def member(data, name):
    """A member's bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def tree(data, name="word/document.xml"):
    """A member's XML tree."""
    return etree.fromstring(member(data, name))


def canonical(data):
    """XML as canonical bytes, to be compared."""
    return etree.tostring(etree.fromstring(data), method="c14n")


def text_of(element):
    """What a reader sees in a paragraph: its text, `\\n` for a line break, `\\t` for a tab, `\\f` for a page break."""
    seen = []
    for found in element.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"):
        if found.tag == f"{{{W}}}t":
            # Without the attribute, spaces at either end are dropped by who reads it.
            kept = found.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
            seen.append((found.text or "") if kept else (found.text or "").strip())
        elif found.tag == f"{{{W}}}br":
            seen.append("\f" if found.get(f"{{{W}}}type") == "page" else "\n")
        elif found.getparent().tag == f"{{{W}}}r":
            seen.append("\t")
    return "".join(seen)


def texts(root):
    """What a reader sees in the paragraphs below an element."""
    return [text_of(paragraph) for paragraph in root.iter(f"{{{W}}}p")]


def attempted(work):
    """What a function returns and the faults that it raises instead; one of the two is None."""
    try:
        return work(), None
    except FaultError as error:
        return None, error.faults


def codes(error):
    """Codes of the faults that an error carries."""
    return [fault.code for fault in error.value.faults]
