"""The contents list: a TOC field whose lines are written out, so that nothing has to be refreshed to be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.word.inline import Surroundings, contents_runs
from pipeline.word.mapping import ContentsEntry
from pipeline.word.ooxml import field, run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.word.session import Session

#: What stands for a page number before the pages are known: as wide as most numbers, so that lines break the same.
_UNKNOWN_PAGE = "00"

_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-5" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_TAB = "<w:r><w:tab/></w:r>"


def contents_entries(session: Session, pages: Mapping[str, int] | None) -> tuple[ContentsEntry, ...]:
    """One entry a heading, in order, with its page where it is known."""
    return tuple(
        ContentsEntry(
            bookmark=target.contents or "",
            level=heading.level,
            number=target.number,
            text=session.targets.spoken(heading.children, session.wording),
            page=(pages or {}).get(target.contents or ""),
        )
        for heading, target in session.contents
    )


def contents_markup(session: Session, entries: tuple[ContentsEntry, ...]) -> str:
    """The whole list as block XML; nothing for a document without headings.

    The field ends in its last line and not in a paragraph of its own, which would be an empty one.
    """
    lines = []
    for (heading, _), entry in zip(session.contents, entries, strict=True):
        around = Surroundings(session.links, heading.origin)
        text = contents_runs(session, heading.children, around)
        style = f"toc {entry.level}"
        number = run(entry.number) + _TAB if entry.number or _has_number_column(session, style) else ""
        page = field(f"PAGEREF {entry.bookmark} \\h", _UNKNOWN_PAGE if entry.page is None else str(entry.page))
        link = f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{number}{text}{_TAB}{page}</w:hyperlink>'
        lines.append((f'<w:pPr><w:pStyle w:val="{session.styles(style)}"/></w:pPr>', link))
    if not lines:
        return ""
    last = len(lines) - 1
    paragraphs = "".join(
        f"<w:p>{properties}{_BEGIN if at == 0 else ''}{link}{_END if at == last else ''}</w:p>"
        for at, (properties, link) in enumerate(lines)
    )
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"
    )


def _has_number_column(session: Session, name: str) -> bool:
    """Whether the style's lines have a column for numbers, which those without a number leave empty."""
    style = session.styles.find(name)
    return style is not None and any(of.tabbed or of.hanging for of in session.styles.lineage(style))
