"""C269: one source has one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.citations import plain_title
from pipeline.checks.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject


def find(subject: Subject) -> Iterator[Finding]:
    """References that agree in everything but the day they were read."""
    if subject.references is None:
        return
    first: dict[tuple[str, ...], str] = {}
    for key, entry in subject.references.entries.items():
        one = entry.settings
        if one.text:
            continue
        what = (plain_title(one.title), one.pinpoint, one.dnr.casefold(), one.series, one.url.rstrip("/"))
        known = first.setdefault(what, key)
        if known != key:
            yield Finding(
                f"“{key}” and “{known}” are the same source.",
                subject.references.places[key],
                f"Keep one of them, and cite it with its key: [^{known}].",
                {"footnote": key, "same_as": known},
            )


RULE = Rule(
    code="C269",
    name="one source under two keys (samma källa två gånger)",
    level="warning",
    source="Myndigheternas skrivregler (8 uppl.), källhänvisningar: a source is given in one way",
    explanation="""\
Two entries of references.yaml that agree in title, number and address are one source: mended in one place, it stays
wrong in the other. A law cited at two places (pinpoint) has an entry for each.

Wrong: plan: and planen: with the same title and dnr
Right: plan: alone, cited with [^plan] in both places""",
    find=find,
)
