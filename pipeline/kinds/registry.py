"""The list of kinds: a new kind is one file and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from pipeline.faults import FaultError, did_you_mean

if TYPE_CHECKING:
    from pipeline.kinds.base import Kind
    from pipeline.places import Place

#: Name of a kind → the module in this folder that holds it as KIND. Imported when needed: a kind may need much.
KINDS: dict[str, str] = {
    "sustainability-report": "sustainability_report",
    "action-plan": "action_plan",
    "action-plan-followup": "action_plan_followup",
    "communication-plan": "communication_plan",
    "plan-annex": "plan_annex",
}


def kind_named(name: str, place: Place | None = None) -> Kind[Any]:
    """The kind of that name.

    Raises:
        FaultError: I301 there is no such kind.
    """
    if name not in KINDS:
        raise FaultError.of("I301", f"“{name}” is no kind of document.", place, did_you_mean(name, KINDS), kind=name)
    return cast("Kind[Any]", import_module(f"pipeline.kinds.{KINDS[name]}").KIND)
