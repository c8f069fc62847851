"""Pictures from files, within the page: a drawing that holds the file, as wide as on paper."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final

from pipeline.content.media import without_words
from pipeline.html.escaping import Html, text

if TYPE_CHECKING:
    from pipeline.content.model import Picture

#: CSS pixels a millimetre.
_PIXELS: Final = 96 / 25.4


def picture_svg(picture: Picture, alternative: str) -> Html:
    """A picture as an element whose accessible name is the text alternative.

    It is SVG and no `img`: the Nu checker takes the `data:` address of an `img` for one that the page's own policy
    forbids, whatever that allows.

    It holds the pixels, and no words on who took them where.

    Args:
        picture: from a file of its media type.
        alternative: what it shows; never empty.
    """
    width, height = (max(round(side * _PIXELS), 1) for side in (picture.width, picture.height))
    size = f'width="{width}" height="{height}"'
    file = data_address(without_words(picture.data), picture.media_type)
    # sides in whole pixels are not quite those of the file: it fills them
    return Html(
        f'<svg class="photo" role="img" aria-label="{text(alternative)}" viewBox="0 0 {width} {height}" {size}>'
        f'<image href="{file}" {size} preserveAspectRatio="none"/></svg>'
    )


def data_address(data: bytes, media_type: str) -> str:
    """A file as an address that holds it whole (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"
