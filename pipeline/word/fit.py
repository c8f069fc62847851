"""Whether a template has what documents will ask of it: the named styles, and a place for each part."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from pipeline.faults import Fault, FaultError, Faults, did_you_mean
from pipeline.places import Place
from pipeline.word.compiled import compile_template
from pipeline.word.layout import read_layout
from pipeline.word.styles import StyleNames, StyleType, read_styles
from pipeline.word.writer import CONTENTS

if TYPE_CHECKING:
    from collections.abc import Collection

#: Styles that the writer asks for; those that it can do without, such as `After Table`, are not among them.
NAMED_STYLES: dict[StyleType, tuple[str, ...]] = {
    "paragraph": (
        "Body Text",
        "Lead",
        "Quote",
        "Note",
        "Example",
        "Signature",
        *(f"heading {level}" for level in range(1, 6)),
        *(f"Heading {level} Unnumbered" for level in range(1, 5)),
        *(f"List {kind}{level}" for kind, level in product(("Bullet", "Number"), ("", " 2", " 3", " 4"))),
        "caption",
        "Figure",
        "Figure Caption",
        "Table Text",
        "Table Number",
        "Table Heading",
        "Table Heading Number",
        "Table Note",
        "footnote text",
    ),
    "character": ("footnote reference", "Hyperlink", "Emphasis", "Strong"),
    "table": ("Diarie Plain", "Diarie Plan", "Diarie Calendar"),
}
#: Paragraph styles of the contents list, for templates that place one.
CONTENTS_STYLES = tuple(f"toc {level}" for level in range(1, 6))


def check_fit(data: bytes, file: str, parts: Collection[str]) -> tuple[Fault, ...]:
    """What a template lacks for the documents that will be written into it; () for one that cannot be read at all.

    Args:
        data: the .docx.
        file: path as people know it, for faults.
        parts: names of the parts that it has to place.

    Returns:
        T201 for each style that is missing, whether or not a document needs it now; T203 for each part without a place.
    """
    try:
        template = compile_template(data, file)
    except FaultError:
        return ()
    faults = Faults()
    styles = StyleNames(read_styles(template.member("word/styles.xml") or b"<styles/>"), file)
    for kind, names in NAMED_STYLES.items():
        for name in names:
            styles(name, kind)
    placed = [slot.name for slot in read_layout(template.member("word/document.xml") or b"").slots]
    for name in CONTENTS_STYLES if CONTENTS in placed else ():
        styles(name)
    styles.report(faults)
    for name in parts:
        if name not in placed:
            faults.add(
                "T203",
                f"The template does not place the part “{name}”, so its text would be lost.",
                Place(file, part="word/document.xml"),
                f"Put {{{{p {name} }}}} into a paragraph of its own. {did_you_mean(name, placed)}".strip(),
                name=name,
            )
    return tuple(faults)
