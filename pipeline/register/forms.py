"""Values of fields: held against their form before they are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.faults import Faults
from pipeline.register.fields import FIELDS, FORMS, STATES, field_of

if TYPE_CHECKING:
    from pipeline.register.fields import Field, Kind
    from pipeline.register.journal import State, Value


def checked(kind: Kind, state: State) -> State:
    """The fields that have a value, each in its form.

    Raises:
        FaultError: R112 a value is not of its field's form; all of them at once.
    """
    faults = Faults()
    kept = {name: value for name, value in state.items() if value not in ("", False)}
    for field in FIELDS[kind]:
        if field.name in kept:
            must = _must(kind, field, kept[field.name])
            if must:
                faults.add(
                    "R112",
                    f"{field.name} ({field.swedish}) cannot be “{kept[field.name]}”: it must be {must}.",
                    None,
                    "Mend the value.",
                    field=field.name,
                    value=kept[field.name],
                )
    faults.raise_if_errors()
    return kept


def _must(kind: Kind, field: Field, value: Value) -> str:
    """What the value must be; empty when it is that."""
    text = str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return "a text in Unicode"
    if field.form == "state":
        return "" if text in STATES[kind] else f"one of {', '.join(STATES[kind])}"
    if field.form == "names":
        known = [other.name for other in FIELDS[kind] if other.withholdable]
        return "" if set(text.split(",")) <= set(known) else f"some of {', '.join(known)}, with commas between"
    must, holds = FORMS.get(field.form, FORMS["text"])
    return "" if holds(text) else must


def known_field(kind: Kind, name: str) -> Field | None:
    """The field of that name, if people may set it."""
    field = field_of(kind, name)
    return field if field is not None and field.by_hand else None
