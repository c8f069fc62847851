"""C268: the colophon (tryckuppgifter) says the document's own diary number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.checks.rule import Finding, Rule
from pipeline.kinds.sustainability_report import ReportSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.checks.rule import Subject

_LABELS: Final = frozenset({"diarienummer", "dnr", "diarienr"})


def find(subject: Subject) -> Iterator[Finding]:
    """A line of the colophon that gives another diary number than the document has."""
    if not isinstance(subject.settings, ReportSettings):
        return
    own = subject.document.metadata.case_number
    for index, line in enumerate(subject.settings.colophon):
        if line.label.strip(" :").casefold() in _LABELS and line.value.strip() not in ("", own):
            yield Finding(
                f"The colophon says {line.value}, and the document's diary number is {own}.",
                subject.place("colophon", index),
                "Mend the line, or case-number.",
                {"colophon": line.value, "case_number": own},
            )


RULE = Rule(
    code="C268",
    name="another diary number in the colophon (annat diarienummer i tryckuppgifterna)",
    level="error",
    source="OSL (2009:400) 5 kap. 1–2 §§: a document is found under its number",
    explanation="""\
The diary number stands on the cover, in the header and in the colophon. Where the colophon has another one, it was left
from last year's report.

Wrong: case-number: 1.3.1-2024-8647 and a line {label: Diarienummer, value: 1.3.1-2023-4712}
Right: the same number in both""",
    find=find,
)
