"""PREMIS 3: what the files are, what was done with them, when, and with which programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.archive.adopted import tools
from pipeline.archive.xml_writing import PREMIS, Builder, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from pipeline.archive.adopted import GateCheck
    from pipeline.archive.member import Member, Subject

_make = Builder(PREMIS, "xsi")


@dataclass(frozen=True, slots=True)
class Tool:
    """A program; its version is empty where nobody knows it."""

    name: str
    version: str

    @property
    def id(self) -> str:
        """What the package calls it."""
        return f"{self.name} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the files' history (PREMIS 3, 2.1).

    Attributes:
        id: what the package calls it.
        kind: of the Library of Congress' list of event types.
        at: when.
        detail: what was done, in Swedish.
        outcome: how it ended, in Swedish.
        tool: what it was done with.
        helper: another program that it was done with; None where there is none.
        files: path and role (`source`, `outcome`, or empty) of each file that it is about.
    """

    id: str
    kind: str
    at: str
    detail: str
    outcome: str
    tool: Tool
    files: tuple[tuple[str, str], ...]
    helper: Tool | None = None

    @property
    def tools(self) -> tuple[Tool, ...]:
        """All programs."""
        return (self.tool,) if self.helper is None else (self.tool, self.helper)


def created(subject: Subject, member: Member) -> Happening:
    """How the Word file came about."""
    tool = Tool("diarie", _program(subject))
    detail = "Word-filen framställd ur underlag och mall och fastställd"
    return Happening("creation", "creation", member.created, detail, "lyckad", tool, ((member.path, "outcome"),))


def migrated(subject: Subject, original: Member, copy: Member) -> Happening:
    """How the PDF/A was made of the Word file."""
    shown = " ".join(part for part in (copy.format.name, copy.format.version) if part) or "PDF"
    detail = f"Word-filen omvandlad till {shown} med LibreOffice och bearbetad av diarie"
    files = ((original.path, "source"), (copy.path, "outcome"))
    tool = Tool("diarie", _program(subject))
    helper = Tool("LibreOffice", subject.document.libreoffice)
    return Happening("migration", "migration", copy.created, detail, "lyckad", tool, files, helper)


def validated(at: str, checks: Iterable[GateCheck], original: Member, copy: Member) -> list[Happening]:
    """The gate's checks before adoption, one event for each program that made them.

    Args:
        at: when.
        checks: in the gate's order.
        original: the Word file, which all programs have looked at whose words are not of the PDF alone.
        copy: the PDF/A.
    """
    happenings: list[Happening] = []
    for number, ((name, version), own) in enumerate(tools(checks).items(), 1):
        detail = "; ".join(f"{check.swedish}: {'godkänd' if check.passed else 'underkänd'}" for check in own)
        outcome = "godkänd" if all(check.passed for check in own) else "underkänd"
        of_pdf = all("PDF" in check.swedish and "Word" not in check.swedish for check in own)
        files = ((copy.path, ""),) if of_pdf else ((original.path, ""), (copy.path, ""))
        tool = Tool(name, version)
        happenings.append(Happening(f"validation-{number}", "validation", at, detail, outcome, tool, files))
    return happenings


def prepared(subject: Subject, members: Sequence[Member]) -> Happening:
    """How the package was put together."""
    files = tuple((member.path, "") for member in members)
    tool = Tool("diarie", subject.program)
    detail = f"Arkivpaketet {subject.object_id} sammanställt"
    return Happening("ingestion-preparation", "ingestion preparation", subject.at, detail, "lyckad", tool, files)


def premis(members: Sequence[Member], derived: dict[str, str], happenings: Sequence[Happening]) -> bytes:
    """A file of preservation metadata.

    Args:
        members: the files that it is about.
        derived: path of a file → path of the one that it was made from.
        happenings: their history.
    """
    agents = {tool.id: tool for one in happenings for tool in one.tools}
    parts = [
        *(_object(member, derived.get(member.path)) for member in members),
        *(_event(one) for one in happenings),
        *(_agent(agents[name]) for name in sorted(agents)),
    ]
    return written(_make("premis", {"version": "3.0"}, parts))


def _program(subject: Subject) -> str:
    """The version of diarie that made the document, as the register has it."""
    return str(subject.document.registered.document.get("program", "")) or subject.program


def _text(name: str, text: str) -> etree._Element:
    return _make(name, None, text)


def _identified(name: str, value: str, role: str = "") -> etree._Element:
    """An identifier, or a link to one."""
    roles = [_text(f"{name.removesuffix('Identifier')}Role", role)] if role else []
    return _make(name, None, [_text(f"{name}Type", "local"), _text(f"{name}Value", value), *roles])


def _object(member: Member, source: str | None) -> etree._Element:
    known = member.format
    designation = [_text("formatName", known.name or known.mime)]
    designation += [_text("formatVersion", known.version)] if known.version else []
    described = [_make("formatDesignation", None, designation)]
    if known.pronom:
        registry = [_text("formatRegistryName", "PRONOM"), _text("formatRegistryKey", known.pronom)]
        described.append(_make("formatRegistry", None, registry))
    digest = [_text("messageDigestAlgorithm", "SHA-256"), _text("messageDigest", member.sha256)]
    characteristics = [
        _make("fixity", None, digest),
        _text("size", member.size),
        _make("format", None, described),
    ]
    parts = [
        _identified("objectIdentifier", member.path),
        _make("objectCharacteristics", None, characteristics),
        _text("originalName", member.path.rpartition("/")[2]),
        _derivation(source) if source else None,
    ]
    return _make("object", {"xsi:type": "file"}, parts)


def _derivation(source: str) -> etree._Element:
    related = [_text("relatedObjectIdentifierType", "local"), _text("relatedObjectIdentifierValue", source)]
    parts = [
        _text("relationshipType", "derivation"),
        _text("relationshipSubType", "has source"),
        _make("relatedObjectIdentifier", None, related),
    ]
    return _make("relationship", None, parts)


def _event(one: Happening) -> etree._Element:
    parts = [
        _identified("eventIdentifier", one.id),
        _text("eventType", one.kind),
        _text("eventDateTime", one.at),
        _make("eventDetailInformation", None, [_text("eventDetail", one.detail)]),
        _make("eventOutcomeInformation", None, [_text("eventOutcome", one.outcome)]),
        *(_identified("linkingAgentIdentifier", tool.id) for tool in one.tools),
        *(_identified("linkingObjectIdentifier", path, role) for path, role in one.files),
    ]
    return _make("event", None, parts)


def _agent(tool: Tool) -> etree._Element:
    parts = [
        _identified("agentIdentifier", tool.id),
        _text("agentName", tool.name),
        _text("agentType", "software"),
        _text("agentVersion", tool.version) if tool.version else None,
    ]
    return _make("agent", None, parts)
