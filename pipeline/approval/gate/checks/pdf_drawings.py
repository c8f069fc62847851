"""R281: what drawings in the PDF say in letters of their own (Form XObjects), which no text is compared with."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.faults import Faults
from pipeline.pdf.fonts import Font, Fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.examined import Examined

_SHOWING: Final = frozenset({"Tj", "TJ", "'", '"'})
_NUMBER: Final = re.compile(r"\d")
_TODO: Final = "Put the text into the document or its header instead of the drawing, or look at it in the PDF."


def look(examined: Examined) -> Outcome:
    """Read the letters of each drawing: numbers there are told of."""
    faults, count = Faults(), 0
    for text in drawn_texts(examined.pdf):
        count += 1
        if _NUMBER.search(text):
            message = f"A drawing in the PDF shows numbers that nothing is compared with: “{text[:80]}”."
            faults.add("R281", message, examined.pdf_place, _TODO, level="warning", text=text)
    return Outcome(f"{count} drawings with content of their own.", tuple(faults))


def drawn_texts(pdf: bytes) -> Iterator[str]:
    """What each drawing says; empty for one without letters."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream) and one.get(Name.Subtype) == Name.Form:
                yield " ".join(_text_of(one, fonts).split())


def _text_of(form: pikepdf.Stream, fonts: Fonts) -> str:
    """The letters of a drawing, without those of drawings in it."""
    resources, font, texts = form.get(Name.Resources, Dictionary()), Font(), []
    for instruction in pikepdf.parse_content_stream(form, "Tf Tj TJ ' \""):
        operator = str(instruction.operator)
        if operator == "Tf":
            font = fonts.font(resources, str(instruction.operands[0]))
        elif operator in _SHOWING:
            shown = instruction.operands[-1]
            parts = shown if isinstance(shown, pikepdf.Array) else [shown]
            texts.append(font.decode(b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))))
    return " ".join(texts)


CHECK = Check("pdf-drawings", "ritningar i PDF-filen visar inga egna tal", look)
