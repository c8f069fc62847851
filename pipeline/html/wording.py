"""The few words that a page has of its own, in the document's language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """Words of a page.

    Attributes:
        skip: of the link past everything that stands before the text.
        heading_link: what the link beside a heading leads to; `{}` is the heading.
        note: before a footnote's number, for who hears the page.
        notes: heading of the list of footnotes.
        back: of the link from a footnote to where it is cited; `{}` is its number.
        downloads: what the document's other files are called together.
        figures: what the workbook of the document's figures is called.
        table: what a table without caption is called.
        facts: of the table of facts before the text.
        accessibility: of the link to the agency's accessibility statement.
    """

    skip: str
    heading_link: str
    note: str
    notes: str
    back: str
    downloads: str
    figures: str
    table: str
    facts: str
    accessibility: str


_WORDS: dict[str, PageWords] = {
    "sv": PageWords(
        "Till texten",
        "Länk till avsnittet {}",
        "Fotnot",
        "Fotnoter",
        "Tillbaka till texten vid fotnot {}",
        "Filer",
        "Siffrorna i Excel",
        "Tabell",
        "Uppgifter om dokumentet",
        "Tillgänglighetsredogörelse",
    ),
    "nb": PageWords(
        "Til teksten",
        "Lenke til avsnittet {}",
        "Fotnote",
        "Fotnoter",
        "Tilbake til teksten ved fotnote {}",
        "Filer",
        "Tallene i Excel",
        "Tabell",
        "Opplysninger om dokumentet",
        "Tilgjengelighetserklæring",
    ),
    "fi": PageWords(
        "Siirry tekstiin",
        "Linkki lukuun {}",
        "Alaviite",
        "Alaviitteet",
        "Takaisin tekstiin alaviitteen {} kohdalle",
        "Tiedostot",
        "Luvut Excelissä",
        "Taulukko",
        "Asiakirjan tiedot",
        "Saavutettavuusseloste",
    ),
    "en": PageWords(
        "Skip to the text",
        "Link to the section {}",
        "Footnote",
        "Footnotes",
        "Back to the text at footnote {}",
        "Files",
        "The figures in Excel",
        "Table",
        "Facts about the document",
        "Accessibility statement",
    ),
}


def page_words(language: str) -> PageWords:
    """The words for a BCP 47 tag; the English ones for a language that has none here."""
    primary = language.split("-", maxsplit=1)[0].lower()
    return _WORDS.get("nb" if primary in {"nn", "no"} else primary, _WORDS["en"])


def shown_size(size: int, language: str) -> str:
    """A file's size as people write it: `145 kB`, `1,2 MB`.

    Args:
        size: in bytes; a kB is a thousand of them.
        language: decides the decimal sign.
    """
    if size < 1_000_000:
        return f"{max(round(size / 1000), 1)}\N{NO-BREAK SPACE}kB"
    shown = f"{size / 1_000_000:.1f}"
    if not language.lower().startswith("en"):
        shown = shown.replace(".", ",")
    return f"{shown}\N{NO-BREAK SPACE}MB"
