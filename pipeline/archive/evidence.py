"""register.json: the register's events of the document, with what anybody needs to work their hashes out anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.archive.member import Subject

#: Raised by one when the file's form changes.
FORM = 1
_HOW = (
    "Varje händelse har en kontrollsumma: SHA-256 av föregående händelses kontrollsumma, ett radbyte (LF) och"
    " händelsens innehåll som kanonisk JSON enligt RFC 8785, i UTF-8. Så räknas den om:"
    " printf '%s\\n%s' FÖREGÅENDE INNEHÅLL"
    " | sha256sum."
)


def register_json(subject: Subject) -> bytes:
    """The events of the case, the document, its decision number and its files, and the head of the chain."""
    known = subject.document.registered
    decision = known.decision
    position, head = known.head
    value = {
        "form": FORM,
        "package": subject.object_id,
        "how": _HOW,
        "case": known.case["number"],
        "document": known.document["number"],
        "decision": decision["number"] if decision else None,
        "head": {"position": position, "hash": head},
        "events": [
            {"position": one.position, "previous": one.previous, "hash": one.hash, "content": one.content}
            for one in known.events
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
