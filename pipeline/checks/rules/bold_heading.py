"""C242: a short paragraph in bold poses as a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks.bold import may_be_heading
from pipeline.checks.rule import Finding, Rule
from pipeline.content.model import Link, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.checks.rule import Subject
    from pipeline.content.model import Inline


def find(subject: Subject) -> Iterator[Finding]:
    """Paragraphs of which every word is bold and that are short enough to be headings."""
    for passage in subject.texts:
        if passage.role in ("body", "lead", "note", "example") and may_be_heading(passage.text):
            words = [span.node for span in passage.spans]
            if _all_strong(words) and any(isinstance(node, Text) and node.text.strip() for node in words):
                yield Finding(
                    f"“{passage.text.strip()}” is bold as a whole and looks like a heading.",
                    passage.place(),
                    "Write it as a heading with #, or stress only the words that matter.",
                )


def _all_strong(nodes: Iterable[Inline]) -> bool:
    return all(
        _all_strong(node.children) if isinstance(node, Link) else node.strong or not node.text.strip()
        for node in nodes
        if isinstance(node, Text | Value | Link)
    )


RULE = Rule(
    code="C242",
    name="bold text posing as a heading (fetstil i stället för rubrik)",
    level="error",
    source="EN 301 549, 10.1.3.1 (WCAG 2.1, 1.3.1), by lagen (2018:1937); Myndigheternas skrivregler (8 uppl.) 2.1.3",
    explanation="""\
Those who listen go from heading to heading. Bold text is no heading to them, and it is missing in the contents list.

Wrong: **Resultat** alone in a paragraph
Right: ## Resultat""",
    find=find,
    binding=True,
)
