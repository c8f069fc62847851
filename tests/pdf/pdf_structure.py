"""A second reader's view of a PDF's tags: poppler's."""

from __future__ import annotations

import re
import subprocess


def structure(pdf: bytes) -> str:
    """The tags and their text as poppler reads them: no boxes, no object numbers."""
    shown = subprocess.run(
        ["pdfinfo", "-enc", "UTF-8", "-struct-text", "-"], input=pdf, capture_output=True, check=True, timeout=60
    ).stdout.decode("utf-8", errors="replace")
    lines = [line for line in shown.splitlines() if not re.match(r"\s*(/BBox|/Placement|Object )", line)]
    return "\n".join(re.sub(r"( \((block|inline)\))?:?$", "", line) for line in lines) + "\n"


def part(text: str) -> str:
    """An expected piece of a structure, without the indentation that it has in the test."""
    lines = text.strip("\n").splitlines()
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[margin:].rstrip() for line in lines)


def pieces(structure: str, expected: str) -> int:
    """How many times a piece of structure stands in a structure, at any depth."""
    wanted = part(expected).splitlines()
    lines = structure.splitlines()
    count = 0
    for at in range(len(lines)):
        depth = len(lines[at]) - len(lines[at].lstrip())
        found = [line[depth:] if line[:depth].isspace() or not depth else None for line in lines[at : at + len(wanted)]]
        count += found == wanted
    return count
