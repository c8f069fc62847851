"""What runs along on every page: numbers and words in headers and footers, and repeated headings of tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.approval.gate.numbers import together
from pipeline.approval.gate.said import numbers
from pipeline.faults import Fault
from pipeline.pdf.letters import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.approval.gate.examined import Examined
    from pipeline.approval.gate.said import Line


def letterhead(examined: Examined) -> int:
    """How many lines at the beginning of the PDF's text are the first page's letterhead, which is read there.

    As many as make what the first page's header and footer say complete, or else their numbers; where no count does,
    all that are pieces of a header.
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
    running = said.running[0] if said.running else ()
    for measure in (_content, _numbers):
        wanted = [measure(lines) for lines in pairs]
        for count in range(longest + 1):
            if measure((*running, *said.body[:count])) in wanted:
                return count
    return longest


def check_running(examined: Examined, read: int) -> Iterator[Fault]:
    """R263 for each page whose header and footer show other numbers or words than its section's can.

    Args:
        examined: the document.
        read: lines of the letterhead that stand in the text.
    """
    said, expected = examined.said_by_pdf, examined.expected
    pages = len(said.running)
    for page, lines in enumerate(said.running, start=1):
        shown = (*lines, *said.body[:read]) if page == 1 else lines
        allowed = [pair for section in expected.sections for pair in section.on_page(page, pages)]
        if allowed or shown:
            for what, measure in (("numbers", _numbers), ("words", _content)):
                if not _fits(shown, allowed, expected.repeated, measure):
                    yield _fault(examined, page, shown, allowed, what)
                    break


def _numbers(lines: Iterable[Line]) -> Counter[str]:
    return Counter(numbers(lines))


def _content(lines: Iterable[Line]) -> Counter[str]:
    """Letters, digits and signs, without leaders; in which order and pieces a header is read is up to the layout."""
    return Counter("".join(text for line in lines if (text := squeezed(line.text)).strip(".")))


def _fits(
    shown: tuple[Line, ...],
    allowed: Iterable[tuple[Line, ...]],
    repeated: tuple[tuple[Line, ...], ...],
    measure: Callable[[Iterable[Line]], Counter[str]],
) -> bool:
    """Whether a page shows exactly what a header and footer hold, and perhaps a table's repeated headings."""
    found = measure(shown)
    for pair in allowed:
        wanted = measure(pair)
        more: list[tuple[Line, ...]] = [()] if found == wanted else []
        if not more and wanted <= found:
            more = [lines for lines in repeated if found - wanted == measure(lines)]
        if any(measure is _numbers or _holds((*pair, *lines), shown) for lines in more):
            return True
    return False


def _holds(wanted: Iterable[Line], shown: Iterable[Line]) -> bool:
    """Whether each piece that is shown is one of a text, so that no letters have changed places."""
    whole = "".join(squeezed(line.text) for line in wanted)
    return all(piece in whole for line in shown if (piece := squeezed(line.text)).strip("."))


def _fault(examined: Examined, page: int, shown: tuple[Line, ...], allowed: list[tuple[Line, ...]], what: str) -> Fault:
    said = _said(shown, what)
    wanted = " or ".join(dict.fromkeys(_said(pair, what) for pair in allowed)) or "none"
    message = f"Header and footer of page {page} show the {what} {said}; the template gives {wanted}."
    words = " ".join(" ".join(line.text for line in shown).split())[:60]
    todo = "Look at the headers and footers of the template, and build the document again."
    return Fault("R263", message, examined.pdf_place.at(paragraph=words or None), todo, {"page": page})


def _said(lines: tuple[Line, ...], what: str) -> str:
    if what == "numbers":
        return together(numbers(lines))
    return f"“{' '.join(' '.join(line.text for line in lines).split())}”"
