"""R280: links of both files lead to pages and addresses that all can reach, not to disks or inner networks."""

from __future__ import annotations

import io
import ipaddress
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pikepdf
from pikepdf import Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.examined import Examined

_OPEN: Final = frozenset({"http", "https", "mailto", "tel"})
#: Endings of names that inner networks use and nobody else can look up (RFC 6762, RFC 8375, RFC 2606, RFC 9476).
_INNER: Final = re.compile(
    r"(^|\.)(local|localhost|localdomain|lan|intern|internal|intranet|corp|home|arpa|alt|test)\.?$"
)
#: Actions that open or send files.
_FILES: Final = frozenset({"/Launch", "/GoToR", "/GoToE", "/ImportData", "/SubmitForm"})
_TODO: Final = "Let the link lead to a page that all can reach, or write the words without a link."


def look(examined: Examined) -> Outcome:
    """Look at the links of the Word file's parts and at all actions of the PDF."""
    faults = Faults()
    count = 0
    for name, root in examined.parts.items():
        if not name.endswith(".rels"):
            continue
        for relation in root:
            if relation.get("TargetMode") == "External" and relation.get("Type", "").endswith("/hyperlink"):
                count += 1
                _judge(faults, examined, relation.get("Target", ""), name)
    for target in _of_pdf(examined.pdf):
        count += 1
        _judge(faults, examined, target, None)
    return Outcome(f"{count} links that lead out of the files.", tuple(faults))


def is_open(target: str) -> bool:
    """Whether a link leads to something that people outside of the agency can reach, by the look of its address."""
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").casefold()
    except ValueError:
        return False
    if parts.scheme.casefold() not in _OPEN:
        return False
    if parts.scheme.casefold() in ("mailto", "tel"):
        return bool(parts.path)
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host.rstrip(".") and not _INNER.search(host)


def _judge(faults: Faults, examined: Examined, target: str, part: str | None) -> None:
    if not is_open(target):
        place = examined.pdf_place if part is None else examined.word_place.at(part=part)
        message = f"A link leads to a disk or an inner network: {target}."
        faults.add("R280", message, place, _TODO, target=target)


def _of_pdf(pdf: bytes) -> Iterator[str]:
    """Where the actions of a PDF lead: addresses, and files that they open (ISO 32000-1, 12.6.4)."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            # An action is an object of its own, or stands in the annotation that it belongs to.
            inside = one.get(Name.A) if isinstance(one, pikepdf.Dictionary) else None
            direct = inside is not None and not inside.is_indirect
            for action in (one, inside) if direct else (one,):
                if isinstance(action, pikepdf.Dictionary) and Name.S in action:
                    yield from _target(action)


def _target(action: pikepdf.Dictionary) -> Iterator[str]:
    if action.S == Name.URI:
        yield str(action.get(Name.URI, ""))
    elif str(action.S) in _FILES:
        yield f"{str(action.S)[1:]} {action.get(Name.F, '')}"


CHECK = Check("links", "länkarna leder till sidor som alla kan nå", look)
