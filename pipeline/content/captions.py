"""The words of captions and cross-references in the document's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for captions and cross-references of one language.

    Attributes:
        table, figure: as captions begin; also the names of the SEQ fields.
        table_inline, figure_inline: as in running text.
        section: before a heading's number.
        named_section: for a heading without number; `{}` is its text.
    """

    table: str
    figure: str
    table_inline: str
    figure_inline: str
    section: str
    named_section: str


_WORDINGS: dict[str, Wording] = {
    "sv": Wording("Tabell", "Figur", "tabell", "figur", "avsnitt", "avsnittet ”{}”"),
    "nb": Wording("Tabell", "Figur", "tabell", "figur", "avsnitt", "avsnittet «{}»"),
    "nn": Wording("Tabell", "Figur", "tabell", "figur", "avsnitt", "avsnittet «{}»"),
    "fi": Wording("Taulukko", "Kuva", "taulukko", "kuva", "luku", "luku ”{}”"),
    "en": Wording("Table", "Figure", "table", "figure", "section", "the section “{}”"),
}


def wording_for(language: str) -> Wording:
    """The words for a BCP 47 tag; the English ones for a language that has none here."""
    return _WORDINGS.get(language.split("-", maxsplit=1)[0].lower(), _WORDINGS["en"])
