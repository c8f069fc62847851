"""R276, R277: the document says by which decision, when and by whom it was adopted, and leaves nothing open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from pipeline.approval.gate.check import Check, Outcome
from pipeline.faults import Faults
from pipeline.kinds.labels import labels_for
from pipeline.pdf.letters import squeezed
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.examined import Examined

#: What people write where something is still to be filled in.
_PLACEHOLDER: Final = re.compile(
    r"[\s–—‒−_.…?*xX-]*|[\[<(].*[\])>]|tbd|tba|todo|ifylls?( senare)?|fylls i( senare)?|kommer|n\.? ?n\.?|"
    r".*\b(xx+|åååå|yyyy|mm-dd)\b.*|.*(\.\.\.|…|___).*",
    re.IGNORECASE,
)
#: Variables of templates that hold lines of facts.
_FACTS: Final = ("colophon", "facts")


def look(examined: Examined) -> Outcome:
    """Look at the lines of colophon and facts, and for the decision in the PDF's text."""
    faults = Faults()
    assert examined.adoption is not None, "the check is for documents that are being adopted"
    adopted = examined.adoption.adopted
    place = Place(next((path for path in examined.composed.reader.files if path.endswith("/document.yaml")), ""))
    lines = tuple(_lines(examined))
    for label, value in lines:
        if _PLACEHOLDER.fullmatch(value.strip()):
            said = f"says “{value.strip()}”" if value.strip() else "is empty"
            message = f"The line “{label}” of the colophon or facts {said}."
            faults.add("R276", message, place, "Say what is so, or take the line away.", label=label)
    said_by = examined.said_by_pdf
    said = squeezed("\0".join(line.text for line in (*said_by.body, *said_by.notes)))
    language = examined.metadata.language.replace("-", "_")
    dates = (adopted.decision_date.isoformat(), format_date(adopted.decision_date, "long", locale=language))
    for known, (what, texts) in {
        "decision-number": ("decision number (beslutsnummer)", (adopted.decision_number,)),
        "decision-date": ("date of the decision", dates),
        "decided-by": ("name of who decided", (adopted.decided_by,)),
    }.items():
        if not any(squeezed(text) in said for text in texts):
            message = f"The PDF does not show the {what}, {texts[0]}."
            faults.add("R277", message, examined.pdf_place, _todo(examined, known), wanted=texts[0])
    return Outcome(f"{len(lines)} lines of colophon and facts; number, date and name of the decision.", tuple(faults))


def _todo(examined: Examined, known: str) -> str:
    """What to write where: a line of the colophon, or a tag where the template shows no such lines."""
    tag = known.replace("-", "_")
    in_template = f"Put {{{{ labels.{tag} }}}} {{{{ adoption.{tag} }}}} into {examined.composed.template}"
    if not examined.composed.document.variables.get("colophon"):
        return f"{in_template} (docs/templates.md, Adoption and latest changes)."
    label = labels_for(examined.metadata.language)[tag]
    line = f"- {{label: {label}, from: {known}}}"
    return f"Add the line {line} below colophon: in document.yaml. {in_template}, if it does not show the colophon."


def _lines(examined: Examined) -> Iterator[tuple[str, str]]:
    for name in _FACTS:
        rows = examined.composed.document.variables.get(name, ())
        for row in rows if isinstance(rows, list | tuple) else ():
            if isinstance(row, dict):
                yield str(row.get("label", "")), str(row.get("value", ""))


CHECK = Check("decision", "dokumentet anger beslutsnummer, datum och beslutsfattare", look, adopted=True)
