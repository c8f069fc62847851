"""The overview: one page that shows all documents of a project, how each stands, and its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pipeline.faults import FaultError
from pipeline.html.escaping import Html
from pipeline.html.pictures import data_address
from pipeline.html.policy import policy
from pipeline.html.templates import OVERVIEW
from pipeline.html.wording import shown_size
from pipeline.places import Place
from pipeline.sources.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from pipeline.html.templates import Templates

#: What a style or a script cannot hold: it would end there.
_ENDS: Final = ("</style", "</script", "<!--")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of a document.

    Attributes:
        label: what it is, such as `Word`.
        name: its file name.
        path: where it lies, relative to the page.
        size: in bytes.
        sha256: of the file as it lies there; empty where it was not looked at.
        altered: whether it is another than the one that was built or registered.
    """

    label: str
    name: str
    path: str
    size: int
    sha256: str
    altered: bool = False

    @property
    def href(self) -> str:
        """Its address: what has a meaning in addresses stands as itself no more."""
        return "/".join(quote(part, safe="") if part != ".." else part for part in self.path.split("/"))

    @property
    def shown_size(self) -> str:
        """The size as people read it, and as the document's own page tells it."""
        return shown_size(self.size, "sv")


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """What the build found and was not stopped by.

    Attributes:
        level: `warning` or `hint`; `error` for nothing that a build can leave.
        code: of the fault.
        message: in English, as commands say it.
        place: file and line; empty for none.
    """

    level: str
    code: str
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document of the overview.

    Attributes:
        name: what builds call it.
        title: its title; its name where nothing else is known.
        kind: the kind of document, in Swedish; empty where it is not known.
        status: `unbuilt`, or as the register has it: `draft`, `in-review`, `adopted`, `dispatched`, `replaced`, `void`.
        shown_status: the status in Swedish.
        facts: what is told beside it, label and value: numbers, dates.
        pages: of the PDF; 0 where that is not known.
        built: when it was built; None where it was not.
        findings: of the last build; None where none is known.
        language: of its title, such as `sv-SE`; empty where it is not known.
        stale: paths of what the files were made from and has changed since; () for nothing.
        picture: its first page, a PNG; None where there is none.
        files: those that are there.
        sources: path and SHA-256 of each file that it was built from.
        packages: of the archive.
    """

    name: str
    title: str
    kind: str
    status: str
    shown_status: str
    facts: tuple[tuple[str, str], ...] = ()
    pages: int = 0
    built: datetime | None = None
    findings: tuple[ListedFinding, ...] | None = None
    language: str = ""
    stale: tuple[str, ...] = ()
    picture: bytes | None = field(default=None, repr=False)
    files: tuple[ListedFile, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    packages: tuple[ListedFile, ...] = ()

    def count(self, level: str) -> int:
        """How many findings of a level the last build left."""
        return sum(finding.level == level for finding in self.findings or ())

    @property
    def picture_uri(self) -> str:
        """The picture as an address that needs no file."""
        return data_address(self.picture or b"", "image/png")

    @property
    def picture_size(self) -> tuple[int, int]:
        """Its width and height in pixels, as its header has them (PNG, 11.2.1)."""
        header = (self.picture or b"")[16:24]
        return int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")

    @property
    def main(self) -> ListedFile | None:
        """The file that one reads: the web edition, or else the PDF; None where there is neither."""
        by_label = {file.label: file for file in self.files}
        return by_label.get("Webb") or by_label.get("PDF")


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows.

    Attributes:
        agency: its name.
        documents: in the order in which they are shown.
        built: when the newest of them was built; None where none was.
        program: name and version of the program.
    """

    agency: str
    documents: tuple[ListedDocument, ...]
    built: datetime | None
    program: str

    @property
    def statuses(self) -> Mapping[str, str]:
        """The statuses that occur, with their Swedish words."""
        return {document.status: document.shown_status for document in self.documents}

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that occur."""
        return tuple(sorted({document.kind for document in self.documents if document.kind}))

    @property
    def sources(self) -> int:
        """How many files the documents were built from, each counted once."""
        return len({path for document in self.documents for path, _ in document.sources})


def write_overview(overview: Overview, templates: Templates) -> bytes:
    """The overview as a page of its own, that fetches nothing.

    Args:
        overview: what it shows.
        templates: of the project.

    Raises:
        FaultError: P320 the template is missing, or cannot be used.
    """
    from jinja2.exceptions import TemplateSyntaxError

    from pipeline.html.sandbox import PageEnvironment, failing_tag
    from pipeline.sandbox import TEMPLATE_ERRORS, run

    template, style, script = OVERVIEW
    environment = PageEnvironment({template: _part(templates, template)})
    environment.filters["moment"] = moment
    own = _verbatim(templates, script)
    context = {"overview": overview, "style": _verbatim(templates, style), "script": own, "policy": policy((own,))}
    try:
        return run(environment.get_template(template), context).encode()
    except TEMPLATE_ERRORS as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else failing_tag(error, template)[1]
        message = f"The overview's template cannot be used: {str(error).rstrip('.') or type(error).__name__}."
        place = Place(f"{templates.folder}/{template}", line=line)
        raise FaultError.of("P320", message, place, "Mend the template.") from None


def moment(value: datetime) -> str:
    """A moment as the page tells it: `22 november 2026 kl. 13.17`."""
    return f"{day_in_words(value)} kl.\N{NO-BREAK SPACE}{value:%H.%M}"


def day_in_words(day: date) -> str:
    """A day as the page tells it: `22 november 2026`, without a line break behind its number."""
    return format_date(day).replace(" ", "\N{NO-BREAK SPACE}", 1)


def _part(templates: Templates, name: str) -> str:
    place = Place(f"{templates.folder}/{name}")
    if name not in templates:
        todo = "Copy it from the program's own templates; until then the last overview stays."
        raise FaultError.of("P320", f"{place} is missing: no overview is made.", place, todo)
    try:
        return templates.data(name).decode()
    except UnicodeDecodeError:
        raise FaultError.of("P320", f"{place} is not in UTF-8.", place, "Save it as UTF-8.") from None


def _verbatim(templates: Templates, name: str) -> Html:
    """A style or script as it stands between its tags."""
    data = _part(templates, name)
    found = next((end for end in _ENDS if end in data.lower()), None)
    if found is not None:
        message = f"The file holds “{found}”, which would end it in the page."
        raise FaultError.of("P320", message, Place(f"{templates.folder}/{name}"), "Write it in another way.")
    return Html(data.replace("\r\n", "\n").strip())  # as what checks the policy hashes it
