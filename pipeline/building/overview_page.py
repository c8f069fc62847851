"""From manifests, the register and the files that are there to what the overview shows, and to the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pipeline
from pipeline.building.first_pages import first_page, forget_others
from pipeline.building.manifest import Manifest, file_digest
from pipeline.building.overview import ENDINGS
from pipeline.faults import Fault, FaultError, Faults
from pipeline.html.overview import (
    ListedDocument,
    ListedFile,
    ListedFinding,
    Overview,
    day_in_words,
    write_overview,
)
from pipeline.html.templates import Templates
from pipeline.register.fields import STATES
from pipeline.register.settings import ZONE

if TYPE_CHECKING:
    from pipeline.building.overview import Seen
    from pipeline.building.project import Project
    from pipeline.register.overview import Standing

_UNBUILT: Final = "ej byggt"


def make_page(project: Project, seen: Seen) -> tuple[bytes, tuple[Fault, ...]]:
    """The page, and hints about pictures that are missing in it.

    Raises:
        FaultError: P320 its template cannot be used.
    """
    faults = Faults()
    listing = _Listing(project, seen, faults)
    documents = listing.documents()
    newest = max((built for built in seen.built.values()), default=None)
    overview = Overview(_agency(project), documents, _local(newest), f"diarie {pipeline.__version__}")
    page = write_overview(overview, Templates(tuple(sorted(seen.templates.items()))))
    return page, tuple(faults)


class _Listing:
    """Puts the documents together."""

    def __init__(self, project: Project, seen: Seen, faults: Faults) -> None:
        self._project = project
        self._seen = seen
        self._faults = faults
        self._cache = project.state / "cache" / "first-pages"

    def documents(self) -> tuple[ListedDocument, ...]:
        """All of them: the newest first, and those made void last."""
        found = [self._document(name) for name in self._seen.names]
        found.sort(key=lambda item: item[1].title.casefold())
        found.sort(key=lambda item: item[0], reverse=True)
        void = [one for one in self._seen.standings if one.status == "void"]
        forget_others(self._cache, (digest for files in self._seen.files.values() for digest in files.values()))
        return (*(document for _, document in found), *(self._void(one) for one in reversed(void)))

    def _document(self, name: str) -> tuple[str, ListedDocument]:
        """A document, and the day by which it is put in order."""
        seen = self._seen
        manifest = Manifest.parse(seen.manifests[name]) if name in seen.manifests else None
        standing = next((one for one in reversed(seen.standings) if one.name == name and one.counts), None)
        if manifest is None:
            return self._unbuilt(name, standing)
        if standing is None:
            standing = self._on_review(manifest)
        status = standing.status if standing else "in-review" if name in seen.reviewed else "draft"
        return manifest.date, ListedDocument(
            name=name,
            title=manifest.title or name,
            kind=_kind(manifest.kind),
            status=status,
            shown_status=STATES["document"][status],
            facts=self._facts(manifest.case_number, manifest.date, standing) + _of_void(manifest, status),
            pages=manifest.pages,
            built=_local(seen.built[name]),
            language=manifest.language,
            stale=seen.stale.get(name, ()),
            findings=tuple(_finding(remark) for remark in manifest.remarks),
            picture=self._picture(name),
            files=self._files(name, manifest),
            sources=tuple((path, digest) for path, digest in manifest.inputs.items() if digest is not None),
            packages=self._packages(standing),
        )

    def _unbuilt(self, name: str, standing: Standing | None) -> tuple[str, ListedDocument]:
        """A document without a manifest that this program can use."""
        status = standing.status if standing else "unbuilt"
        day = standing.text("date") if standing else ""
        return day, ListedDocument(
            name=name,
            title=(standing.text("title") if standing else "") or name,
            kind="",
            status=status,
            shown_status=STATES["document"][status] if standing else _UNBUILT,
            facts=self._facts(standing.case, day, standing) if standing else (("Namn", name),),
            picture=self._picture(name),
            files=self._files(name, None),
            packages=self._packages(standing),
        )

    def _void(self, standing: Standing) -> ListedDocument:
        """A document made void: number and files stay in `adopted/`."""
        folder = self._project.root / standing.folder
        manifest = Manifest.read(folder, standing.name)  # of an older form it tells nothing
        files = []
        for ending, label in ENDINGS.items():
            path = folder / f"{standing.name}{ending}"
            digest = file_digest(path)
            if digest is not None:
                size = path.stat().st_size
                files.append(ListedFile(label, path.name, f"../{standing.folder}/{path.name}", size, digest))
        return ListedDocument(
            name=standing.name,
            title=standing.text("title") or standing.name,
            kind=_kind(manifest.kind) if manifest else "",
            status="void",
            shown_status=STATES["document"]["void"],
            facts=self._facts(standing.case, standing.text("date"), standing),
            files=tuple(files),
            packages=self._packages(standing),
        )

    def _on_review(self, manifest: Manifest) -> Standing | None:
        """What was entered by hand and is on review, of the same case and title."""
        about = (manifest.case_number, manifest.title, "in-review")
        shown = self._seen.standings
        return next((one for one in shown if (one.case, one.text("title"), one.status) == about), None)

    def _facts(self, case: str, day: str, standing: Standing | None) -> tuple[tuple[str, str], ...]:
        facts = {"Diarienummer": case, "Datum": _day(day)}
        if standing is not None:
            by = self._replacing(standing.number) if standing.status == "replaced" else None
            facts |= {
                "Handlingsnummer": standing.number,
                "Beslut": standing.text("decision-number"),
                "Fastställt": _day(standing.text("decision-date")),
                "Version": standing.text("version"),
                "Ersätter": standing.text("replaces"),
                "Ersatt av": by.number if by else "",
                "Expedierat": _day(standing.text("dispatched")),
                "Makulerat": _day(standing.text("voided")[:10]),
                "Skäl": standing.text("void-reason"),
            }
        return tuple((label, value) for label, value in facts.items() if value)

    def _replacing(self, number: str) -> Standing | None:
        return next((one for one in self._seen.standings if one.counts and one.text("replaces") == number), None)

    def _picture(self, name: str) -> bytes | None:
        digest = self._seen.files.get(name, {}).get(f"{name}.pdf")
        if digest is None:
            return None
        try:
            return first_page(self._project.outputs / f"{name}.pdf", digest, self._cache)
        except FaultError as error:
            for fault in error.faults:
                self._faults.add(fault.code, fault.message, fault.place, fault.todo, level="hint")
            return None

    def _files(self, name: str, manifest: Manifest | None) -> tuple[ListedFile, ...]:
        found = []
        for file, digest in self._seen.files[name].items():
            label = ENDINGS[file.removeprefix(name)]
            said = manifest.outputs.get(file) if manifest else None
            altered = said is not None and said["sha256"] != digest
            try:
                size = (self._project.outputs / file).stat().st_size
            except OSError:
                continue
            found.append(ListedFile(label, file, file, size, digest, altered))
        return tuple(found)

    def _packages(self, standing: Standing | None) -> tuple[ListedFile, ...]:
        """Packages of a document: `1.3.1-2024-8647-1_v1.zip`, or a folder of that name, which leads to its METS.xml."""
        if standing is None or not standing.number:
            return ()
        found, folder = [], standing.folder.rpartition("/")[2]
        for path, (size, _) in self._seen.packages.items():
            name = path.partition("/")[0]
            if name.startswith(f"{folder}_v"):
                digest = file_digest(self._project.root / "packages" / path)
                found.append(ListedFile(name, path, f"../packages/{path}", size, digest or ""))
        return tuple(found)


def _of_void(manifest: Manifest, status: str) -> tuple[tuple[str, str], ...]:
    """What is to be said of files that a document made void has left in `outputs/`, which nobody has built since."""
    if not manifest.adoption or status not in ("draft", "in-review"):
        return ()
    return (("Filerna", f"är {manifest.adoption.get('number', 'handlingen')}, som är makulerad, inte utkastet"),)


def _finding(remark: dict[str, Any]) -> ListedFinding:
    """A remark as a manifest holds it; whoever has written in the file does not break the page."""
    place = remark.get("place")
    level = remark.get("level")
    where = ""
    if isinstance(place, dict):
        line = place.get("line") or place.get("row")
        where = f"{place.get('file', '')}{f':{line}' if line else ''}"
    return ListedFinding(
        level if level in ("error", "warning", "hint") else "hint",
        str(remark.get("code", "")),
        str(remark.get("message", "")),
        where,
    )


def _kind(name: str) -> str:
    from pipeline.kinds.registry import KINDS, kind_named

    return kind_named(name).swedish if name in KINDS else name


def _agency(project: Project) -> str:
    """The agency's name; a plain word where the settings cannot be read, as builds say why."""
    from pipeline.kinds.base import Agency
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import load_settings

    try:
        return load_settings(Reader(project.root), "inputs/agency.yaml", Agency).value.name
    except FaultError:
        return "Myndigheten"


def _day(text: str) -> str:
    """A day as it is written in running text: `19 juni 2024`; what is none stays as it is."""
    try:
        return day_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _local(moment: datetime | None) -> datetime | None:
    """A moment as clocks in Sweden show it."""
    return moment.astimezone(ZoneInfo(ZONE)) if moment else None
