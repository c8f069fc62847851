"""What a fault code means: the rule behind it, or its row in docs/faults.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from pipeline.checks.rulebook import rule_of, rules
from pipeline.faults import FaultError, did_you_mean

#: A link to another page of docs/: on a terminal, its path says more.
_PAGE: Final = re.compile(r"\[[^\]]*\]\(([\w-]+\.md)(?:#[\w-]+)?\)")
_ROW: Final = re.compile(r"\| `([A-Z]\d{3})` \| (.*?) \| (.*?) \|")


@dataclass(frozen=True, slots=True)
class ExplainedCode:
    """A fault code, explained.

    Attributes:
        code: such as `C210`.
        meaning: what is wrong.
        todo: what to do about it; empty for a rule, whose explanation tells.
        name, level, source, explanation: of the rule; empty for a code that no rule has.
    """

    code: str
    meaning: str
    todo: str
    name: str = ""
    level: str = ""
    source: str = ""
    explanation: str = ""

    def as_json(self) -> dict[str, Any]:
        """What is known, for machines."""
        known = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in known.items() if value}

    def __str__(self) -> str:
        if not self.name:
            return f"{self.code}: {self.meaning}\n\n{self.todo}"
        return f"{self.code} ({self.level}): {self.name}\n\n{self.explanation}\n\nSource: {self.source}"


def explain_code(code: str) -> ExplainedCode:
    """What a code means.

    Raises:
        FaultError: U108 there is no such code.
    """
    code = code.strip().upper()
    rows = _rows()
    rule = rule_of(code)
    meaning, todo = rows.get(code, ("", ""))
    if rule is not None:
        return ExplainedCode(code, meaning, "", rule.name, rule.level, rule.source, rule.explanation)
    if code not in rows:
        known = (*rows, *(rule.code for rule in rules()))
        hint = did_you_mean(code, known) if re.fullmatch(r"[A-Z]\d+", code) else "docs/faults.md lists all codes."
        raise FaultError.of("U108", f"There is no fault “{code}”.", None, hint, fault=code)
    return ExplainedCode(code, meaning, todo)


def _rows() -> dict[str, tuple[str, str]]:
    """Code → meaning and what to do, as docs/faults.md has them; the package holds a copy of the page."""
    page = files("pipeline").joinpath("faults.md").read_text(encoding="utf-8")
    page = _PAGE.sub(r"docs/\1", page)
    found = (_ROW.match(line.replace(r"\|", "\0")) for line in page.splitlines())
    return {row[1]: (row[2].replace("\0", "|"), row[3].replace("\0", "|")) for row in found if row}
