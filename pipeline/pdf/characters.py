"""Characters of the Word file that its PDF does not show, since no installed font has them."""

from __future__ import annotations

import io
import unicodedata

import pikepdf
from pikepdf import Dictionary, Name

from pipeline.faults import Fault
from pipeline.pdf import source
from pipeline.pdf.fonts import missing_codes, to_unicode
from pipeline.pdf.letters import squeezed
from pipeline.places import Place

#: Categories of what leaves no mark on a page (Unicode Standard, table 4-4): controls, formats, separators.
_UNSEEN = ("C", "Z")

REPLACE = "Replace the character, or install a font that has it."


def check_characters(pdf: bytes, docx: bytes, file: str) -> tuple[Fault, ...]:
    """Whether each character of the text has a glyph in one of the PDF's fonts.

    LibreOffice puts a box in the place of a character that no font has; where it has just looked in another font for
    the ones beside it, it leaves the character out instead, and no validator can find what is not there.

    Args:
        pdf: the finished PDF.
        docx: the Word file that it was made of.
        file: the PDF's path, for the faults' place.

    Returns:
        P206 for each character.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        shown = _shown(opened)
    wanted = {sign for paragraph in source.read(docx).paragraphs for sign in unicodedata.normalize("NFC", paragraph)}
    lost = (sign for sign in sorted(wanted) if _leaves_a_mark(sign) and not _parts(sign) <= shown)
    return tuple(missing_character(sign, Place(file)) for sign in lost)


def missing_character(character: str, place: Place) -> Fault:
    """The fault of a character that no font has."""
    points = " ".join(f"U+{ord(sign):04X}" for sign in character)
    shown = character if not unicodedata.combining(character[0]) else f"\N{DOTTED CIRCLE}{character}"
    message = f"No installed font has the character “{shown}” ({points}): the page shows an empty box, or nothing."
    return Fault("P206", message, place, REPLACE, {"character": character})


def _leaves_a_mark(sign: str) -> bool:
    # variation selectors choose between glyphs and have none of their own
    return not unicodedata.category(sign).startswith(_UNSEEN) and not unicodedata.name(sign, "").startswith("VARIATION")


def _parts(text: str) -> frozenset[str]:
    """What a text is made of, whatever its case, its kind of hyphen, and whether it is a ligature or put together."""
    return frozenset(unicodedata.normalize("NFKD", squeezed(unicodedata.normalize("NFKD", text))))


def _shown(pdf: pikepdf.Pdf) -> frozenset[str]:
    texts: list[str] = []
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get(Name.Type) == Name.Font and Name.ToUnicode in font:
            none = missing_codes(font)
            known = to_unicode(font.ToUnicode.read_bytes())
            texts += [text for code, text in known.items() if code not in none]
    return _parts("".join(texts))
