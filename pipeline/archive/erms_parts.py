"""The parts that cases and documents share in ERMS: persons, dates, secrecy marks, notes, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.archive.xml_writing import ERMS, Builder
from pipeline.register.fields import field_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from pipeline.archive.member import Member
    from pipeline.register.fields import Kind
    from pipeline.register.journal import State, Value

make = Builder(ERMS)


def text(name: str, said: str) -> etree._Element:
    """An element that holds text alone."""
    return make(name, None, said)


def moment(day: str) -> str:
    """A day or a moment as xs:dateTime; a day begins at midnight where the agency is, so it has no zone."""
    return day if "T" in day else f"{day}T00:00:00"


def agent(
    kind: str,
    name: str,
    *,
    role: str = "",
    organisation: str | None = None,
    unit: str = "",
    other: str | None = None,
) -> etree._Element:
    """Somebody who had to do with it.

    Args:
        kind: a word of the standard's list.
        name: of the person or body.
        role: in Swedish.
        organisation: that the person belongs to.
        unit: of the organisation.
        other: the kind, where the list has no word for it and `kind` is `other`.
    """
    children = [
        text("name", name),
        text("organisation", organisation) if organisation else None,
        text("unitName", unit) if unit else None,
        text("role", role) if role else None,
    ]
    return make("agent", {"agentType": kind, "otherAgentType": other}, children)


def agents(known: Sequence[etree._Element | None]) -> etree._Element | None:
    """All of them; None where there is nobody."""
    return make("agents", None, known) if any(one is not None for one in known) else None


def dates(known: Iterable[tuple[str, Value | None]]) -> etree._Element | None:
    """Kind and day of each date that is known; None where none is."""
    found = [make("date", {"dateType": kind}, moment(str(day))) for kind, day in known if day]
    return make("dates", None, found) if found else None


def restrictions(state: State) -> list[etree._Element]:
    """The secrecy mark (sekretessmarkering): which fields it holds back, by which provision, since when and by whom."""
    if "secrecy-provision" not in state:
        return []
    kind: Kind = "document" if "case" in state else "case"
    names = [name for name in str(state.get("secrecy-fields", "")).split(",") if name]
    swedish = [field.swedish if (field := field_of(kind, name)) else name for name in names]
    held = f"Uppgifter som inte visas: {', '.join(swedish)}." if swedish else "Sekretessmarkerad."
    by = state.get("secrecy-authority", "")
    children = [
        text("explanatoryText", f"{held} Markeringen gjord av {by}." if by else held),
        text("regulation", str(state["secrecy-provision"])),
        dates([("confidentiality_assessed", state.get("secrecy-date"))]),
    ]
    return [make("restriction", {"restrictionType": "confidential"}, children)]


def retention(state: State, otherwise: str | None) -> list[tuple[str, str]]:
    """What is said of keeping; as notes, since the register does not tell whether the day is one of disposal.

    Args:
        state: of the case or document.
        otherwise: the agency's word where the register has none.
    """
    rule = str(state.get("retention-rule", "")) or otherwise
    said = [("bevarande och gallring", rule)] if rule else []
    day = str(state.get("retention-date", ""))
    return [*said, ("gallras eller bevaras från", day)] if day else said


def notes(said: Sequence[tuple[str, str]]) -> etree._Element | None:
    """Kind and text of each note; None where there is none."""
    return make("notes", None, [make("note", {"noteType": kind}, words) for kind, words in said]) if said else None


def appendix(member: Member) -> etree._Element:
    """A file of the document."""
    shown = member.format.pronom or member.format.mime
    name = member.path.rpartition("/")[2]
    return make("appendix", {"name": name, "fileFormat": shown, "path": member.path})
