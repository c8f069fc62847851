"""The manifest beside each output: what it was made from and with, its hashes, and the cells behind its figures."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

#: Raised by one when the manifest's form changes; older ones then count as stale.
FORM = 3


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What a document was made from: what it is held against to tell whether any of it has changed.

    Attributes:
        inputs, listings, agency: as in `Manifest`.
    """

    inputs: Mapping[str, str | None]
    listings: Sequence[tuple[str, str, tuple[str, ...]]]
    agency: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of one built document.

    Attributes:
        document, kind, title, case_number, language, date: as in the document; date is ISO.
        numbered_by: `author` or `register`.
        draft: whether it is marked UTKAST.
        inputs: path → SHA-256 of each file read; None for a file that was looked for and did not exist;
            and `sql:` and what was asked of a database server → SHA-256 of its answer.
        listings: folder, pattern and the names found, for each listing made.
        agency: what the document shows of `inputs/agency.yaml`, as `ShownAgency.shown` has it; empty in manifests from
            before this was kept.
        made_with: see `fingerprint.made_with`.
        outputs: file name → its SHA-256 and size in bytes.
        pages: number of pages of the PDF.
        contents: bookmark of each heading in the contents list → its page; the next build begins with these.
        figures: each named figure that the document shows: value, wordings, cells, places (`traces.figures`).
        numbers: the others of the prose that have a source: quoted ones, and those that count something in the document
            (`traces.numbers`).
        tables, charts: where their numbers come from (`traces.shown`).
        sentences: what the document says (`traces.sentences`), to compare a later build with.
        remarks: faults that did not stop the build.
        adoption: how it was adopted: `version`, `number`, `decision_number`, `decision_date`, `decided_by`, `changes`,
            `presenter`, `participants`; empty for a draft.
        replaces: `replaces` of document.yaml; empty for a first version.
        history: the adopted versions that it replaces, with the keys of `adoption` but the last two, the latest first.
    """

    document: str
    kind: str
    title: str
    case_number: str
    language: str
    date: str
    numbered_by: str
    draft: bool
    inputs: dict[str, str | None]
    listings: list[tuple[str, str, tuple[str, ...]]]
    agency: dict[str, str] = field(default_factory=dict, kw_only=True)
    made_with: dict[str, str]
    outputs: dict[str, dict[str, str | int]]
    pages: int
    contents: dict[str, int] = field(default_factory=dict)
    figures: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    charts: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[dict[str, Any]] = field(default_factory=list)
    remarks: list[dict[str, Any]] = field(default_factory=list)
    adoption: dict[str, Any] = field(default_factory=dict)
    replaces: str = ""
    history: list[dict[str, Any]] = field(default_factory=list)

    @staticmethod
    def file_name(document: str) -> str:
        """Name of a document's manifest in `outputs/`."""
        return f"{document}.manifest.json"

    @property
    def made_from(self) -> MadeFrom:
        """What it lists as read."""
        return MadeFrom(self.inputs, self.listings, self.agency)

    def to_bytes(self) -> bytes:
        """The manifest as a file, always the same bytes for the same manifest."""
        return (json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def read(cls, folder: Path, document: str) -> Manifest | None:
        """The manifest of a document in `folder`; None when there is none, or one that this program cannot use."""
        try:
            return cls.parse((folder / cls.file_name(document)).read_bytes())
        except OSError:
            return None

    @classmethod
    def parse(cls, data: bytes) -> Manifest | None:
        """The manifest in a file; None when this program cannot use it."""
        try:
            known = json.loads(data)
            if known.pop("form", None) != FORM:
                return None
            known["listings"] = [(where, pattern, tuple(names)) for where, pattern, names in known["listings"]]
            manifest = cls(**known)
            return manifest if manifest._is_whole() else None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None

    def _is_whole(self) -> bool:
        """Whether its parts have the form that others rely on: the file lies where anybody can change it."""
        return (
            all(isinstance(text, str) for text in (self.kind, self.title, self.case_number, self.language, self.date))
            and isinstance(self.pages, int)
            and isinstance(self.remarks, list)
            and all(isinstance(remark, dict) for remark in self.remarks)
            and isinstance(self.inputs, dict)
            and isinstance(self.agency, dict)
            and isinstance(self.made_with, dict)
            and isinstance(self.outputs, dict)
            and all(
                isinstance(about, dict) and isinstance(about.get("sha256"), str) and isinstance(about.get("size"), int)
                for about in self.outputs.values()
            )
            and isinstance(self.contents, dict)
            and all(isinstance(page, int) for page in self.contents.values())
            and all(isinstance(where, str) and isinstance(pattern, str) for where, pattern, _ in self.listings)
            and all(isinstance(entry, dict) for entry in self._traces())
            and isinstance(self.adoption, dict)
            and isinstance(self.replaces, str)
            and isinstance(self.history, list)
        )

    def _traces(self) -> tuple[Any, ...]:
        return (*self.figures, *self.numbers, *self.tables, *self.charts, *self.sentences)


def file_digest(path: Path) -> str | None:
    """SHA-256 of a file as it is now; None when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def described(data: bytes) -> dict[str, str | int]:
    """SHA-256 and size of an output, as a manifest holds them."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
