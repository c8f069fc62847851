"""Faults of numbers: which one, on which page, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.comparing import differences
from pipeline.approval.gate.said import tokens
from pipeline.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.approval.gate.comparing import Difference
    from pipeline.approval.gate.said import Line
    from pipeline.places import Place

#: Differences that are told one by one; whoever has more has lost more than numbers.
_TOLD: Final = 40
#: Signs of the text around a number.
_CONTEXT: Final = 60
_TODO: Final = (
    "Build the document again. If it stays, look at the place in Word and PDF, and at the template around it."
)


def compare(
    code: str, place: Place, what: str, expected: Iterable[Line], shown: Iterable[Line], *, labels: bool = True
) -> Iterator[Fault]:
    """A fault for each stretch of numbers in which a file differs from the tree.

    Args:
        code: of the faults.
        place: the file.
        what: the part of the file that is looked at, such as `text` or `footnotes`.
        expected: what the tree says.
        shown: what the file says.
        labels: whether the file holds the numbers that layout gives, as a PDF does.
    """
    wanted, found = tuple(tokens(expected, labels=labels)), tuple(tokens(shown))
    for told, difference in enumerate(differences(wanted, found), start=1):
        if told > _TOLD:
            yield Fault(code, f"More numbers of the {what} differ from the document's.", place, _TODO, {"what": what})
            return
        yield _fault(code, place, what, difference)


def _fault(code: str, place: Place, what: str, difference: Difference) -> Fault:
    wanted, found = together(difference.expected), together(difference.shown)
    page = f" on page {difference.page}" if difference.page else ""
    said = {
        "lost": f"The {what}{page} lack {wanted}." if what.endswith("s") else f"The {what}{page} lacks {wanted}.",
        "changed": f"The {what}{page} shows {found} where the document says {wanted}.",
        "doubled": f"The {what}{page} shows {found} once too often.",
        "added": f"The {what}{page} shows {found}, which the document does not say there.",
    }[difference.kind]
    words = " ".join(difference.line.whole.split())[:_CONTEXT] if difference.line else None
    data = {"kind": difference.kind, "expected": wanted, "shown": found, "page": difference.page, "what": what}
    return Fault(code, said, place.at(paragraph=words), _TODO, data)


def together(numbers: tuple[str, ...]) -> str:
    """Numbers and their signs as people write them: `2022–2025`, `5,3 %`; several after each other."""
    text = ""
    for number in numbers:
        joined = number in "–-−" or text.endswith(("–", "-", "−")) or not text
        text += number if joined else f"\u00a0{number}" if number in "%‰" else f", {number}"
    return f"“{text}”"
