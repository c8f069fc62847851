"""The fields of the register: what each record has, what may be held back, and what adoption freezes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from unicodedata import category

Kind = Literal["case", "document", "file", "number"]
KINDS: tuple[Kind, ...] = ("case", "document", "file", "number")

#: English state → the field's term, by kind of record.
STATES: dict[Kind, dict[str, str]] = {
    "case": {"reserved": "reserverat", "open": "pågående", "closed": "avslutat", "void": "makulerat"},
    "document": {
        "draft": "utkast",
        "in-review": "på granskning",
        "received": "inkommen",
        "adopted": "fastställd",
        "dispatched": "expedierad",
        "replaced": "ersatt",
        "void": "makulerad",
    },
    "file": {},
    "number": {"reserved": "reserverat", "issued": "utfärdat", "void": "makulerat"},
}

#: Which state may follow which, by `change`; `void` has a command of its own, and nothing follows it.
STEPS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "case": {"reserved": ("open",), "open": ("closed",), "closed": ("open",)},
    "document": {
        "draft": ("in-review", "adopted"),
        "in-review": ("draft", "adopted"),
        "adopted": ("dispatched", "replaced"),
        "dispatched": ("replaced",),
        "received": ("replaced",),
    },
    "file": {},
    "number": {"reserved": ("issued",)},
}

#: States in which a document's frozen fields cannot change any more.
FROZEN_STATES = frozenset({"received", "adopted", "dispatched", "replaced"})

DIRECTIONS = {"in": "inkommen", "out": "utgående", "drawn-up": "upprättad"}
RELATIONS = ("replaces", "version-of", "rendition-of", "redacted-version-of")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


#: A text that is longer says nothing “briefly” (OSL 2009:400, 5 kap. 2 §).
_LONGEST = 10_000


def _is_text(text: str) -> bool:
    """Neither control characters nor what turns the direction of writing or is not seen; blanks of every width."""
    return len(text) <= _LONGEST and all(sign.isprintable() or category(sign) == "Zs" for sign in text)


#: Form of a value → what it must be, and whether a text is that.
FORMS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "text": ("a text of at most 10 000 characters, without line breaks, control and invisible characters", _is_text),
    "date": ("a day of the calendar, as 2024-06-19", _is_date),
    "sha256": ("64 hexadecimal digits", lambda text: re.fullmatch(r"[0-9a-f]{64}", text) is not None),
    "pronom": ("a PRONOM id, as fmt/476", lambda text: re.fullmatch(r"(x-)?fmt/[0-9]+", text) is not None),
    "count": ("a whole number", lambda text: re.fullmatch(r"0|[1-9][0-9]{0,14}", text) is not None),
    "direction": ("in, out or drawn-up", lambda text: text in DIRECTIONS),
    "classification": (
        "numbers joined by full stops, as 1.3.1",
        lambda text: re.fullmatch(r"[0-9]+(\.[0-9]+)*", text) is not None,
    ),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record.

    Attributes:
        name: as in events and on the command line.
        swedish: the field's term for it.
        form: of its values: a key of FORMS, or `state`, `relation`, `names` (of fields), `time`.
        by_hand: whether `change` may set it; the others come from the numbers, the clock and the files.
        frozen: whether it stays as it is once the document is adopted.
        public: whether the public list shows it.
        withholdable: whether a secrecy mark may hold it back from the public list.
    """

    name: str
    swedish: str
    form: str = "text"
    by_hand: bool = True
    frozen: bool = False
    public: bool = False
    withholdable: bool = False


def _given(name: str, swedish: str, form: str = "text", *, public: bool = False) -> Field:
    return Field(name, swedish, form, by_hand=False, public=public)


_NUMBER = (
    _given("number", "nummer", public=True),
    _given("series", "nummerserie", public=True),
    _given("scope", "räknas för"),
    _given("year", "år", "count", public=True),
    _given("serial", "löpnummer", "count", public=True),
    _given("external", "givet av annat diarium", "flag"),
)
_VOID = (
    _given("void-reason", "skäl till makulering"),
    _given("voided", "makulerad", "time"),
    _given("voided-by", "makulerad av"),
)
_SECRECY = (
    Field("secrecy-provision", "sekretessbestämmelse"),
    Field("secrecy-date", "sekretessmarkerad", "date"),
    Field("secrecy-authority", "sekretessmarkerad av"),
    Field("secrecy-fields", "uppgifter som inte visas", "names"),
)
_RETENTION = (
    Field("retention-rule", "gallringsregel"),
    Field("retention-date", "gallras eller bevaras från", "date"),
    Field("package", "paket i e-arkiv"),
)

