"""The cases of tests/content/cases: Markdown as people write it, and the blocks or faults that it becomes."""

import re
from pathlib import Path

import pytest
from content_outline import outline

from pipeline.faults import FaultError

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(r"^## (.+?)\n\n~~~\n(.*?)^~~~\n\n~~~\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)


def read_cases():
    cases = []
    for path in sorted(CASES.glob("*.md")):
        text = path.read_text("utf-8")
        found = _CASE.findall(text)
        assert len(found) == len(re.findall(r"^## .+\n\n~~~\n", text, re.MULTILINE)), f"{path} has half a case"
        for title, source, expected in found:
            cases.append(pytest.param(source, expected.splitlines(), id=f"{path.stem}: {title}"))
    return cases


def shown(report, source):
    """Blocks, notes and warnings, or what is wrong."""
    try:
        prose = report.prose(source)
    except FaultError as error:
        return [f"{fault.code} {fault.place.line}:{fault.place.column} {fault.message}" for fault in error.faults]
    lines = outline(prose.blocks)
    for key, note in prose.footnotes.items():
        lines.append(f"[^{key}]:")
        lines += outline(note.children, 1)
    return lines + [f"warning {fault.code} {fault.place.line}: {fault.message}" for fault in prose.warnings]


@pytest.mark.parametrize(("source", "expected"), read_cases())
def test_markdown_becomes_what_its_case_says(report, source, expected):
    assert shown(report, source) == expected
