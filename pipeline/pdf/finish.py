"""From LibreOffice's export to PDF/A-2a and PDF/UA-1: each step mends one thing that the export leaves undone."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, String

from pipeline.faults import FaultError
from pipeline.pdf import (
    blocks,
    clusters,
    crossings,
    directions,
    draft,
    figures,
    languages,
    letterhead,
    links,
    lists,
    notes,
    outline,
    running,
    saving,
    source,
    spaces,
    tables,
    tree,
    xmp,
)
from pipeline.pdf.labels import labels_for
from pipeline.places import Place


def finish(pdf: bytes, docx: bytes, file: str) -> bytes:
    """The finished PDF.

    Args:
        pdf: LibreOffice's tagged export of the Word file.
        docx: the Word file; properties, language, table headings and margins are read from it.
        file: the PDF's path, for the faults' place.

    Returns:
        PDF/A-2a and PDF/UA-1, if nothing in the document itself stands against it (see `validate`). The same two
        files give the same bytes.

    Raises:
        FaultError: P210 the PDF cannot be read or is not tagged; P211 its tables are not those of the Word file.
    """
    word = source.read(docx)
    try:
        opened = pikepdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise FaultError.of("P210", f"The PDF cannot be read: {error}.", Place(file), "Build it again.") from None
    with opened:
        clusters.name_marks(opened)
        work = draft.begin(opened, word, labels_for(word.properties.language))
        if not work.document.children:
            raise FaultError.of(
                "P210", "The PDF has no tags.", Place(file), "Build it again with LibreOffice 7.4 or later."
            )
        figures.mend(work)
        letterhead.mend(work)
        directions.mend(work)
        links.join(work)
        crossings.restore(work)
        links.drop_dead(work)
        lists.mend(work)
        blocks.mend(work)
        links.describe(work)
        notes.mend(work)
        links.drop_untagged(work)
        faults = tables.mend(work, file)
        if faults:
            raise FaultError(faults)
        languages.mend(work)
        spaces.mend(work)
        running.read_in_order(work)
        running.mend(work)
        running.tab_order(work)
        tree.write(opened, work.document, work.annotations)
        for page, content in zip(opened.pages, work.pages, strict=True):
            page.obj.Contents = opened.make_stream(content.rewritten())
        outline.mend(opened, word)
        xmp.write(opened, word.properties)
        _catalog(opened, word.properties.language)
        return saving.save(opened)


def _catalog(pdf: pikepdf.Pdf, language: str) -> None:
    if language:
        pdf.Root.Lang = String(language)
    elif Name.Lang in pdf.Root:
        del pdf.Root[Name.Lang]  # LibreOffice's guess, American English
    preferences = pdf.Root.get(Name.ViewerPreferences, Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences
    for name in ("/OpenAction", "/AA", "/AcroForm"):
        if name in pdf.Root:
            del pdf.Root[name]
