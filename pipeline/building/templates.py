"""The project's templates: which there are, which kinds use them, and whether they are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks import contrast
from pipeline.checks.opened import WordFile
from pipeline.faults import Fault, FaultError, Faults, did_you_mean
from pipeline.kinds.common import COMMON_PARTS, COMMON_VARIABLES
from pipeline.kinds.registry import KINDS, kind_named
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.word.fit import check_fit
from pipeline.word.tags import check_template
from pipeline.word.writer import CONTENTS

if TYPE_CHECKING:
    from pipeline.building.project import Project


def template_files(project: Project, names: tuple[str, ...]) -> tuple[str, ...]:
    """File names of the named templates, or of all in templates/; a path or a name without .docx will do.

    Raises:
        FaultError: T101 there is no such template, or none at all.
    """
    known = sorted(path.name for path in project.templates.glob("*.docx") if not path.name.startswith("~$"))
    if not known:
        raise FaultError.of(
            "T101", "There is no template in templates/.", Place("templates"), "Put the Word templates (.docx) there."
        )
    if not names:
        return tuple(known)
    faults = Faults()
    chosen = []
    for name in names:
        file = name.rsplit("/", maxsplit=1)[-1]
        file = file if file.endswith(".docx") else f"{file}.docx"
        if file in known:
            chosen.append(file)
        else:
            faults.add("T101", f"The template {file} does not exist.", Place("templates"), did_you_mean(file, known))
    faults.raise_if_errors()
    return tuple(chosen)


def variables_of(template: str) -> dict[str, str]:
    """Variables and parts that a template may use → what each is.

    A template that is no kind's own may be named by any document.yaml, so it may use those of all kinds.
    """
    kinds = [kind_named(name) for name in KINDS]
    own = [kind for kind in kinds if kind.template == template] or kinds
    found = dict(COMMON_VARIABLES) | COMMON_PARTS
    for kind in own:
        found |= kind.variables
        found |= kind.parts
    return found


def check_all(project: Project, files: tuple[str, ...]) -> tuple[Fault, ...]:
    """Everything that is wrong with the templates of those names, colours that cannot be read included."""
    faults = Faults()
    for file in files:
        with faults.collecting():
            data = template_data(project, file)
            wrong = check_template(data, f"templates/{file}", variables_of(file))
            faults.extend(wrong)
            faults.extend(check_fit(data, f"templates/{file}", _parts_of(file)))
            if not any(fault.level == "error" for fault in wrong):
                faults.extend(contrast.check(WordFile(data, f"templates/{file}")))
    return tuple(faults)


def _parts_of(template: str) -> tuple[str, ...]:
    """Parts that a kind's own template has to place; () for a template that may be for any kind."""
    kinds = (kind_named(name) for name in KINDS)
    return tuple(part for kind in kinds if kind.template == template for part in kind.parts if part != CONTENTS)


def template_data(project: Project, file: str) -> bytes:
    """The bytes of a template.

    Raises:
        FaultError: I101 to I103 it cannot be read.
    """
    return Reader(project.root).data(f"templates/{file}")
