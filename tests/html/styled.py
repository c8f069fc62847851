"""Styles to look through: one file alone, and the project's own with changes."""

from pathlib import Path

from pipeline.building.page_styles import part_names
from pipeline.faults import Faults
from pipeline.html.styles.checking import check_styles
from pipeline.html.styles.naming import Naming
from pipeline.html.styles.reading import read_sheet
from pipeline.places import Place

FOLDER = Path(__file__).parents[2] / "templates" / "html"
FILES = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.is_file()}


def reading(source):
    """What is told of one style: code and place, and the messages."""
    faults = Faults()
    Naming(faults).check(read_sheet(source, Place("s"), faults))
    return [(fault.code, str(fault.place)) for fault in faults], [f"{fault.message} {fault.todo}" for fault in faults]


def look(added="", *, name="style.css", was="", becomes=""):
    """What is told of a document's styles when one is changed, and something added behind it.

    The author's edition and the overview are left out unless theirs is changed, as looking at everything takes longer.
    """
    others = {"edition.html", "plan-annex.html", "sustainability-report.html", "style.css", "charts.css"}
    others |= {"overview.html", "overview.js"} if name == "overview.css" else set()
    files = {key: data for key, data in FILES.items() if key in {*others, name}}
    source = files[name].decode()
    assert was in source
    files[name] = (source.replace(was, becomes, 1) + added).encode()
    return check_styles(files, part_names())


def told(faults):
    """Code, line and scheme of each."""
    return [(fault.code, fault.place.line, fault.data.get("scheme")) for fault in faults]
