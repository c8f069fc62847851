"""The files of a build: Word, PDF, web edition, the workbook of figures where one is asked for, and the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.building.history import as_json
from pipeline.building.manifest import Manifest, described
from pipeline.building.pages import author_page_name, page_name, page_of
from pipeline.pdf.pages import page_count
from pipeline.traces.document import Traces

if TYPE_CHECKING:
    from pipeline.building.compose import Composed
    from pipeline.building.convert import Made


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a build puts into `outputs/`.

    Attributes:
        files: name → bytes, in the order in which they are put in place: manifests last, as they vouch for the rest.
        manifests: the manifest of each document, by its name.
        gone: names of files of earlier builds that this one does not make; they need not be there.
    """

    files: Mapping[str, bytes] = field(repr=False)
    manifests: Mapping[str, bytes] = field(repr=False)
    gone: tuple[str, ...]


def workbook_name(document: str) -> str:
    """Name of the workbook of figures."""
    return f"{document}.figures.xlsx"


def certain_outputs(document: str) -> tuple[str, ...]:
    """Names of the files that every document has."""
    return f"{document}.docx", f"{document}.pdf", page_name(document), Manifest.file_name(document)


def outputs_of(
    composed: Mapping[str, Composed],
    made: Mapping[str, Made],
    made_with: dict[str, str],
    known: Mapping[str, Manifest],
) -> Outputs:
    """All files of a build.

    Args:
        composed: the documents.
        made: their Word and PDF files.
        made_with: see `fingerprint.made_with`.
        known: manifests of the last build, for those that have one.
    """
    files: dict[str, bytes] = {}
    manifests: dict[str, bytes] = {}
    # an author's edition of other inputs would look as fresh as the rest
    gone = [author_page_name(name) for name in composed]
    for name, document in composed.items():
        traces = Traces(document)
        own = {f"{name}.docx": made[name].word.data, f"{name}.pdf": made[name].pdf}
        if "workbook" in document.subject.settings.figure_register:
            from pipeline.traces.workbook import workbook  # most documents have none, and it loads a writer

            own[workbook_name(name)] = workbook(traces)
        elif name in known and workbook_name(name) in known[name].outputs:
            gone.append(workbook_name(name))
        own[page_name(name)] = page_of(document, own)
        files |= own
        manifests[name] = _manifest(traces, made[name], own, made_with).to_bytes()
    return Outputs(files | {Manifest.file_name(name): data for name, data in manifests.items()}, manifests, tuple(gone))


def _manifest(traces: Traces, made: Made, own: Mapping[str, bytes], made_with: dict[str, str]) -> Manifest:
    composed = traces.composed
    document, reader = composed.document, composed.reader
    return Manifest(
        document=document.name,
        kind=document.kind,
        title=document.metadata.title,
        case_number=document.metadata.case_number,
        language=document.metadata.language,
        date=document.metadata.date.isoformat(),
        numbered_by=composed.numbered_by,
        draft=document.metadata.draft,
        inputs=dict(sorted((reader.files | reader.answers).items())),
        listings=[(folder, pattern, found) for (folder, pattern), found in sorted(reader.listings.items())],
        agency=composed.subject.agency.shown(),
        made_with=made_with,
        outputs={file: described(data) for file, data in own.items()},
        pages=page_count(made.pdf),
        contents={entry.bookmark: entry.page for entry in made.word.contents if entry.page},
        figures=[trace.as_json() for trace in traces.figures],
        numbers=[trace.as_json() for trace in traces.numbers],
        tables=[trace.as_json() for trace in traces.tables],
        charts=[trace.as_json() for trace in traces.charts],
        sentences=[saying.as_json() for saying in traces.said],
        remarks=[remark.as_json() for remark in composed.remarks],
        adoption=_adoption(composed),
        replaces=composed.subject.settings.replaces or "",
        history=as_json(composed.history),
    )


def _adoption(composed: Composed) -> dict[str, Any]:
    adoption = composed.adoption
    if adoption is None:
        return {}
    (adopted,) = as_json((adoption.adopted,))
    return adopted | {"presenter": adoption.presenter, "participants": list(adoption.participants)}
