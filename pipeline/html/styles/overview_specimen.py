"""An overview of one document of each status, with all that may stand beside one: what its colours are looked at on."""

from __future__ import annotations

from typing import Final

from pipeline.html.overview import ListedDocument, ListedFile, ListedFinding, Overview

_STATUSES: Final = ("unbuilt", "draft", "in-review", "adopted", "dispatched", "replaced", "void")
_FILE: Final = ListedFile("Ord", "ord.pdf", "ord.pdf", 1, "0")
_FINDINGS: Final = tuple(ListedFinding(level, "C210", "Ord", "ord:1") for level in ("error", "warning", "hint"))

OVERVIEW_SPECIMEN: Final = Overview(
    "Ord",
    tuple(
        ListedDocument(
            name="ord",
            title="Ord",
            kind="ord",
            status=status,
            shown_status="ord",
            facts=(("Ord", "ord"),),
            findings=_FINDINGS,
            stale=("ord", "ord"),
            files=(_FILE, ListedFile("Ord", "ord", "ord", 1, "0", altered=True)) if status != "unbuilt" else (),
            sources=(("ord", "0"),),
            packages=(_FILE,),
        )
        for status in _STATUSES
    ),
    None,
    "ord",
)
