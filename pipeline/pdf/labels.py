"""Words for the descriptions of links, in the document's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Sentences with places for `text`, `page` and `number`."""

    go_to: str
    note: str
    back: str


_BY_LANGUAGE = {
    "sv": Labels("Gå till {text}, sida {page}", "Fotnot {number}", "Tillbaka till texten från fotnot {number}"),
    "nb": Labels("Gå til {text}, side {page}", "Fotnote {number}", "Tilbake til teksten fra fotnote {number}"),
    "nn": Labels("Gå til {text}, side {page}", "Fotnote {number}", "Tilbake til teksten frå fotnote {number}"),
    "da": Labels("Gå til {text}, side {page}", "Fodnote {number}", "Tilbage til teksten fra fodnote {number}"),
    "fi": Labels("Siirry kohtaan {text}, sivu {page}", "Alaviite {number}", "Takaisin tekstiin alaviitteestä {number}"),
    "en": Labels("Go to {text}, page {page}", "Footnote {number}", "Back to the text from footnote {number}"),
}


def labels_for(language: str) -> Labels:
    """The words for a BCP 47 tag; English where the language has none here."""
    primary = language.replace("_", "-").split("-")[0].lower()
    return _BY_LANGUAGE.get({"no": "nb"}.get(primary, primary), _BY_LANGUAGE["en"])
