"""A document's adoption (fastställelse): what its colophon and its list of latest changes tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AdoptedVersion:
    """A version of a document that has been adopted, or is being adopted.

    Attributes:
        version: `1`, `2` …
        number: its own number in the case (handlingsnummer), such as `1.3.1-2024-8647-1`.
        decision_number: of the decision that adopted it (beslutsnummer), such as `Stab/009/2024`.
        decision_date: when that was decided.
        decided_by: who decided, by name and title.
        changes: what is new in it, in a sentence or two; empty for a first version.
    """

    version: str
    number: str
    decision_number: str
    decision_date: date
    decided_by: str
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a document is adopted, as the final Word file and PDF tell it.

    Attributes:
        adopted: the version itself.
        presenter: who presented the matter (föredragande); empty where nobody did.
        participants: others who took part in the final handling (förvaltningslagen 2017:900, 31 §).
    """

    adopted: AdoptedVersion
    presenter: str = ""
    participants: tuple[str, ...] = ()
