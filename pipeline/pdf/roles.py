"""Standard structure types, and which one an exported name stands for."""

from __future__ import annotations

from collections.abc import Mapping

#: ISO 32000-1, 14.8.4: the types that need no role map and that none may redefine.
STANDARD = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
        *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry"),
        *("Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    }
)


def standard_type(exported: str, roles: Mapping[str, str], *, styled: bool) -> str:
    """The standard type of an element.

    LibreOffice names paragraphs after their styles and maps the names to types. A style called Figure, Note or Quote
    thus redefines a standard type, which is forbidden, and makes real figures and notes into paragraphs.

    Args:
        exported: the element's type in the file, without slash.
        roles: the file's role map, without slashes.
        styled: whether the element is laid out as a paragraph, with neither box nor alternative text.
    """
    if exported in STANDARD and not (styled and exported in roles):
        return exported
    seen = {exported}
    name = roles.get(exported, "P")
    while name not in STANDARD and name not in seen:
        seen.add(name)
        name = roles.get(name, "P")
    return name if name in STANDARD else "P"
