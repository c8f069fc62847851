"""The few words that templates need in the document's own language."""

from __future__ import annotations

from collections.abc import Mapping

_LABELS: dict[str, dict[str, str]] = {
    "sv": {
        "case_number": "Diarienummer",
        "contents": "Innehåll",
        "date": "Datum",
        "draft_mark": "UTKAST",
        "organisation_number": "Organisationsnummer",
        "page": "sida",
        "phone": "Växel",
    },
    "nb": {
        "case_number": "Saksnummer",
        "contents": "Innhold",
        "date": "Dato",
        "draft_mark": "UTKAST",
        "organisation_number": "Organisasjonsnummer",
        "page": "side",
        "phone": "Sentralbord",
    },
    "fi": {
        "case_number": "Asianumero",
        "contents": "Sisällys",
        "date": "Päivämäärä",
        "draft_mark": "LUONNOS",
        "organisation_number": "Y-tunnus",
        "page": "sivu",
        "phone": "Vaihde",
    },
    "en": {
        "case_number": "Case number",
        "contents": "Contents",
        "date": "Date",
        "draft_mark": "DRAFT",
        "organisation_number": "Organisation number",
        "page": "page",
        "phone": "Switchboard",
    },
}


def labels_for(language: str) -> Mapping[str, str]:
    """The labels for a BCP 47 tag; English ones for a language that has none here."""
    return _LABELS.get(language.split("-", maxsplit=1)[0].lower(), _LABELS["en"])
