"""The tags of a PDF and their text as lines, one level a step, as a screen reader goes through them."""

import io

import pikepdf

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.marked import PageContent


def structure(pdf):
    """Types, names, attributes (but boxes) and texts; annotations are left out."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = {page.obj.objgen: PageContent(page, fonts) for page in opened.pages}
        return "\n".join(_lines(opened.Root.StructTreeRoot.K, pages, None, 0)) + "\n"


def _lines(kid, pages, page, depth):
    margin = "  " * depth
    if isinstance(kid, int):
        yield f'{margin}"{pages[page].shown[kid].text}"'
    elif isinstance(kid, pikepdf.Array):
        for one in kid:
            yield from _lines(one, pages, page, depth)
    elif "/MCID" in kid:
        yield from _lines(int(kid.MCID), pages, kid.Pg.objgen, depth)
    elif "/S" in kid:
        page = kid.Pg.objgen if "/Pg" in kid else page
        name = f" <{kid.ID}>" if "/ID" in kid else ""
        yield f"{margin}{str(kid.S)[1:]}{name}"
        yield from (f"{margin}   {attribute}" for attribute in _attributes(kid))
        yield from _lines(kid.K, pages, page, depth + 1) if "/K" in kid else ()


def _attributes(element):
    owners = element.get("/A", pikepdf.Array())
    for owner in owners if isinstance(owners, pikepdf.Array) else [owners]:
        for key in sorted(owner.keys()):
            if key not in ("/O", "/BBox", "/Placement", "/Summary"):
                yield f"{key} {owner[key]}"


#: Elements inside a line; all others begin one of their own.
INLINE = {"Span", "Link", "Reference", "Quote"}


def heard(pdf):
    """The text of each block with text of its own, in reading order, with no space that the PDF does not show."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        texts = _heard(tree.read(opened), lambda mark: pages[mark.page].shown[mark.mcid].text, [""])
        return [" ".join(text.split()) for text in texts if text.strip()]


def _heard(element, shown, texts):
    """Add an element's texts, the last one of which may go on behind it."""
    if element.actual is not None:
        texts[-1] += element.actual.replace("\N{SOFT HYPHEN}", "")
        return texts
    for child in element.children:
        if isinstance(child, tree.Marked):
            texts[-1] += shown(child)
        elif isinstance(child, tree.Element):
            inline = child.kind in INLINE
            if not inline:
                texts.append("")
            _heard(child, shown, texts)
            if not inline:
                texts.append("")
    return texts


def part(text):
    """An expected piece of a structure, without the indentation that it has in the test."""
    lines = text.strip("\n").splitlines()
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return [line[margin:] for line in lines if line.strip()]


def pieces(structure, expected):
    """How many times a piece stands in a structure, at any depth."""
    wanted = part(expected)
    lines = structure.splitlines()
    count = 0
    for at, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        found = [other[depth:] if not other[:depth].strip() else None for other in lines[at : at + len(wanted)]]
        count += found == wanted
    return count


def has(structure, expected):
    """Assert that a piece stands in a structure once."""
    assert pieces(structure, expected) == 1, structure
