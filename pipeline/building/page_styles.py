"""The styles of a project's pages: what is wrong with them, looked for only where they have changed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.faults import Faults
from pipeline.html import styles
from pipeline.html.templates import FOLDER, OVERVIEW
from pipeline.kinds.latest_changes import LATEST_CHANGES
from pipeline.kinds.registry import KINDS, kind_named
from pipeline.word.writer import CONTENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.project import Project
    from pipeline.faults import Fault

_ENDINGS: Final = (".css", ".html", ".js")
#: Where a build notes that it has found nothing wrong, in `.diarie/cache/`.
_SOUND: Final = "sound-styles"
#: Files that no document's page is made of.
_BESIDE: Final = ("author.css", "print.css", *OVERVIEW)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the styles has shown.

    Attributes:
        faults: everything that is wrong with any of them: T231, T239 to T244.
        digest: of what was looked at.
    """

    faults: tuple[Fault, ...]
    digest: str

    def of_pages(self) -> tuple[Fault, ...]:
        """What documents' pages are warned of; not what is wrong with overview, author's edition and quick print.

        Raises:
            FaultError: T231, T239, T240: a page that would not look as its style is written.
        """
        found = Faults()
        beside = {f"{FOLDER}/{name}" for name in _BESIDE}
        found.extend(fault for fault in self.faults if fault.place is None or fault.place.file not in beside)
        found.raise_if_errors()
        return tuple(found)


def look_at_styles(project: Project) -> Looked:
    """Look through the styles in `templates/html/`, unless the last build has found these very ones sound."""
    files = _files(project.templates / "html")
    digest = _digest(files)
    if not files or _kept(project) == digest:
        return Looked((), digest)
    from pipeline.html.styles.checking import check_styles

    return Looked(check_styles(files, part_names()), digest)


def keep_sound(project: Project, looked: Looked) -> None:
    """Note that nothing is told of styles, so that nobody looks again until they change; the cache folder is there.

    Of those with warnings nothing is noted: they are told again each time.
    """
    if not looked.faults and looked.digest != _kept(project):
        with suppress(OSError):  # then they are looked at again
            (project.state / "cache" / _SOUND).write_text(looked.digest, encoding="ascii")


def _files(folder: Path) -> dict[str, bytes]:
    """Files of a folder by name; those that can be read. Which others a page needs is told where it is made."""
    files = {}
    paths: list[Path] = []
    with suppress(OSError):
        paths = sorted(folder.iterdir())
    for path in paths:
        try:
            if path.suffix in _ENDINGS and path.is_file():
                files[path.name] = path.read_bytes()
        except OSError:
            continue
    return files


def _digest(files: Mapping[str, bytes]) -> str:
    """Of the files, and of the program that looks at them."""
    digest = hashlib.sha256()
    own = sorted(Path(styles.__file__).parent.parent.rglob("*.py"))
    for name, data in (*files.items(), *((path.name, path.read_bytes()) for path in own)):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _kept(project: Project) -> str:
    try:
        return (project.state / "cache" / _SOUND).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def part_names() -> frozenset[str]:
    """Names of the parts that any document may have."""
    parts = {name for kind in KINDS for name in kind_named(kind).parts}
    return frozenset((parts | {LATEST_CHANGES}) - {CONTENTS})
