"""R275: the adopted Word file is marked as final, and opens read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.checks.named import custom_properties
from pipeline.checks.ooxml import W
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined


def look(examined: Examined) -> Outcome:
    """Look at the settings and properties that Word goes by."""
    faults = Faults()
    todo = "Build the document again; if it stays, the template's settings cannot be protected."
    place = examined.word_place.at(part="word/settings.xml")
    settings = examined.parts.get("word/settings.xml")
    protection = None if settings is None else settings.find(f"{W}documentProtection")
    enforced = protection is not None and protection.get(f"{W}enforcement") in ("1", "true", "on")
    if protection is None or protection.get(f"{W}edit") != "readOnly" or not enforced:
        faults.add("R275", "The Word file is not protected against changes (skrivskydd).", place, todo)
    if settings is None or settings.find(f"{W}writeProtection") is None:
        faults.add("R275", "The Word file does not ask to be opened read-only.", place, todo)
    custom = custom_properties(examined)
    for name, value in {"_MarkAsFinal": "true", "Utkast": "false"}.items():
        if custom.get(name) != value:
            message = f"The property {name} is “{custom.get(name, '')}” and not “{value}”."
            faults.add("R275", message, examined.word_place.at(part="docProps/custom.xml"), todo)
    return Outcome("Protection and mark of the final Word file.", tuple(faults))


CHECK = Check("word-protection", "Word-filen är skrivskyddad och märkt som slutlig", look, adopted=True)
