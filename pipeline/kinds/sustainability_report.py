"""The sustainability report (hållbarhetsredovisning): cover, colophon, foreword, summary, contents, chapters."""

from __future__ import annotations

from pydantic import Field

from pipeline.content.model import Block, Document, Footnote, Plain
from pipeline.content.prose import read_prose
from pipeline.faults import Faults
from pipeline.kinds.base import DocumentSettings, Inputs, Kind
from pipeline.kinds.colophon import ColophonLine, colophon
from pipeline.kinds.common import common_variables, figures_and_references, metadata_of
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.texts import text_files
from pipeline.places import Place

#: Part of the document → pattern of the text files that make it; whatever no pattern takes belongs to the body.
_PARTS = {"foreword": "00-*.md", "summary": "05-*.md"}
#: Part → what a fault calls it, and a name for its file.
_NAMES = {"foreword": "foreword (förord)", "summary": "summary (sammanfattning)", "body": "body (chapters)"}
_FILES = {"foreword": "00-forord.md", "summary": "05-sammanfattning.md", "body": "10-inledning.md"}


class ReportSettings(DocumentSettings):
    """document.yaml of a sustainability report."""

    colophon: tuple[ColophonLine, ...] = Field(min_length=1)


def compose(inputs: Inputs[ReportSettings]) -> Document:
    """Make the report from its text, figures and references.

    Raises:
        FaultError: everything that is wrong with them; I310 a part has no text.
    """
    book, references = figures_and_references(inputs)
    faults = Faults()
    parts: dict[str, tuple[Block, ...]] = {}
    footnotes: dict[str, Footnote] = {}
    for part, paths in _text_files(inputs).items():
        with faults.collecting():
            prose = read_prose(inputs.reader, paths, book, references, language=inputs.settings.language)
            inputs.remarks.extend(prose.warnings)
            parts[part] = prose.blocks
            footnotes |= prose.footnotes
            if not prose.blocks:
                faults.add(
                    "I310",
                    f"The {_NAMES[part]} has no text." if paths else f"The report has no {_NAMES[part]}.",
                    Place(paths[0] if paths else f"{inputs.folder}/text"),
                    "Write it." if paths else f"Add a text file whose name is {_FILES[part]}.",
                    part=part,
                )
    lines: list[Plain] = []
    with faults.collecting():
        lines = colophon(inputs, inputs.settings.colophon)
    faults.raise_if_errors()
    return Document(
        name=inputs.name,
        kind=KIND.name,
        metadata=metadata_of(inputs),
        parts={LATEST_CHANGES: latest_changes(inputs), **parts},
        footnotes=footnotes,
        variables={**common_variables(inputs), "colophon": lines},
    )


def _text_files(inputs: Inputs[ReportSettings]) -> dict[str, tuple[str, ...]]:
    folder = f"{inputs.folder}/text"
    files = {part: inputs.reader.listing(folder, pattern) for part, pattern in _PARTS.items()}
    taken = {path for paths in files.values() for path in paths}
    files["body"] = tuple(path for path in text_files(inputs) if path not in taken)
    return files


KIND = Kind(
    name="sustainability-report",
    swedish="hållbarhetsredovisning",
    template="sustainability-report.docx",
    settings=ReportSettings,
    compose=compose,
    variables={
        "colophon": "lines of the colophon, for a loop",
        "colophon.label": "what a line tells, such as Handlagd av",
        "colophon.value": "what it says",
    },
    parts={
        "foreword": "the foreword with its signature (text/00-*.md)",
        "summary": "the summary (text/05-*.md)",
        "body": "the chapters (all other files of text/)",
        "contents": "the contents list",
    },
)
