"""The colophon (tryckuppgifter): lines that an author writes, and those whose truth the register holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field, model_validator

from pipeline.faults import Faults
from pipeline.kinds.base import Strict
from pipeline.kinds.common import adoption_facts, long_date
from pipeline.kinds.forms import Filled
from pipeline.kinds.labels import labels_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.content.adoption import Adoption
    from pipeline.content.model import Plain
    from pipeline.kinds.base import DocumentSettings, Inputs
    from pipeline.places import Place

#: What `from` may name: what the register knows of an adopted document.
Known = Literal[
    "decided-by",
    "decision-date",
    "decision-number",
    "presenter",
    "participants",
    "case-number",
    "document-number",
    "version",
]
#: Stands in a draft where the register will say something that nobody knows yet.
_NOT_YET: Final = "–"
#: With which option of `diarie approve` each of them is given; the others come from the register alone.
_OPTIONS: Final[dict[Known, str]] = {
    "decided-by": "--by",
    "decision-date": "--date",
    "decision-number": "--decision",
    "presenter": "--presenter",
    "participants": "--participant",
}


class ColophonLine(Strict):
    """A line of the colophon (tryckuppgifter): who made, adopted and handled the report.

    Attributes:
        label: what it tells.
        value: what it says; with `from`, what is planned, for drafts.
        from_: what the register knows of the adopted document, and the line is to say then.
    """

    label: Filled
    value: str = ""
    from_: Known | None = Field(default=None, alias="from")

    @model_validator(mode="after")
    def _says_something(self) -> ColophonLine:
        if self.from_ is None and not self.value.strip():
            raise ValueError("Give the line a value, or say with from what the register fills in.")
        return self


def colophon(inputs: Inputs[DocumentSettings], lines: Sequence[ColophonLine]) -> list[Plain]:
    """The lines as the template shows them: planned values in a draft, the register's when the document is adopted.

    A line that says who presented the matter or took part goes when nobody did. Where no line is about the adoption,
    the adopted document shows it in lines of its own behind the author's, so that no colophon need be written for it.

    Raises:
        FaultError: R250 a typed value is not what the register says; R251 the register has nothing for a line that
            has a value.
    """
    faults = Faults()
    shown: list[Plain] = []
    for index, line in enumerate(lines):
        value = line.value
        known = line.from_ or _meant(inputs, line)
        if known is not None:
            place = inputs.place("colophon", index, "value") if line.value else inputs.place("colophon", index)
            value = _filled(inputs, line, known, place, faults)
        if value:
            shown.append({"label": line.label, "value": value})
    faults.raise_if_errors()
    if any(line.from_ in _OPTIONS for line in lines):
        return shown
    return [*shown, *_not_said(adoption_facts(inputs), lines)]


def _meant(inputs: Inputs[DocumentSettings], line: ColophonLine) -> Known | None:
    """What of an adoption a line without `from` tells, by the very term that the program would label it with."""
    if inputs.adoption is None:
        return None
    labels = labels_for(inputs.settings.language)
    named = {labels[known.replace("-", "_")].casefold(): known for known in _OPTIONS}
    return named.get(line.label.strip(" :").casefold())


def _not_said(facts: Sequence[Plain], lines: Sequence[ColophonLine]) -> list[Plain]:
    """The facts of the adoption that no line says in an author's own words."""
    said = "\n".join(" ".join(line.value.split()).casefold() for line in lines)
    return [fact for fact in facts if isinstance(fact, Mapping) and str(fact["value"]).casefold() not in said]


def _filled(inputs: Inputs[DocumentSettings], line: ColophonLine, known: Known, place: Place, faults: Faults) -> str:
    planned = line.value.strip()
    if inputs.adoption is None:
        return planned or (inputs.case_number if known == "case-number" else _NOT_YET)
    true, also = _truth(inputs, inputs.adoption)[known]()
    if not planned or planned in (true, *also):
        return planned or true
    option = f" ({_OPTIONS[known]})" if known in _OPTIONS else ""
    todo = f"Mend the line, or give the adoption what is right{option}."
    if true:
        message = f"The line “{line.label}” says “{planned}”, and the document is adopted with “{true}”."
        faults.add("R250", message, place, todo, planned=planned, adopted=true)
    else:
        message = f"The line “{line.label}” says “{planned}”, and the document is adopted without any."
        faults.add("R251", message, place, todo, planned=planned)
    return true


def _truth(
    inputs: Inputs[DocumentSettings], adoption: Adoption
) -> dict[Known, Callable[[], tuple[str, tuple[str, ...]]]]:
    """What the register says, and other ways of writing it that are as good."""
    adopted = adoption.adopted
    return {
        "decided-by": lambda: (adopted.decided_by, ()),
        "decision-date": lambda: (
            adopted.decision_date.isoformat(),
            (long_date(adopted.decision_date, inputs.settings.language),),
        ),
        "decision-number": lambda: (adopted.decision_number, ()),
        "presenter": lambda: (adoption.presenter, ()),
        "participants": lambda: (
            "; ".join(adoption.participants),
            (", ".join(adoption.participants), " och ".join(adoption.participants)),
        ),
        "case-number": lambda: (inputs.case_number, ()),
        "document-number": lambda: (adopted.number, ()),
        "version": lambda: (adopted.version, ()),
    }
