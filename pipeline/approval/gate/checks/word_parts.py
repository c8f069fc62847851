"""R269: the Word file holds only the parts that a document is made of, and no names of disks beside its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.approval.gate.check import Check, Outcome
from pipeline.approval.gate.word_lines import around
from pipeline.faults import Faults

if TYPE_CHECKING:
    from pipeline.approval.gate.examined import Examined

#: Parts of a document that a reader sees, or that say how it looks (ECMA-376 part 1, 11.3 and 15.2).
_SEEN: Final = re.compile(
    r"\[Content_Types\]\.xml|(.*/)?_rels/[^/]*\.rels|docProps/(core|app|custom)\.xml|"
    r"word/(document|styles|stylesWithEffects|numbering|settings|webSettings|fontTable|footnotes|endnotes)\.xml|"
    r"word/(header|footer)\d*\.xml|word/theme/[^/]+\.(xml|png|jpe?g|gif)|word/fonts/[^/]+\.odttf|"
    r"word/media/[^/]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|word/(charts|diagrams|drawings)/[^/]+\.xml"
)
#: Parts with comments, which R265 tells of.
_COMMENTS: Final = re.compile(r"word/(comments\w*|people)\.xml")
#: A place on somebody's disk or network; names of pictures and text alternatives take it over from the file.
_DISK: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]:[\\/]|\\\\\w|\bfile:|/(home|Users|Volumes)/\w", re.IGNORECASE)
#: Attributes of drawings that nobody sees in print (DrawingML, VML).
_NAMES: Final = frozenset({"name", "descr", "title", "alt", "id", "{urn:schemas-microsoft-com:office:office}title"})
_DRAWN: Final = ("docPr", "cNvPr", "shape", "imagedata", "rect", "group")
_TODO: Final = "Save the template without it (File, Info, Inspect Document), and build the document again."


def look(examined: Examined) -> Outcome:
    """Look at the names of all parts, and at those of the drawings in them."""
    faults = Faults()
    for name in examined.members:
        if not _SEEN.fullmatch(name) and not _COMMENTS.fullmatch(name) and not name.endswith("/"):
            message = "The Word file has a part that nobody sees."
            faults.add("R269", message, examined.word_place.at(part=name), _TODO)
    count = 0
    for name, root in examined.parts.items():
        for element in root.iter(*(f"{{*}}{drawn}" for drawn in _DRAWN)):
            count += 1
            for key, value in element.items():
                if str(key) in _NAMES and _DISK.search(text := str(value)):
                    place = examined.word_place.at(part=name, paragraph=around(element))
                    message = f"A picture or shape names a place on a disk: “{text}”."
                    todo = "Give it a plain name and text alternative in the template (Selection Pane, Alt Text)."
                    faults.add("R269", message, place, todo, value=text)
    return Outcome(f"{len(examined.members)} parts and the names of {count} drawings.", tuple(faults))


CHECK = Check("word-parts", "Word-filen har bara delar som syns", look)
