"""Formats of files as METS and PREMIS name them: MIME type, PRONOM id, name and version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format.

    Attributes:
        mime: media type (IANA).
        pronom: id in The National Archives' register PRONOM; empty when not known.
        name, version: as PRONOM has them; empty when not known or not there.
    """

    mime: str
    pronom: str = ""
    name: str = ""
    version: str = ""


_PDF: Final = "application/pdf"
_OPEN_XML: Final = "application/vnd.openxmlformats-officedocument."
_PDF_A: Final = "Acrobat PDF/A - Portable Document Format"

#: PRONOM id → format (nationalarchives.gov.uk/PRONOM).
_KNOWN: Final = {
    known.pronom: known
    for known in (
        FileFormat(f"{_OPEN_XML}wordprocessingml.document", "fmt/412", "Microsoft Word for Windows", "2007 onwards"),
        FileFormat(f"{_OPEN_XML}spreadsheetml.sheet", "fmt/214", "Microsoft Excel for Windows", "2007 onwards"),
        FileFormat(_PDF, "fmt/95", _PDF_A, "1a"),
        FileFormat(_PDF, "fmt/354", _PDF_A, "1b"),
        FileFormat(_PDF, "fmt/476", _PDF_A, "2a"),
        FileFormat(_PDF, "fmt/477", _PDF_A, "2b"),
        FileFormat(_PDF, "fmt/478", _PDF_A, "2u"),
        FileFormat(_PDF, "fmt/479", _PDF_A, "3a"),
        FileFormat(_PDF, "fmt/480", _PDF_A, "3b"),
        FileFormat(_PDF, "fmt/481", _PDF_A, "3u"),
        FileFormat("text/csv", "x-fmt/18", "Comma Separated Values"),
        FileFormat("application/json", "fmt/817", "JSON Data Interchange Format"),
        FileFormat("application/xml", "fmt/101", "Extensible Markup Language", "1.0"),
        FileFormat("text/plain", "x-fmt/111", "Plain Text File"),
        FileFormat("text/markdown", "fmt/1149", "Markdown"),
        FileFormat(
            "text/plain", "fmt/818", "YAML"
        ),  # application/yaml is younger than the list that commons-ip goes by
        FileFormat("image/png", "fmt/13", "Portable Network Graphics", "1.2"),
    )
}
_BY_ENDING: Final = {
    "docx": "fmt/412",
    "xlsx": "fmt/214",
    "csv": "x-fmt/18",
    "json": "fmt/817",
    "xml": "fmt/101",
    "xsd": "fmt/101",
    "txt": "x-fmt/111",
    "png": "fmt/13",
    "md": "fmt/1149",
    "yaml": "fmt/818",
    "yml": "fmt/818",
}
_MIMES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "px": "text/plain",
    "sql": "application/sql",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "pdf": _PDF,
}


def format_of(path: str, pronom: str = "") -> FileFormat:
    """The format of a file.

    Args:
        path: it ends as the file's name does.
        pronom: what the register says of it; empty when nothing does.
    """
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    known = _KNOWN.get(pronom) or _KNOWN.get(_BY_ENDING.get(ending, ""))
    if known is not None:
        return known
    return FileFormat(_MIMES.get(ending, "application/octet-stream"), pronom)
