"""What most rules of language share: which passages are prose, and looking for a pattern in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

    from pipeline.checks.passages import Passage, Role
    from pipeline.checks.rule import Subject

NO_BREAK_SPACE: Final = "\u00a0"

#: Running text (löpande text): sentences that the agency itself says. Quotations are not, they stay as they were said.
PROSE: Final[frozenset[Role]] = frozenset({"body", "lead", "note", "example", "item", "footnote"})

#: Everything written but quotations: headings, cells of tables, captions and text alternatives as well.
WRITTEN: Final[frozenset[Role]] = PROSE | {"heading", "cell", "caption", "alt", "setting", "signature"}

#: Measures whose numbers are digits, whatever stands beside them.
MEASURES: Final = (
    "procent", "procentenhet", "procentenheter", "promille", "kronor", "kr", "tkr", "mnkr", "mdkr", "euro", "tusen",
    "miljon", "miljoner", "miljard", "miljarder", "km", "kilometer", "meter", "m", "cm", "mm", "kg", "kilo", "ton",
    "gram", "liter", "kWh", "MWh", "GWh", "TWh", "kvadratmeter", "grader",
)  # fmt: skip


def matches(
    subject: Subject,
    pattern: re.Pattern[str],
    roles: Collection[Role] = WRITTEN,
    *,
    digits: bool = False,
    signs: str = "",
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a pattern is met in the authors' own words.

    Args:
        subject: the document.
        pattern: what is looked for.
        roles: the kinds of passages that are looked at.
        digits: whether it cannot be met without a digit.
        signs: signs of which it needs one; none when there is no such sign.
    """
    for passage in subject.texts:
        if passage.role not in roles or (digits and not passage.has_digit):
            continue
        if not signs or any(sign in passage.text for sign in signs):
            for match in pattern.finditer(passage.own):
                yield passage, match
