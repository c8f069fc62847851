"""What runs along on every page: page numbers, dates and diary numbers in headers and footers, repeated headings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.approval.gate.numbers import together
from pipeline.approval.gate.said import numbers
from pipeline.faults import Fault
from pipeline.pdf.letters import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.examined import Examined
    from pipeline.approval.gate.said import Line


def letterhead(examined: Examined) -> int:
    """How many lines at the beginning of the PDF's text are the first page's letterhead, which is read there.

    As many as make the numbers of the first page's header and footer complete; where no count does, all that are
    pieces of a header.
    """
    said, expected = examined.said_by_pdf, examined.expected
    pages = len(said.running)
    pairs = [lines for section in expected.sections[:1] for lines in section.on_page(1, pages)]
    pieces = squeezed("\0".join(line.text for lines in pairs for line in lines))
    longest = 0
    for line in said.body:
        if not squeezed(line.text) or squeezed(line.text) not in pieces:
            break
        longest += 1
    shown = Counter(numbers(said.running[0])) if said.running else Counter()
    for count in range(longest + 1):
        read = shown + Counter(numbers(said.body[:count]))
        if any(read == Counter(numbers(lines)) for lines in pairs):
            return count
    return longest


def check_running(examined: Examined, read: int) -> Iterator[Fault]:
    """R263 for each page whose header and footer show other numbers than its section's can.

    Args:
        examined: the document.
        read: lines of the letterhead that stand in the text.
    """
    said, expected = examined.said_by_pdf, examined.expected
    repeated = {tuple(sorted(numbers(lines))) for lines in expected.repeated}
    pages = len(said.running)
    for page, lines in enumerate(said.running, start=1):
        shown = Counter(numbers((*lines, *said.body[:read]) if page == 1 else lines))
        allowed = [Counter(numbers(pair)) for section in expected.sections for pair in section.on_page(page, pages)]
        if not any(_fits(shown, one, repeated) for one in allowed) and (shown or allowed):
            yield _fault(examined, page, lines, shown, allowed)


def _fits(shown: Counter[str], allowed: Counter[str], repeated: set[tuple[str, ...]]) -> bool:
    """Whether a page shows exactly what its header and footer hold, and perhaps a table's repeated headings."""
    if allowed - shown:
        return False
    more = tuple(sorted((shown - allowed).elements()))
    return not more or more in repeated


def _fault(
    examined: Examined, page: int, lines: tuple[Line, ...], shown: Counter[str], allowed: list[Counter[str]]
) -> Fault:
    found = together(tuple(shown.elements()))
    wanted = " or ".join(dict.fromkeys(together(tuple(one.elements())) for one in allowed)) or "none"
    message = f"Header and footer of page {page} show the numbers {found}; the template gives {wanted}."
    words = " ".join(" ".join(line.text for line in lines).split())[:60]
    todo = "Look at the headers and footers of the template, and build the document again."
    return Fault("R263", message, examined.pdf_place.at(paragraph=words or None), todo, {"page": page})
