"""What a page tells machines of its document: Dublin Core, and a Report of schema.org."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pipeline.html.escaping import Html, address, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.content.model import Document
    from pipeline.html.downloads import Download

#: What could end the element, or begin a comment in it, is written as JSON writes any sign.
_IN_SCRIPT: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def metadata_html(document: Document, downloads: Sequence[Download], report: str) -> Html:
    """Elements for the head of the page; `report` as `report_data` has it."""
    about = document.metadata
    adopted = about.adoption.adopted if about.adoption else None
    named = {
        "description": about.subject,
        "keywords": ", ".join(about.keywords),
        "author": about.organisation,
        "dcterms.title": about.title,
        "dcterms.identifier": about.case_number,
        "dcterms.date": about.date.isoformat(),
        "dcterms.dateAccepted": adopted.decision_date.isoformat() if adopted else "",
        "dcterms.language": about.language,
        "dcterms.publisher": about.organisation,
        "dcterms.creator": about.author,
        "dcterms.type": about.document_type,
        "dcterms.description": about.subject,
    }
    elements = [f'<meta name="{name}" content="{text(value)}">' for name, value in named.items() if value.strip()]
    elements += [
        f'<link rel="alternate" type="{one.media_type}" href="{text(one.url)}" title="{text(one.label)}">'
        for one in downloads
    ]
    return Html("\n".join((*elements, f'<script type="application/ld+json">{report}</script>')))


def report_data(document: Document, downloads: Sequence[Download]) -> str:
    """The document as a Report of schema.org, in JSON-LD as a script element can hold it."""
    data = json.dumps(_report(document, downloads), ensure_ascii=False, indent=1)
    for sign, written in _IN_SCRIPT.items():
        data = data.replace(sign, written)
    # halves of surrogate pairs are nothing that a file can hold
    return data.encode("utf-8", "replace").decode("utf-8")


def _report(document: Document, downloads: Sequence[Download]) -> dict[str, Any]:
    """The document as schema.org has it (https://schema.org/Report)."""
    about = document.metadata
    report: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": about.title,
        "reportNumber": about.case_number,
        "inLanguage": about.language,
        "dateCreated": about.date.isoformat(),
        "publisher": _agency(document),
        "creator": {"@type": "Organization", "name": about.author},
    }
    if about.subject:
        report["abstract"] = about.subject
    if about.keywords:
        report["keywords"] = ", ".join(about.keywords)
    if about.draft:
        report["creativeWorkStatus"] = "Draft"
    if about.adoption is not None:  # what is neither is only looked at as it may come to look
        report["creativeWorkStatus"] = "Published"
        report["datePublished"] = about.adoption.adopted.decision_date.isoformat()
        report["version"] = about.adoption.adopted.version
        report["identifier"] = about.adoption.adopted.number
    if downloads:
        report["encoding"] = [
            {
                "@type": "MediaObject",
                "name": one.label,
                "contentUrl": one.url,
                "encodingFormat": one.media_type,
                "contentSize": f"{one.size} B",
            }
            for one in downloads
        ]
    return report


def _agency(document: Document) -> dict[str, Any]:
    about = document.mapping("agency")
    agency = {"@type": "GovernmentOrganization", "name": document.metadata.organisation}
    web = str(about.get("web", ""))
    url = web if address(web) else f"https://{web}"
    found = {
        "url": url if web and address(url) else "",
        "email": str(about.get("email", "")),
        "telephone": str(about.get("phone", "")),
        "identifier": str(about.get("organisation_number", "")),
    }
    return agency | {name: value for name, value in found.items() if value}
