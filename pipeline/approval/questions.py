"""The questions of the review list (granskningslista): what no machine can see."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.building.compose import Composed

_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the reviewer answers with ja or nej.

    Attributes:
        id: what it is called in the list, such as `reading-order` or `picture-2`.
        text: the question, in Swedish.
        about: what it is asked of, the title or a picture's text alternative; empty for the whole document.
    """

    id: str
    text: str
    about: str = ""


def questions_of(composed: Composed, word: bytes) -> tuple[Question, ...]:
    """What is to be asked of a document.

    Args:
        composed: the document.
        word: its Word file, for the text alternatives of all pictures, those of the template among them.
    """
    title = composed.document.metadata.title
    pictures = [
        Question(f"picture-{number}", "Säger bildens textalternativ det som bilden visar?", text)
        for number, text in enumerate(alternatives(word), 1)
    ]
    return (
        Question(
            "reading-order",
            "Kommer allt i rätt ordning för den som lyssnar på dokumentet: rubriker, text, tabeller, bilder och noter?",
        ),
        Question("title", "Säger titeln vad dokumentet handlar om, också för den som bara ser titeln?", title),
        Question("colours", "Går allt att förstå för den som inte ser färger?"),
        *pictures,
    )


def alternatives(word: bytes) -> tuple[str, ...]:
    """The text alternatives of a Word file's pictures, each once: those of the text in its order, then the others."""
    found: dict[str, None] = {}
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        for name in sorted(names, key=lambda name: (name != "word/document.xml", name)):
            found |= dict.fromkeys(_alternatives(package.read(name)))
    return tuple(found)


def _alternatives(part: bytes) -> Iterator[str]:
    if b"docPr" not in part:
        return
    for picture in etree.fromstring(part).iter(_PICTURE):
        text = " ".join(str(picture.get("descr") or "").split())
        if text:
            yield text
