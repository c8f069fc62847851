"""A document's earlier versions (senaste ändringar), as the register has them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.content.adoption import AdoptedVersion
from pipeline.faults import FaultError, did_you_mean
from pipeline.places import Place
from pipeline.register.adopted import ADOPTED_STATES, adopted_documents, document_called, earlier_versions
from pipeline.register.fields import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.register.adopted import AdoptedDocument
    from pipeline.register.place import RegisterPlace


def history_of(
    register: RegisterPlace, document: str, replaces: str | None, place: Place, known: Iterable[str] = ()
) -> tuple[AdoptedVersion, ...]:
    """The adopted versions that a document is to replace, or has replaced, the latest first.

    Args:
        register: where to look.
        document: its name.
        replaces: `replaces` of document.yaml, a name or a number; None for a first version.
        place: of that key.
        known: names of the project's documents, for the nearest one.

    Raises:
        FaultError: R201 there is no such document; R202 it is not adopted; R203 another one has replaced it already;
            R101, R102, R116 the register cannot be read.
    """
    own = adopted_documents(register, (document,)).get(document)
    if own is not None:  # what it has replaced does not change any more, whatever document.yaml says by now
        return _standing_versions(register, own.text("replaces"))
    if replaces is None:
        return ()
    target = document_called(register, replaces)
    if target is None or replaces == document:
        names = [name for name in known if name != document]
        if replaces in names:
            raise _not_adopted(replaces, "a draft", place)
        hint = did_you_mean(replaces, [*names, *adopted_documents(register, names)])
        message = f"Neither the project nor the register has a document “{replaces}” that this one could replace."
        raise FaultError.of("R201", message, place, hint, replaces=replaces)
    status = target.text("status")
    if status not in ADOPTED_STATES or not target.text("decision-date"):
        raise _not_adopted(replaces, f"{status} ({STATES['document'][status]})", place)
    if status == "replaced":
        message = f"{target.number} ({target.text('title')}) has been replaced (ersatt) already."
        todo = (
            "Name the newest version, which diarie register list shows;"
            " a draft of which nothing is to come is moved out of inputs/."
        )
        raise FaultError.of("R203", message, place, todo, number=target.number)
    return _standing_versions(register, target.number)


def target_number(register: RegisterPlace, replaces: str) -> str:
    """The number in the register of the document that `replaces` means, which `history_of` has found."""
    target = document_called(register, replaces)
    return target.number if target else replaces


def version_of(document: AdoptedDocument) -> AdoptedVersion:
    """What colophons and lists of changes tell of an adopted document."""
    return AdoptedVersion(
        version=document.text("version") or "1",
        number=document.number,
        decision_number=document.text("decision-number"),
        decision_date=date.fromisoformat(document.text("decision-date")),
        decided_by=document.text("decided-by"),
        changes=document.text("changes"),
    )


def as_json(versions: Iterable[AdoptedVersion]) -> list[dict[str, Any]]:
    """Versions as a manifest holds them."""
    return [
        {
            "version": one.version,
            "number": one.number,
            "decision_number": one.decision_number,
            "decision_date": one.decision_date.isoformat(),
            "decided_by": one.decided_by,
            "changes": one.changes,
        }
        for one in versions
    ]


def has_changed(register: RegisterPlace, document: str, replaces: str, shown: list[dict[str, Any]]) -> bool:
    """Whether the register now has other earlier versions than those that a document shows."""
    try:
        return as_json(history_of(register, document, replaces, Place(""))) != shown
    except FaultError as error:
        if any(fault.code in ("R101", "R102", "R116") for fault in error.faults):
            raise
        return True


def _standing_versions(register: RegisterPlace, number: str) -> tuple[AdoptedVersion, ...]:
    """A version and those before it, without what is void and what was never decided here, as what has come in."""
    return tuple(
        version_of(one)
        for one in earlier_versions(register, number)
        if one.text("status") in ADOPTED_STATES and one.text("decision-date")
    )


def _not_adopted(replaces: str, status: str, place: Place) -> FaultError:
    message = f"{replaces} is {status}: only an adopted document (fastställd handling) can be replaced."
    return FaultError.of("R202", message, place, "Adopt it first, or name another one.", replaces=replaces)
