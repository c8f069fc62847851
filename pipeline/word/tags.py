"""For template designers: which tags a template holds, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.faults import Fault, FaultError, Faults, did_you_mean
from pipeline.word.compiled import compile_template, examine
from pipeline.word.tag_paths import Use, uses_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pipeline.word.compiled import CompiledTemplate


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template.

    Attributes:
        part: member of the Word file, such as `word/header1.xml`.
        paragraph: text of its paragraph, cut short; empty for a tag outside any (a property, a link's address).
        text: the tag, such as `{{ document.title }}`.
        variables: dotted names of the variables in it, followed through loops; () for an `{% endif %}` and the like.
    """

    part: str
    paragraph: str
    text: str
    variables: tuple[str, ...]


def list_tags(data: bytes, file: str) -> tuple[Tag, ...]:
    """All tags of a template, part by part, as they stand.

    Args:
        data: the .docx.
        file: path as people know it, for faults.

    Raises:
        FaultError: everything that is wrong with the template, as `compile_template`.
    """
    template = compile_template(data, file)
    variables: dict[int, dict[str, None]] = defaultdict(dict)
    for use in _uses(template):
        variables[use.number][use.path] = None
    return tuple(Tag(tag.part, tag.paragraph, tag.text, tuple(variables[tag.number])) for tag in template.tags)


def check_template(data: bytes, file: str, variables: Collection[str]) -> tuple[Fault, ...]:
    """Everything that is wrong with a template, warnings included; () when it is sound.

    Args:
        data: the .docx.
        file: path as people know it, for faults.
        variables: names that the template may use, dotted for fields (`colophon.label`); a name without fields may
            have any.
    """
    try:
        template, faults = examine(data, file)
    except FaultError as error:
        return error.faults
    fields = _tree(variables)
    for use in _uses(template):
        _check(use, template, fields, faults)
    return tuple(faults)


def _uses(template: CompiledTemplate) -> Iterator[Use]:
    for part in template.parts:
        yield from uses_in(part.tree)


def _tree(variables: Iterable[str]) -> dict[str, dict[str, None]]:
    """Path → names of its fields; the variables themselves are the fields of the empty path."""
    fields: dict[str, dict[str, None]] = defaultdict(dict)
    for variable in variables:
        path = ""
        for name in variable.split("."):
            fields[path][name] = None
            path = f"{path}.{name}" if path else name
    return fields


def _check(use: Use, template: CompiledTemplate, fields: dict[str, dict[str, None]], faults: Faults) -> None:
    """Note T124 for a name that is not among the fields of what stands before it."""
    path = ""
    for name in use.path.split("."):
        known = fields.get(path, {})
        if path and not known:
            return
        if name not in known:
            whole = f"{path}.{name}" if path else name
            what = f"a field of “{path}”" if path else "a variable of this template"
            faults.add(
                "T124",
                f"“{whole}” is not {what}.",
                template.tags[use.number - 1].place(template.file),
                did_you_mean(name, known),
                level="warning" if use.optional else "error",
                variable=whole,
            )
            return
        path = f"{path}.{name}" if path else name
