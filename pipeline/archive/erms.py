"""CITS ERMS 2.1.2 (FGS Ärendehantering 2.0): the case and the document as the register describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.archive import erms_parts as parts
from pipeline.archive.erms_parts import make, text
from pipeline.archive.naming import xml_id
from pipeline.archive.xml_writing import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from pipeline.archive.member import Member, Subject
    from pipeline.register.journal import State

#: Status in the register → the word of the standard's list.
_CASE_STATUS: Final = {"reserved": "initiated", "open": "open", "closed": "closed", "void": "obliterated"}
_STATUS: Final = {"adopted": "prepared", "dispatched": "expedited"}
_DIRECTIONS: Final = {
    "in": ("incoming", "inkommen"),
    "out": ("outgoing", "utgående"),
    "drawn-up": ("internal_memo_without_follow-up", "upprättad"),
}
_RELATIONS: Final = {
    "replaces": "replaces",
    "version-of": "is_version_of",
    "rendition-of": "rendition_version_of",
    "redacted-version-of": "is_redacted_version_of",
}


def erms(subject: Subject, files: Sequence[Member]) -> bytes:
    """The description of case and document.

    Args:
        subject: what the package is about.
        files: the document's own files in the package: the PDF/A and the Word file.
    """
    aggregation = make("aggregations", None, [_case(subject, files)])
    return written(make("erms", None, [_control(subject), aggregation]))


def _control(subject: Subject) -> etree._Element:
    number = subject.deliverer.agency_code.removeprefix("ORG:")
    event = make(
        "maintenanceEvent",
        None,
        [
            make("eventType", {"value": "created"}),
            text("eventDateTime", subject.at),
            parts.agent("administrator", f"diarie {subject.program}"),
        ],
    )
    maintenance = [
        make("maintenanceStatus", {"value": "new"}),
        make("maintenanceAgency", None, [text("agencyName", subject.deliverer.agency)]),
        make("maintenanceHistory", None, [event]),
    ]
    return make(
        "control",
        None,
        [
            make("identification", {"identificationType": "organisationsnummer"}, number),
            make("maintenanceInformation", None, maintenance),
        ],
    )


def _case(subject: Subject, files: Sequence[Member]) -> etree._Element:
    case = subject.document.registered.case
    full = str(case.get("full-subject", ""))
    unit = str(case.get("unit", ""))
    agents = [
        parts.agent("opening_person", str(case["opened-by"]), role="öppnade ärendet") if "opened-by" in case else None,
        parts.agent("other", str(case["closed-by"]), role="avslutade ärendet", other="closing_person")
        if "closed-by" in case
        else None,
        parts.agent("responsible_person", unit or subject.deliverer.agency, unit=unit, role="handläggande enhet"),
    ]
    dates = [("opening_date", case.get("opened")), ("closed", case.get("closed")), ("captured", case.get("registered"))]
    children = [
        text("objectId", str(case["number"])),
        *_classifications(subject, case),
        text("title", str(case.get("subject") or case["number"])),
        make("otherTitle", {"titleType": "fullständig ärendemening"}, full) if full else None,
        make("status", {"value": _CASE_STATUS[str(case["status"])]}),
        *parts.restrictions(case),
        parts.agents(agents),
        parts.dates(dates),
        parts.notes(parts.retention(case, subject.deliverer.settings.retention)),
        _record(subject, files),
    ]
    identity = {"systemIdentifier": xml_id("case", str(case["number"])), "aggregationType": "caseFile"}
    return make("aggregation", identity, children)


def _classifications(subject: Subject, case: State) -> list[etree._Element]:
    """The class in the number, and the one that the case has now where that is another."""
    codes = [str(case.get("classification-now", "")), str(case.get("classification", ""))]
    names = subject.deliverer.settings.classifications
    return [
        make(
            "classification",
            {"classificationCode": code, "fullyQualifiedClassificationCode": code},
            names.get(code, code),
        )
        for code in dict.fromkeys(codes)
        if code
    ]


def _record(subject: Subject, files: Sequence[Member]) -> etree._Element:
    document = subject.document.registered.document
    decision = str(document.get("decision-number", ""))
    status = _STATUS.get(str(document["status"])) or ("expedited" if "dispatched" in document else "prepared")
    direction, swedish = _DIRECTIONS.get(str(document.get("direction", "")), ("", ""))
    dates = [
        ("decision_date", document.get("decision-date")),
        ("prepared", document.get("date")),
        ("expedited", document.get("dispatched")),
        ("captured", document.get("registered")),
    ]
    children = [
        text("objectId", str(document["number"])),
        make("extraId", {"extraIdType": "beslutsnummer"}, decision) if decision else None,
        text("title", str(document["title"])),
        make("status", {"value": status}),
        text("runningNumber", str(document["serial"])),
        *(
            make("relation", {"relationType": _RELATIONS[name]}, str(document[name]))
            for name in _RELATIONS
            if name in document
        ),
        *parts.restrictions(document),
        make("direction", {"directionDefinition": direction}, swedish) if direction else None,
        parts.agents(_people(subject, document)),
        parts.dates(dates),
        _decision(document, decision),
        text("dispatchMode", str(document["dispatched-how"])) if "dispatched-how" in document else None,
        parts.notes(_notes(subject, document)),
        make("additionalInformation", None, [parts.appendix(member) for member in files]),
    ]
    identity = {
        "systemIdentifier": xml_id("document", str(document["number"])),
        "recordType": str(document["type"]),
        "recordPhysicalOrDigital": "digitial",  # the schema spells it so
    }
    return make("record", identity, children)


def _people(subject: Subject, document: State) -> list[etree._Element | None]:
    agency = subject.deliverer.agency
    named = (
        ("sender", "sender", "avsändare", None),
        ("recipient", "recipient", "mottagare", None),
        ("dispatched-to", "receiver", "expedierad till", None),
        ("decided-by", "authorising_person", "beslutsfattare", agency),
        ("presenter", "other", "föredragande", agency),
        ("participants", "other", "deltog i den slutliga handläggningen", agency),
    )
    return [
        parts.agent(kind, str(document[field]), role=role, organisation=of, other=role if kind == "other" else None)
        for field, kind, role, of in named
        if field in document
    ]


def _decision(document: State, number: str) -> etree._Element | None:
    """The decision that adopted the document (förvaltningslagen 2017:900, 31 §)."""
    if "decision-date" not in document:
        return None
    day = make("actionDate", {"dateType": "decision_date"}, parts.moment(str(document["decision-date"])))
    by = parts.agent("authorising_person", str(document.get("decided-by", "")), role="beslutsfattare")
    children = [
        text("actionText", f"Fastställd genom beslut {number}" if number else "Fastställd"),
        text("actionType", "beslut"),
        make("dates", None, [day]),
        make("agents", None, [by]),
    ]
    return make("action", None, children)


def _notes(subject: Subject, document: State) -> list[tuple[str, str]]:
    """What the standard has no element for."""
    named = (
        ("version", "version"),
        ("changes", "ändringar"),
        ("program", "framställd med diarie"),
        ("inputs-sha256", "kontrollsumma för underlag (SHA-256)"),
        ("template-sha256", "kontrollsumma för mall (SHA-256)"),
    )
    said = [(swedish, str(document[field])) for field, swedish in named if field in document]
    if document["status"] == "replaced":
        said.append(("status i diariet", "ersatt"))
    return [*said, *parts.retention(document, subject.deliverer.settings.retention)]
