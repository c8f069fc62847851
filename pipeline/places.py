"""Where something stands: in a file people write, or in a part of a Word template."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """One place in an input file, a table or a Word template.

    Every field but `file` is optional; None means "not known" or "not applicable".

    Attributes:
        file: path as people know it, relative to the project's folder, with forward slashes.
        line: line in a text file, from 1.
        column: character column in that line, from 1.
        sheet: sheet of a workbook, by name.
        row: row of a table as a spreadsheet shows it, from 1 (the header is row 1).
        last_row: last row of several in a row that stand behind one number; None for one row.
        row_heading: what the row's heading cells say, where a file has no rows that one could count.
        header: heading of the table's column, as it stands in the file.
        part: member of a Word file, such as `word/header1.xml`.
        paragraph: text of (or number of) the paragraph in that part.
        tag: the template tag, such as `{{ title }}`.
    """

    file: str
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    row: int | None = None
    last_row: int | None = None
    row_heading: str | None = None
    header: str | None = None
    part: str | None = None
    paragraph: str | None = None
    tag: str | None = None

    def at(self, **changes: Any) -> Place:
        """The same file, another spot in it."""
        return replace(self, **changes)

    def as_json(self) -> dict[str, str | int]:
        """The known fields, for machines."""
        known = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in known if value is not None}

    def sort_key(self) -> tuple[object, ...]:
        """Order of places: by file, then as one reads."""
        return (
            self.file,
            self.part or "",
            self.sheet or "",
            self.line or 0,
            self.row or 0,
            self.last_row or 0,
            self.column or 0,
            self.header or "",
            self.paragraph or "",
            self.tag or "",
        )

    def __str__(self) -> str:
        text = self.file
        if self.line is not None:
            text += f":{self.line}"
            if self.column is not None:
                text += f":{self.column}"
        details = [
            f"{name} {value}"
            for name, value in (
                ("sheet", self.sheet and f"“{self.sheet}”"),
                ("row" if self.last_row is None else "rows", self._rows()),
                ("column", self.header and f"“{self.header}”"),
                ("part", self.part),
                ("paragraph", self.paragraph and f"“{self.paragraph}”"),
                ("tag", self.tag),
            )
            if value is not None
        ]
        return f"{text} ({', '.join(details)})" if details else text

    def _rows(self) -> str | None:
        if self.row is None:
            return None
        number = str(self.row) if self.last_row is None else f"{self.row}–{self.last_row}"
        return f"{number} “{self.row_heading}”" if self.row_heading else number
