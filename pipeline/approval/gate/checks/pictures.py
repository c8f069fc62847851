"""R271, R272: no picture tells who took it, where, or with what."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.picture_traces import traces
from pipeline.faults import FaultError, Faults
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.approval.gate.examined import Examined

_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".gif", ".svg")
#: The Word file's pictures that come from its template; those of the text have lost what they said.
_TODO: Final = "Save the template's picture without its properties (File, Export), and build the document again."


def look(examined: Examined) -> Outcome:
    """Look into the pictures of the Word file, of the PDF and of the inputs."""
    faults = Faults()
    count = 0
    for name, data in examined.members.items():
        if name.lower().endswith(_ENDINGS):
            count += 1
            if said := traces(data):
                message = f"The picture tells {_told(said)}."
                faults.add("R271", message, examined.word_place.at(part=name), _TODO, traces=list(said))
    for data in _of_pdf(examined.pdf):
        count += 1
        if said := traces(data):
            message = f"A picture tells {_told(said)}."
            faults.add("R271", message, examined.pdf_place, _TODO, traces=list(said))
    for path, data in _of_inputs(examined):
        count += 1
        if said := traces(data):
            message = f"The picture tells {_told(said)}. The document does not, but the file is archived as it is."
            todo = "Save it without these properties, unless they are to be kept."
            faults.add("R272", message, Place(path), todo, level="warning", traces=list(said))
    return Outcome(f"{count} pictures.", tuple(faults))


def _told(said: tuple[str, ...]) -> str:
    shown = ", ".join(said[:6])
    return f"{shown} and {len(said) - 6} more" if len(said) > 6 else shown


def _of_pdf(pdf: bytes) -> Iterator[bytes]:
    """The JPEG files in a PDF, which keep their own properties; other pictures are pixels alone."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            if isinstance(one, pikepdf.Stream) and one.get(Name.Subtype) == Name.Image:
                filters = one.get(Name.Filter)
                last = filters[-1] if isinstance(filters, pikepdf.Array) and len(filters) else filters
                if last == Name.DCTDecode:
                    yield one.read_raw_bytes()


def _of_inputs(examined: Examined) -> Iterator[tuple[str, bytes]]:
    reader = examined.composed.reader
    for path, digest in sorted(reader.files.items()):
        if digest is not None and path.lower().endswith(_ENDINGS):
            try:
                yield path, reader.data(path)
            except FaultError:
                continue  # gone since it was read: whoever archives it says so


CHECK = Check("pictures", "bilderna bär inga uppgifter om personer eller platser", look)