FIELDS: dict[Kind, tuple[Field, ...]] = {
    "case": (
        *_NUMBER,
        _given("classification", "klassificering i numret", public=True),
        Field("classification-now", "klassificering", "classification"),
        Field("unit", "handläggande enhet", public=True),
        Field("subject", "ärendemening", public=True, withholdable=True),
        Field("full-subject", "fullständig ärendemening"),
        Field("status", "status", "state", public=True),
        _given("opened", "öppnat", "date", public=True),
        _given("opened-by", "öppnat av"),
        _given("closed", "avslutat", "date", public=True),
        _given("closed-by", "avslutat av"),
        _given("registered", "registrerat", "time", public=True),
        _given("made-as", "dokument i diarie"),
        *_SECRECY,
        *_RETENTION,
        *_VOID,
    ),
    "document": (
        _given("number", "handlingsnummer", public=True),
        _given("case", "ärende", public=True),
        _given("serial", "nummer i ärendet", "count", public=True),
        _given("made-as", "dokument i diarie"),
        Field("direction", "inkommen, utgående eller upprättad", "direction", frozen=True, public=True),
        Field("type", "handlingstyp", frozen=True, public=True),
        Field("title", "rubrik", frozen=True, public=True, withholdable=True),
        Field("date", "datum", "date", frozen=True, public=True),
        _given("registered", "registrerad", "time", public=True),
        Field("sender", "avsändare", frozen=True, public=True, withholdable=True),
        Field("recipient", "mottagare", frozen=True, public=True, withholdable=True),
        Field("status", "status", "state", public=True),
        Field("version", "version", frozen=True),
        Field("replaces", "ersätter", "relation"),
        Field("version-of", "version av", "relation"),
        Field("rendition-of", "annat format av", "relation"),
        Field("redacted-version-of", "maskad version av", "relation"),
        Field("decision-number", "beslutsnummer", frozen=True),
        Field("decision-date", "beslutsdatum", "date", frozen=True),
        Field("decided-by", "beslutsfattare", frozen=True),
        Field("presenter", "föredragande", frozen=True),
        Field("participants", "övriga som deltagit", frozen=True),
        Field("changes", "ändringar", frozen=True),
        Field("dispatched", "expedierad", "date"),
        Field("dispatched-to", "expedierad till"),
        Field("dispatched-how", "sätt för expediering"),
        Field("inputs-sha256", "kontrollsumma för underlag", "sha256", frozen=True),
        Field("template-sha256", "kontrollsumma för mall", "sha256", frozen=True),
        Field("program", "programversion", frozen=True),
        *_SECRECY,
        *_RETENTION,
        *_VOID,
    ),
    "file": (
        _given("document", "handling"),
        _given("case", "ärende"),
        _given("name", "filnamn"),
        _given("folder", "mapp i projektet"),
        _given("format", "format (PRONOM)", "pronom"),
        _given("size", "storlek i byte", "count"),
        _given("sha256", "kontrollsumma", "sha256"),
        _given("role", "roll"),
        _given("registered", "registrerad", "time"),
    ),
    "number": (
        *_NUMBER,
        _given("classification", "klassificering i numret", public=True),
        Field("unit", "enhet", public=True),
        Field("status", "status", "state", public=True),
        Field("document", "handling", "relation"),
        _given("registered", "registrerat", "time", public=True),
        *_VOID,
    ),
}


def field_of(kind: Kind, name: str) -> Field | None:
    """The field of that name; None when records of this kind have none."""
    return next((field for field in FIELDS[kind] if field.name == name), None)


def withheld(kind: Kind, state: dict[str, object]) -> tuple[str, ...]:
    """Names of the public fields that a secrecy mark holds back."""
    marked = str(state.get("secrecy-fields", "")).split(",")
    return tuple(field.name for field in FIELDS[kind] if field.withholdable and field.name in marked)
