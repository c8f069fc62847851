"""Trees to write as pages, the project's own templates, and pages read again as a browser would."""

from datetime import date
from pathlib import Path

import lxml.html

from pipeline.content.heading_numbers import DECIMAL
from pipeline.content.model import Document, Metadata
from pipeline.html.edition import Edition, write_edition
from pipeline.html.templates import Templates
from pipeline.places import Place

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates" / "html"
HERE = Place("inputs/a/text/10-a.md", line=3)


def project_templates(**changed):
    """The templates as they lie in the project; `edition_html=` and so on for others, None for one that is gone."""
    files = {path.name: path.read_bytes() for path in FOLDER.glob("*.*") if not path.name.startswith("author")}
    for name, text in changed.items():
        key = ".".join(name.rsplit("_", 1)).replace("_", "-")
        files.pop(key, None)
        if text is not None:
            files[key] = text if isinstance(text, bytes) else text.encode()
    return Templates(tuple(sorted(files.items())))


def variables(**changed):
    """What every template may use."""
    labels = (
        "case_number",
        "contents",
        "date",
        "latest_changes",
        "organisation_number",
        "page",
        "phone",
    )
    return {
        "agency": {
            "name": "Exempelverket",
            "organisation_number": "202100-0000",
            "web": "www.example.se",
            "email": "registrator@example.se",
            "phone": "0771-000 000",
            "accessibility_statement": "",
        },
        "document": {
            "title": "Rapport om något",
            "subtitle": "",
            "type": "Rapport",
            "case_number": "1.3.1-2024-1",
            "date": "2024-06-19",
            "date_long": "19 juni 2024",
            "unit": "Staben",
            "draft": True,
            "draft_mark": "UTKAST",
        },
        "labels": {name: name for name in labels},
        "facts": [{"label": "Ansvarig", "value": "Staben"}],
        "form_number": "B 12",
    } | changed


def document(*blocks, footnotes=None, parts=None, kind="plan-annex", metadata=None, **changed):
    """A document with one part, `body`."""
    about = {
        "title": "Rapport om något",
        "document_type": "Rapport",
        "language": "sv-SE",
        "case_number": "1.3.1-2024-1",
        "organisation": "Exempelverket",
        "author": "Staben",
        "date": date(2024, 6, 19),
    } | (metadata or {})
    return Document(
        name="en-rapport",
        kind=kind,
        metadata=Metadata(**about),
        parts=parts or {"latest_changes": (), "body": blocks},
        footnotes=footnotes or {},
        variables=variables(**changed),
    )


def page(*blocks, downloads=(), marks=None, templates=None, headings=DECIMAL, **changed):
    """The page of a document, as text."""
    edition = Edition(document(*blocks, **changed), downloads, marks, headings=headings)
    return write_edition(edition, templates or project_templates()).decode()


def parsed(page):
    """The page's root element, as a browser reads it."""
    return lxml.html.document_fromstring(page.encode())


def one(root, path):
    """The only element of that path."""
    (found,) = root.xpath(path)
    return found
