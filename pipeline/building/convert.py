"""From Word files to PDF: let LibreOffice lay out, fill the contents lists, lay out again, finish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.checks.heading_places import at_headings
from pipeline.checks.missing_glyphs import at_origins
from pipeline.faults import FaultError, Faults
from pipeline.pdf.characters import check_characters
from pipeline.pdf.cover import check_cover
from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert
from pipeline.pdf.outline import comparable
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.validate import check_outline, validate
from pipeline.places import Place
from pipeline.word.compiled import compile_template
from pipeline.word.writer import write_document

if TYPE_CHECKING:
    from pipeline.building.compose import Composed
    from pipeline.word.writer import Written

#: Told what is going on, for those who watch.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """The two files of a document."""

    word: Written
    pdf: bytes


def make_all(
    composed: Mapping[str, Composed], written: Mapping[str, Written], *, cache: Path, progress: Progress
) -> dict[str, Made]:
    """The finished files, by document name.

    LibreOffice lays out all documents in one call. Those whose contents list does not show the pages that came out get
    the right ones and are laid out once more, in a second call. While LibreOffice works, what it has made is finished.

    Args:
        composed: the documents.
        written: their Word files from `write_all`.
        cache: folder for LibreOffice's prepared profile.
        progress: told each step.

    Raises:
        FaultError: P1xx LibreOffice failed; P2xx a PDF does not pass; P310 the contents list does not agree with
            the pages.
    """
    words = dict(written)
    done: dict[str, Future[Made]] = {}
    again: dict[str, Written] = {}
    with ThreadPoolExecutor(max_workers=1) as beside:

        def settle(name: str, pdf: bytes) -> None:
            words[name] = _with_pages(composed[name], words[name], pdf)
            if words[name] is written[name]:
                done[name] = beside.submit(_finished, composed[name], words[name], pdf)
            else:
                again[name] = words[name]

        def finish_it(name: str, pdf: bytes) -> None:
            done[name] = beside.submit(_finished, composed[name], words[name], pdf)

        progress(f"laying out {_count(len(written))}")
        _lay_out(written, cache, settle)
        if again:
            progress(f"laying out {_count(len(again))} again, with the pages of the contents list")
            _lay_out(again, cache, finish_it)
        progress("finishing to PDF/A-2a and PDF/UA-1, validating")
    faults = Faults()
    made = {}
    for name in written:
        with faults.collecting():
            made[name] = done[name].result()
    faults.raise_if_errors()
    return made


def _lay_out(words: Mapping[str, Written], cache: Path, done: Callable[[str, bytes], None]) -> None:
    """Have PDFs made of these documents; `done` is told of each as soon as it is there.

    The largest come first: of what is finished while LibreOffice works, the least is left when it has ended.
    """
    ordered = sorted(words.items(), key=lambda item: len(item[1].data), reverse=True)
    files = {f"{name}.docx": word.data for name, word in ordered}
    convert(files, profile_cache=cache, done=lambda file, pdf: done(file.removesuffix(".docx"), pdf))


def _with_pages(composed: Composed, word: Written, pdf: bytes) -> Written:
    """The Word file with the pages that its headings have in `pdf`: itself when it shows them already."""
    pages = _pages(word, pdf, composed.document.name)
    if pages == _shown(word):
        return word
    template = compile_template(composed.template_data, composed.template)
    return write_document(composed.document, template, pages=pages)


def _shown(word: Written) -> dict[str, int | None]:
    return {entry.bookmark: entry.page for entry in word.contents}


def _finished(composed: Composed, word: Written, raw: bytes) -> Made:
    name = composed.document.name
    if _pages(word, raw, name) != _shown(word):
        raise FaultError.of(
            "P310",
            "The contents list does not agree with the pages, even after a second layout.",
            Place(f"outputs/{name}.pdf"),
            "Give the contents list a page of its own in the template (page break after it).",
        )
    pdf = finish(raw, word.data, f"outputs/{name}.pdf")
    faults = Faults()
    found = validate(pdf, f"outputs/{name}.pdf")
    said = {fault.data.get("character") for fault in found if fault.code == "P206"}
    found += tuple(
        fault
        for fault in check_characters(pdf, word.data, f"outputs/{name}.pdf")
        if fault.data["character"] not in said
    )
    outline = tuple(at_headings(check_outline(pdf, word.data, f"outputs/{name}.pdf"), composed.document))
    told = {fault.code for fault in outline} & {"P213"}  # with the heading's place, which a validator does not know
    faults.extend(at_origins((fault for fault in found if fault.code not in told), composed.subject.texts))
    faults.extend(outline)
    for fault in check_cover(pdf, word.data, f"outputs/{name}.pdf"):
        faults.extend([replace(fault, place=composed.subject.place("title"))])
    faults.raise_if_errors()
    return Made(word, pdf)


def _pages(file: Written, pdf: bytes, name: str) -> dict[str, int]:
    """Page of each entry of the contents list, found by going through the PDF's outline in step with it."""
    if not file.contents:
        return {}
    outline = iter(outline_pages(pdf))
    pages: dict[str, int] = {}
    for entry in file.contents:
        wanted = comparable(entry.text)
        page = next((found.page for found in outline if comparable(found.title).endswith(wanted)), None)
        if page is None:
            raise FaultError.of(
                "P311",
                f"The heading “{entry.text}” of the contents list is not in the PDF's outline.",
                Place(f"outputs/{name}.pdf"),
                "Check that the template's heading styles have an outline level.",
            )
        pages[entry.bookmark] = page
    return pages


def _count(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"
