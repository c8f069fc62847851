"""Documents that must not be built, and what their authors are told."""

from dataclasses import dataclass
from functools import partial

from tests.stress.annex_folder import annex, report
from tests.stress.block_documents import long_title, picture
from tests.stress.table_documents import table_without, twenty


@dataclass(frozen=True)
class Refusal:
    """What is refused: its files, and the fault's code, file in the document's folder, line and advice."""

    make: object
    code: str
    file: str
    line: int
    todo: str


def _text(text, files=None):
    return partial(annex, text, files, title="Avvisad")


TABLE = "tables:\n  tbl-t: {file: data/t.csv, caption: En tabell}\n"
_PICTURE_IN_CELL = {
    "data/t.csv": "Vad;Bild\nRuta;![En ruta.](images/ruta.png)\n",
    "figures.yaml": TABLE,
    "images/ruta.png": picture(),
}

REFUSED = {
    "sixth-level": Refusal(
        _text("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n"),
        "I204",
        "text/10-text.md",
        11,
        "Write it as a paragraph",
    ),
    "skipped-level": Refusal(_text("# A\n\n### C\n\nText.\n"), "P213", "text/10-text.md", 3, "one level at a time"),
    "title-beyond-the-cover": Refusal(partial(long_title, report), "P219", "document.yaml", 2, "subtitle"),
    "too-many-columns": Refusal(
        _text("![](tbl-t)\n", {"data/t.csv": twenty("Kolumn "), "figures.yaml": TABLE}),
        "T219",
        "text/10-text.md",
        1,
        "two tables",
    ),
    "fifth-list": Refusal(
        _text("- a\n    - b\n        - c\n            - d\n                - e\n"),
        "I209",
        "text/10-text.md",
        5,
        "flatter",
    ),
    "code": Refusal(_text("# A\n\n```\nx = y\n```\n"), "I202", "text/10-text.md", 3, "plain text"),
    "table-in-text": Refusal(_text("# A\n\n| a | b |\n|---|---|\n| c | d |\n"), "I201", "text/10-text.md", 3, "data/"),
    "picture-in-list": Refusal(
        _text("- ![En ruta.](images/ruta.png)\n", {"images/ruta.png": picture()}),
        "I208",
        "text/10-text.md",
        1,
        "Move it out",
    ),
    "picture-in-cell": Refusal(
        _text("![](tbl-t)\n", _PICTURE_IN_CELL), "I208", "data/t.csv", 2, "Place it in the text"
    ),
    "picture-without-words": Refusal(
        _text("![](images/ruta.png)\n", {"images/ruta.png": picture()}), "I222", "text/10-text.md", 1, "Describe"
    ),
    "table-without-rows": Refusal(partial(table_without, "Region;Inkomna\n"), "I125", "data/tom.csv", 1, "a row below"),
    "table-of-empty-rows": Refusal(
        partial(table_without, "Region;Inkomna\n;\n;\n"), "I125", "data/tom.csv", 1, "a row below"
    ),
    "table-without-anything": Refusal(
        partial(table_without, ""), "I125", "data/tom.csv", None, "headings in the first row"
    ),
    "table-of-blanks": Refusal(
        partial(table_without, ";;\n;;\n"), "I125", "data/tom.csv", None, "headings in the first row"
    ),
    "no-text": Refusal(_text(""), "I310", "text/10-text.md", None, "Write it"),
    "broken-picture": Refusal(
        _text("![En ruta.](images/ruta.png)\n", {"images/ruta.png": picture()[:80]}),
        "I223",
        "text/10-text.md",
        1,
        "Save it again",
    ),
}
