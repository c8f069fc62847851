"""Pictures: media parts by content, and the inline drawings that show them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pipeline.content.media import without_words
from pipeline.word.ooxml import DRAWING, INLINE, PICTURE, R, attribute

if TYPE_CHECKING:
    from pipeline.content.model import Picture
    from pipeline.word.relationships import RelationshipPart

#: English Metric Units: 914,400 an inch, 36,000 a millimetre, 635 a twip.
_EMU_PER_MM = 36000
_EMU_PER_TWIP = 635


class Pictures:
    """The pictures of one writing: `parts` holds each once, however often it is shown."""

    def __init__(self, links: RelationshipPart) -> None:
        self.parts: dict[str, bytes] = {}
        self.extensions: set[tuple[str, str]] = set()
        self._links = links

    def add(self, picture: Picture) -> str:
        """The relationship id of the picture's media part; it holds pixels, and no words on who took them where."""
        extension = picture.media_type.removeprefix("image/")
        data = without_words(picture.data)
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
        self.parts[f"word/{name}"] = data
        self.extensions.add((extension, picture.media_type))
        return self._links.add("image", name)


def fitted(picture: Picture, width: int, height: int) -> tuple[int, int]:
    """Width and height of a picture in EMU, made smaller to fit into a room in twips where it must be."""
    wide, high = picture.width * _EMU_PER_MM, picture.height * _EMU_PER_MM
    scale = min(1.0, width * _EMU_PER_TWIP / wide, height * _EMU_PER_TWIP / high)
    return max(int(wide * scale), 1), max(int(high * scale), 1)


def drawing(relationship: str, size: tuple[int, int], number: int, name: str, alt: str) -> str:
    """A picture in the line of text (`wp:inline`).

    Args:
        relationship: id of its media part.
        size: width and height in EMU.
        number: unique `docPr` id.
        name: what Word calls it in its selection pane.
        alt: its text alternative, which becomes the description; it takes no title beside it, as LibreOffice and
            screen readers would read both.
    """
    wide, high = size
    named = f'id="{number}" name="{attribute(name)}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{INLINE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr {named} descr="{attribute(alt)}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{DRAWING}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{DRAWING}"><a:graphicData uri="{PICTURE}"><pic:pic xmlns:pic="{PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr {named} descr="{attribute(alt)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
