"""What Word file and page refuse alike, each in one sentence: whoever reads both faults reads them once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.content.addresses import is_allowed_address
from pipeline.content.grid import GridError, lay_out
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.grid import GridCell
    from pipeline.content.model import Figure, Footnote, FootnoteMark, Link, Table, Text
    from pipeline.faults import Faults
    from pipeline.places import Place

#: A language tag (BCP 47, 2.1), as far as it is looked at: a language, and what else is known of it.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

#: How a file of each media type begins (PNG, 5.2; ISO/IEC 10918-1, B.1.1.3).
_SIGNATURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def leads_somewhere(link: Link, origin: Place | None, faults: Faults) -> bool:
    """Whether a link may be followed; T205 is noted, at `origin`, where it may not."""
    if is_allowed_address(link.url):
        return True
    message = f"The link leads to {link.url!r}, which is no address of the web or of e-mail."
    todo = "Write the whole address: https://…, http://… or mailto:…, without spaces."
    faults.add("T205", message, origin, todo, url=link.url)
    return False


def is_citable(
    mark: FootnoteMark, footnotes: Mapping[str, Footnote], origin: Place | None, faults: Faults, *, in_note: bool
) -> bool:
    """Whether a footnote can be cited; where it cannot, T206 (not known) or T207 (in a footnote) is noted."""
    if in_note:
        message = f"The footnote “{mark.key}” is cited in a footnote, where no other can stand."
        todo = "Put the reference into the text of the first footnote."
        faults.add("T207", message, origin, todo, key=mark.key)
        return False
    if mark.key not in footnotes:
        message = f"There is no footnote “{mark.key}”."
        faults.add("T206", message, origin, did_you_mean(mark.key, footnotes), key=mark.key)
        return False
    return True


def tell_empty_note(key: str, note: Footnote, faults: Faults) -> None:
    """T210 for a footnote that shows nothing."""
    message = f"The footnote “{key}” has no text."
    faults.add("T210", message, note.origin, "Write what it says, or cite nothing.", key=key)


def language_of(words: Text, origin: Place | None, faults: Faults) -> str | None:
    """The language tag of foreign words; None for words of the document's own, and, with T218 noted, for no tag."""
    if words.language is None or _LANGUAGE.fullmatch(words.language):
        return words.language
    message = f"{words.language!r} is not a language tag."
    faults.add("T218", message, origin, "Write a tag such as en, en-GB or ar.", language=words.language)
    return None


def can_be_shown(figure: Figure, faults: Faults) -> bool:
    """Whether a figure holds a picture; T214 is noted where it does not, T215 where the picture has no alternative."""
    picture = figure.picture
    if not picture.data.startswith(_SIGNATURES[picture.media_type]) or picture.width <= 0 or picture.height <= 0:
        form = picture.media_type.removeprefix("image/").upper()
        message = f"The picture is not a {form} file with a size."
        faults.add("T214", message, figure.origin, "Save it again as PNG or JPEG.")
        return False
    if not figure.alt.strip():
        todo = "Say in a sentence what it shows."
        faults.add("T215", "The picture has no text alternative.", figure.origin, todo)
    return True


def grid_of(table: Table, faults: Faults) -> list[list[GridCell]] | None:
    """The cells of header and body, row by row; None, with T217 noted, where they do not fill the grid."""
    try:
        return lay_out((*table.header, *table.rows), len(table.columns))
    except GridError as error:
        message = f"The table's cells do not fill its grid: {error}."
        faults.add("T217", message, table.origin, "Mend the spans of its cells.")
        return None
