"""From documents to Word and PDF: write, let LibreOffice lay out, fill the contents lists, lay out again, finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checks.word_file import check_word_file
from pipeline.faults import FaultError, Faults
from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.validate import check_outline, validate
from pipeline.places import Place
from pipeline.word.compiled import CompiledTemplate, compile_template
from pipeline.word.writer import write_document

if TYPE_CHECKING:
    from pipeline.build.compose import Composed
    from pipeline.word.writer import Written

#: Told what is going on, for those who watch.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """The two files of a document."""

    word: Written
    pdf: bytes


def write_all(composed: Mapping[str, Composed]) -> dict[str, Written]:
    """The Word files with contents lists that do not know their pages yet, by document name.

    Raises:
        FaultError: everything that is wrong with templates, or with how documents and templates fit.
    """
    faults = Faults()
    templates: dict[str, CompiledTemplate] = {}
    broken: set[str] = set()
    written: dict[str, Written] = {}
    for name, document in composed.items():
        if document.template in broken:
            continue
        if document.template not in templates:
            broken.add(document.template)
            with faults.collecting():
                templates[document.template] = compile_template(document.template_data, document.template)
                broken.discard(document.template)
            if document.template in broken:
                continue
        with faults.collecting():
            written[name] = write_document(document.document, templates[document.template])
    for name, done in written.items():
        faults.extend(check_word_file(done.data, f"outputs/{name}.docx"))
    faults.raise_if_errors()
    return written


def make_all(
    composed: Mapping[str, Composed], written: Mapping[str, Written], *, cache: Path, progress: Progress
) -> dict[str, Made]:
    """The finished files, by document name.

    LibreOffice lays out the documents with contents lists first, to find the pages of their headings; then all of them
    as they will be.

    Args:
        composed: the documents.
        written: their Word files from `write_all`.
        cache: folder for LibreOffice's prepared profile.
        progress: told each step.

    Raises:
        FaultError: P1xx LibreOffice failed; P2xx a PDF does not pass; P310 the contents list does not agree with
            the pages.
    """
    final = dict(written)
    listed = {f"{name}.docx": file.data for name, file in written.items() if file.contents}
    if listed:
        progress(f"finding the pages of the contents lists ({_count(len(listed))})")
        for file, pdf in convert(listed, profile_cache=cache).items():
            name = file.removesuffix(".docx")
            template = compile_template(composed[name].template_data, composed[name].template)
            final[name] = write_document(composed[name].document, template, pages=_pages(written[name], pdf, name))
    progress(f"making PDF files ({_count(len(final))})")
    pdfs = convert({f"{name}.docx": file.data for name, file in final.items()}, profile_cache=cache)
    progress("finishing to PDF/A-2a and PDF/UA-1, validating")
    faults = Faults()
    made = {}
    for name, word in final.items():
        with faults.collecting():
            made[name] = _finished(name, word, pdfs[f"{name}.docx"], faults)
    faults.raise_if_errors()
    return made


def _finished(name: str, file: Written, raw: bytes, faults: Faults) -> Made:
    if file.contents and _pages(file, raw, name) != {entry.bookmark: entry.page for entry in file.contents}:
        raise FaultError.of(
            "P310",
            "The contents list does not agree with the pages, even after a second layout.",
            Place(f"outputs/{name}.pdf"),
            "Give the contents list a page of its own in the template (page break after it).",
        )
    pdf = finish(raw, file.data, f"outputs/{name}.pdf")
    faults.extend(validate(pdf, f"outputs/{name}.pdf"))
    faults.extend(check_outline(pdf, file.data, f"outputs/{name}.pdf"))
    return Made(file, pdf)


def _pages(file: Written, pdf: bytes, name: str) -> dict[str, int]:
    """Page of each entry of the contents list, found by going through the PDF's outline in step with it."""
    outline = iter(outline_pages(pdf))
    pages: dict[str, int] = {}
    for entry in file.contents:
        wanted = _plain(entry.text)
        page = next((found.page for found in outline if _plain(found.title).endswith(wanted)), None)
        if page is None:
            raise FaultError.of(
                "P311",
                f"The heading “{entry.text}” of the contents list is not in the PDF's outline.",
                Place(f"outputs/{name}.pdf"),
                "Check that the template's heading styles have an outline level.",
            )
        pages[entry.bookmark] = page
    return pages


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _count(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"
