"""The templates of the web edition as they lie in `templates/html/`."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Where they lie, relative to the project.
FOLDER = "templates/html"


@dataclass(frozen=True, slots=True)
class Templates:
    """The files of `templates/html/`.

    Attributes:
        files: name and bytes of each, sorted by name: `edition.html`, `action-plan.html`, `style.css` …
        folder: their place relative to the project, for faults.
    """

    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    folder: str = FOLDER

    def __contains__(self, name: str) -> bool:
        return any(name == known for known, _ in self.files)

    def data(self, name: str) -> bytes:
        """The bytes of one; KeyError where there is none of that name."""
        return dict(self.files)[name]
