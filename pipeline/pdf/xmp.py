"""What the PDF says of itself: XMP with its extension schema, and the information dictionary in step with it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from pipeline.pdf.source import Properties

#: Constant, so that the same Word file gives the same bytes.
PRODUCER = "diarie, LibreOffice"
CREATOR = "diarie"

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?")

#: PDF/A allows the PDF/UA identification only with a description of its schema (ISO 19005-2, 6.6.2.3.3).
_EXTENSION = """
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>"""


def write(pdf: pikepdf.Pdf, properties: Properties) -> None:
    """Replace the file's metadata by the Word file's properties and the claim of PDF/A-2a and PDF/UA-1."""
    stream = pdf.make_stream(packet(properties).encode("utf-8"))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    entries = {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Subject": properties.subject,
        "/Keywords": properties.keywords,
        "/Creator": CREATOR,
        "/Producer": PRODUCER,
        "/CreationDate": _pdf_date(properties.created),
        "/ModDate": _pdf_date(properties.modified or properties.created),
    }
    information = Dictionary({name: String(text) for name, text in entries.items() if text})
    pdf.trailer.Info = pdf.make_indirect(information)


def packet(properties: Properties) -> str:
    """The XMP packet."""
    created, modified = _xmp_date(properties.created), _xmp_date(properties.modified or properties.created)
    keywords = [word.strip() for word in re.split(r"[;,]", properties.keywords) if word.strip()]
    lines = [
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", properties.title, properties.language),
        _items("dc:creator", "Seq", [properties.author]),
        _items("dc:publisher", "Bag", [properties.publisher]),
        _alternatives("dc:description", properties.subject, properties.language),
        _items("dc:subject", "Bag", keywords),
        _items("dc:language", "Bag", [properties.language]),
        _plain("dc:identifier", properties.identifier),
        _items("dc:date", "Seq", [created]),
        _plain("pdf:Keywords", properties.keywords),
        _plain("pdf:Producer", PRODUCER),
        _plain("xmp:CreatorTool", CREATOR),
        _plain("xmp:CreateDate", created),
        _plain("xmp:ModifyDate", modified),
        _plain("xmp:MetadataDate", modified),
        _plain("pdfaid:part", "2"),
        _plain("pdfaid:conformance", "A"),
        _plain("pdfuaid:part", "1"),
    ]
    body = "".join(f"\n   {line}" for line in lines if line)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f"{body}\n  </rdf:Description>{_EXTENSION}\n </rdf:RDF>\n</x:xmpmeta>\n"
        '<?xpacket end="r"?>'
    )


def _plain(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _items(name: str, kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _alternatives(name: str, text: str, language: str) -> str:
    if not text:
        return ""
    items = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    if language:
        items += f'<rdf:li xml:lang="{escape(language)}">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _xmp_date(text: str) -> str:
    """A date of the Word file as XMP wants it, with time and zone; empty when it is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone or 'Z'}"


def _pdf_date(text: str) -> str:
    """The same moment as a PDF date (ISO 32000-1, 7.9.4)."""
    normal = _xmp_date(text)
    if not normal:
        return ""
    digits = re.sub(r"\D", "", normal[:19])
    zone = "Z" if normal.endswith("Z") else f"{normal[19:22]}'{normal[23:25]}'"
    return f"D:{digits}{zone}"
