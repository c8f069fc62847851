"""Values of fields: composed in one way, and held against their form before they are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, normalize

from pipeline.faults import FaultError, Faults
from pipeline.register.fields import FIELDS, FORMS, STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

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
                    f"{field.name} ({field.swedish}) cannot be “{_shown(kept[field.name])}”: it must be {must}.",
                    None,
                    "Mend the value.",
                    field=field.name,
                    value=_shown(kept[field.name]),
                )
    faults.raise_if_errors()
    return kept


def _must(kind: Kind, field: Field, value: Value) -> str:
    """What the value must be; empty when it is that."""
    text = str(value)
    if not _is_unicode(text):
        return "a text in Unicode"
    if field.form == "state":
        return "" if text in STATES[kind] else f"one of {', '.join(STATES[kind])}"
    if field.form == "names":
        known = [other.name for other in FIELDS[kind] if other.withholdable]
        return "" if set(text.split(",")) <= set(known) else f"some of {', '.join(known)}, with commas between"
    must, holds = FORMS.get(field.form, FORMS["text"])
    return "" if holds(text) else must


def composed(fields: Mapping[str, Value]) -> State:
    """The same values with each letter composed (Unicode's form C): what looks alike is found alike."""
    return {name: normalize("NFC", value) if isinstance(value, str) else value for name, value in fields.items()}


def check_words(name: str, words: str, *, longest: int) -> None:
    """Hold what is said beside the fields against the form of a text: who enters, why, a key.

    Raises:
        FaultError: R112 it is none, or longer than so many characters.
    """
    must, holds = FORMS["text"]
    if len(words) > longest:
        said = f"it must have at most {longest} characters"
    elif not _is_unicode(words) or not holds(words):
        said = f"it must be {must}"
    else:
        return
    message = f"{name} cannot be “{_shown(words)}”: {said}."
    raise FaultError.of("R112", message, None, "Mend the value.", field=name)


def one_line(text: str) -> str:
    """A title or name as the register holds it: composed, on one line, without what is not seen, as soft hyphens."""
    seen = "".join(sign for sign in normalize("NFC", text) if category(sign) != "Cf")
    return " ".join(seen.split())


def _shown(value: Value) -> str:
    """A value for a message: its beginning, and what would do something on a screen as question marks."""
    text = str(value)
    signs = (sign if sign.isprintable() else "?" for sign in text[:80])
    return "".join(signs) + ("…" if len(text) > 80 else "")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
