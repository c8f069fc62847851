"""The web edition of documents: its templates, and what is wrong with them before anything is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.html.templates import FOLDER, Templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.compose import Composed
    from pipeline.html.marks import Marks
    from pipeline.sources.reader import Reader

#: Beginnings of the names of templates for other pages: the author's edition, the overview, the quick print.
_OTHERS: Final = ("author", "index", "overview", "print")

#: Ending of a document's other files → what the page calls them, in the order in which it names them.
_LABELS: Final = {".docx": "Word", ".pdf": "PDF", ".figures.xlsx": "Excel"}


def page_name(document: str) -> str:
    """Name of a document's web edition."""
    return f"{document}.html"


def read_templates(reader: Reader) -> Templates:
    """The files of `templates/html/`, which the document then depends on.

    Raises:
        FaultError: I102 one of them cannot be read.
    """
    paths = sorted((*reader.listing(FOLDER, "*.html"), *reader.listing(FOLDER, "*.css")))
    names = [path.removeprefix(f"{FOLDER}/") for path in paths]
    return Templates(
        tuple((name, reader.data(f"{FOLDER}/{name}")) for name in names if not name.startswith(_OTHERS)), FOLDER
    )


def page_of(composed: Composed, files: Mapping[str, bytes], marks: Marks | None = None) -> bytes:
    """The web edition of a document.

    Args:
        composed: the document.
        files: the document's other files, which the page leads to; empty while they are not made.
        marks: what the author's edition adds; None for the published one.

    Raises:
        FaultError: as for `html.edition.write_edition`.
    """
    from pipeline.html.edition import Download, Edition, write_edition  # with Jinja, for those who write a page

    name = composed.document.name
    downloads = tuple(
        Download(f"{name}{ending}", label, len(files[f"{name}{ending}"]))
        for ending, label in _LABELS.items()
        if f"{name}{ending}" in files
    )
    template = composed.template.rpartition("/")[2].removesuffix(".docx")
    return write_edition(Edition(composed.document, downloads, marks, template), composed.pages)


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
