"""The contents list as it must be: each heading with the page that it stands on in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.said import Line
from pipeline.pdf.letters import squeezed

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def with_pages(examined: Examined) -> tuple[Line, ...]:
    """The lines of the contents list; () for a document without one.

    The pages are those on which the PDF shows the headings, not those that any list gives. A heading that is not
    found has no page, and so differs from whatever the list says.
    """
    lines = examined.expected.said.contents
    shown = iter(examined.said_by_pdf.headings)
    found: list[Line] = []
    for line in lines:
        wanted = squeezed(line.text)
        page = next((heading.page for heading in shown if wanted in squeezed(heading.text)), None)
        found.append(Line(f"{line.text}\t{'' if page is None else page}", line.label))
    return tuple(found)
