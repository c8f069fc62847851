"""Builds all stress documents at once, in a project of their own, with the functions that a build is made of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.building.compose import Composed
from pipeline.building.convert import Made, make_all
from pipeline.building.fingerprint import made_with
from pipeline.building.numbering import Numbering
from pipeline.building.outputs import outputs_of
from pipeline.building.project import Project
from pipeline.building.publish import publish
from pipeline.building.run import compose_all
from pipeline.building.write import write_all
from tests.conftest import ROOT
from tests.stress import layout_documents, text_documents

#: Name of a document → what makes the files of its folder, by their path in it. A path that begins with `templates/`
#: is one in the project's.
Documents = Mapping[str, Callable[[], Mapping[str, str | bytes]]]

DOCUMENTS: Documents = {**layout_documents.DOCUMENTS, **text_documents.DOCUMENTS}


@dataclass(frozen=True)
class Stressed:
    """The project that holds the documents, what they say, and their files."""

    project: Project
    composed: Mapping[str, Composed]
    made: Mapping[str, Made]

    def path(self, name: str, ending: str) -> Path:
        """Where an output lies."""
        return self.project.outputs / f"{name}.{ending}"

    def docx(self, name: str) -> bytes:
        """The Word file of a document."""
        return self.made[name].word.data

    def pdf(self, name: str) -> bytes:
        """The PDF of a document."""
        return self.made[name].pdf


def write_project(folder: Path, documents: Documents) -> Project:
    """A project with the templates, the agency and the references of the real one, and with these documents."""
    shutil.copytree(ROOT / "templates", folder / "templates", dirs_exist_ok=True)
    for name in ("agency.yaml", "references.yaml", "words.txt"):
        (folder / "inputs").mkdir(exist_ok=True)
        shutil.copy(ROOT / "inputs" / name, folder / "inputs" / name)
    for name, make in documents.items():
        for path, content in make().items():
            file = folder / path if path.startswith("templates/") else folder / "inputs" / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Project(folder)


def build(folder: Path, documents: Documents = DOCUMENTS) -> Stressed:
    """Build documents as drafts.

    Raises:
        FaultError: what is wrong with any of them.
    """
    project = write_project(folder, documents)
    numbering = Numbering(project.register)
    composed = {
        name: _with_tree(name, one)
        for name, one in compose_all(project, project.documents(), numbering, draft=True).items()
    }
    numbering.confirm()
    written = write_all(composed)
    cache = project.state / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    made = make_all(composed, written, cache=cache, progress=lambda step: None)
    outputs = outputs_of(composed, made, made_with(), {})
    publish(project.outputs, outputs.files, gone=outputs.gone)
    return Stressed(project, composed, made)


def _with_tree(name: str, composed: Composed) -> Composed:
    """A document with the tree that is made for it, where no input can say it."""
    if name not in layout_documents.TREES:
        return composed
    document = layout_documents.TREES[name](composed.document)
    return replace(composed, document=document, subject=replace(composed.subject, document=document))


def build_all(folder: Path) -> dict[str, Path]:
    """The PDFs of all stress documents, by document name: for validators that `make test` does not run."""
    built = build(folder)
    return {name: built.path(name, "pdf") for name in sorted(built.made)}
