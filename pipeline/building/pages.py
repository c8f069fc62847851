"""The web edition of documents: its templates, and what is wrong with them before anything is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.heading_numbers import DECIMAL
from pipeline.faults import FaultError, Faults
from pipeline.html.templates import BASE, FOLDER, SCRIPT, STYLES, Templates, made_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.compose import Composed
    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.html.marks import Marks
    from pipeline.sources.reader import Reader

#: Endings of a document's other files with what the page calls them, in the order in which it names them; None for the
#: workbook of the figures, whose name is one of the page's own words.
_LABELS: Final = {".docx": "Word", ".pdf": "PDF", ".figures.xlsx": None}


def page_name(document: str) -> str:
    """Name of a document's web edition."""
    return f"{document}.html"


def author_page_name(document: str) -> str:
    """Name of the author's edition, which is an output of no build."""
    return f"{document}.author.html"


def read_templates(reader: Reader, template: str, kind: str) -> Templates:
    """The templates of a document's page, which the document then depends on.

    Args:
        reader: of the project.
        template: path of the document's Word template; the page's own template has the same name.
        kind: name of the document's kind.

    Raises:
        FaultError: I102 one of them cannot be read.
    """
    names = [f"{name}.html" for name in (_own(template), kind)]
    waiting = [next((name for name in names if reader.exists(f"{FOLDER}/{name}")), BASE), BASE, *STYLES, SCRIPT]
    files: dict[str, bytes] = {}
    while waiting:
        name = waiting.pop()
        if name not in files and reader.exists(f"{FOLDER}/{name}"):
            files[name] = reader.data(f"{FOLDER}/{name}")
            waiting += made_from(files[name]) if name.endswith(".html") else ()
    return Templates(tuple(sorted(files.items())), FOLDER)


def _own(template: str) -> str:
    """Name of a page's own template, without ending, by the path of the Word template."""
    return template.rpartition("/")[2].removesuffix(".docx")


def page_of(composed: Composed, files: Mapping[str, bytes], marks: Marks | None = None) -> bytes:
    """The web edition of a document.

    Args:
        composed: the document.
        files: the document's other files, which the page leads to; empty while they are not made.
        marks: what the author's edition adds; None for the published one.

    Raises:
        FaultError: as for `html.edition.write_edition`.
    """
    from pipeline.html.downloads import Download
    from pipeline.html.edition import Edition, write_edition  # with Jinja, for those who write a page
    from pipeline.html.wording import page_words

    name = composed.document.name
    words = page_words(composed.document.metadata.language)
    downloads = tuple(
        Download(f"{name}{ending}", label or words.figures, len(files[f"{name}{ending}"]))
        for ending, label in _LABELS.items()
        if f"{name}{ending}" in files
    )
    edition = Edition(composed.document, downloads, marks, _own(composed.template), _headings(composed))
    return write_edition(edition, composed.pages)


def _headings(composed: Composed) -> HeadingStyles:
    """How the document's Word template numbers headings; what is wrong with it is told where the Word file is made."""
    from pipeline.word.compiled import compile_template
    from pipeline.word.shown_numbers import shown_headings

    try:
        return shown_headings(compile_template(composed.template_data, composed.template))
    except FaultError:
        return DECIMAL


def check_pages(composed: Mapping[str, Composed]) -> None:
    """See that each of these documents can be written as a page, before the long work of laying it out begins.

    Raises:
        FaultError: everything that is wrong with the templates, or with how documents and templates fit.
    """
    faults = Faults()
    for document in composed.values():
        with faults.collecting():
            page_of(document, {})
    faults.raise_if_errors()
