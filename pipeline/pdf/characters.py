"""Characters of the Word file that its PDF does not show, since no installed font has them."""

from __future__ import annotations

import io
import unicodedata
from collections import defaultdict
from collections.abc import Mapping

import pikepdf

from pipeline.faults import Fault
from pipeline.pdf import source
from pipeline.pdf.clusters import clusters
from pipeline.pdf.fonts import missing_codes, to_unicode, with_text
from pipeline.pdf.letters import squeezed
from pipeline.pdf.tree import ObjectId
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
    wanted = {sign for paragraph in source.read(docx).paragraphs for sign in unicodedata.normalize("NFC", paragraph)}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        lost = _not_in(wanted, _shown(opened, {}))
        if lost or any(unicodedata.combining(sign) for sign in wanted):
            lost = _not_in(wanted, _shown(opened, _glyphs_together(opened)))
    return tuple(missing_character(sign, Place(file)) for sign in sorted(lost))


def missing_characters(pdf: pikepdf.Pdf) -> list[str]:
    """The characters that show as the font's sign for a missing one, since no installed font has them.

    LibreOffice puts that sign into the embedded font as a glyph of its own, so that no validator takes it for .notdef.
    """
    missing: set[str] = set()
    there: set[str] = set()
    for font in with_text(pdf):
        texts = to_unicode(font.ToUnicode.read_bytes())
        none = missing_codes(font)
        missing |= {text for code, text in texts.items() if code in none and text.strip()}
        there.update(*(text for code, text in texts.items() if code not in none))
    return sorted({sign for text in missing for sign in _missing_of(text, there)})


def _missing_of(text: str, there: set[str]) -> set[str]:
    """The characters of a text that are missing: all that stand nowhere else, else the text as it is.

    LibreOffice 25.2 gives characters that belong together (an emoji and its colour) one sign and one text.
    """
    if len(text) == 1:
        return {text}
    return {sign for sign in text if _leaves_a_mark(sign) and sign not in there} or {text}


def missing_character(character: str, place: Place) -> Fault:
    """The fault of a character that no font has."""
    points = " ".join(f"U+{ord(sign):04X}" for sign in character)
    shown = character if not unicodedata.combining(character[0]) else f"\N{DOTTED CIRCLE}{character}"
    message = f"No installed font has the character “{shown}” ({points}): the page shows an empty box, or nothing."
    return Fault("P206", message, place, REPLACE, {"character": character})


def _not_in(signs: set[str], shown: frozenset[str]) -> set[str]:
    return {sign for sign in signs if _leaves_a_mark(sign) and not _parts(sign) <= shown}


def _leaves_a_mark(sign: str) -> bool:
    # variation selectors choose between glyphs and have none of their own
    return not unicodedata.category(sign).startswith(_UNSEEN) and not unicodedata.name(sign, "").startswith("VARIATION")


def _parts(text: str) -> frozenset[str]:
    """What a text is made of, whatever its case, its kind of hyphen, and whether it is a ligature or put together."""
    return frozenset(unicodedata.normalize("NFKD", squeezed(unicodedata.normalize("NFKD", text))))


#: The codes of some glyphs, each with its font's object.
_Glyphs = frozenset[tuple[ObjectId, int]]


def _glyphs_together(pdf: pikepdf.Pdf) -> dict[_Glyphs, set[str]]:
    """Glyphs shown together → the texts that stand for them; LibreOffice 25.2 tells “a͡” in this way alone."""
    together: dict[_Glyphs, set[str]] = defaultdict(set)
    for cluster in clusters(pdf):
        glyphs = frozenset((font, code) for font, codes in cluster.codes.items() for code in codes)
        together[glyphs].add(cluster.text)
    return together


def _shown(pdf: pikepdf.Pdf, together: Mapping[_Glyphs, set[str]]) -> frozenset[str]:
    """What the texts of all glyphs are made of, but of those that show the sign for a missing character."""
    texts: dict[_Glyphs, set[str]] = defaultdict(set, {glyphs: set(said) for glyphs, said in together.items()})
    missing: set[tuple[ObjectId, int]] = set()
    for font in with_text(pdf):
        missing.update((font.objgen, code) for code in missing_codes(font))
        for code, text in to_unicode(font.ToUnicode.read_bytes()).items():
            texts[frozenset([(font.objgen, code)])].add(text)
    there = (said for glyphs, said in texts.items() if glyphs.isdisjoint(missing))
    return _parts("".join(text for said in there for text in said if not _lacks_signs(text, said)))


def _lacks_signs(text: str, said: set[str]) -> bool:
    """Whether a glyph cannot show all of a text that stands for it: one that stands for “a” has no sign over it."""
    return any(
        other and text.startswith(other) and all(unicodedata.combining(sign) for sign in text[len(other) :])
        for other in said - {text}
    )
