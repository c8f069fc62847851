"""Running headers and footers, as such; what is painted without meaning, as artifacts."""

from __future__ import annotations

from pikepdf import Name

from pipeline.pdf.draft import Draft
from pipeline.pdf.tree import Element, Marked


def mend(draft: Draft) -> None:
    """Name the headers and footers, and give every sequence the tag of its element."""
    tags: list[dict[int, str]] = [{} for _ in draft.pages]
    for element in draft.document.walk():
        for child in element.children:
            if isinstance(child, Marked):
                tags[child.page][child.mcid] = element.kind
    top, bottom = draft.source.margins
    for number, content in enumerate(draft.pages):
        height = float(draft.pdf.pages[number].obj.MediaBox[3])
        for artifact in content.artifacts:
            kind = _margin(artifact.height, height - top, bottom)
            if kind is not None and artifact.shown.text.strip():
                content.make_running(artifact, kind)
        content.retag(tags[number])
        for mcid in content.shown.keys() - tags[number].keys():
            if not content.shown[mcid].text.strip():
                content.make_artifact(mcid)


def _margin(height: float | None, top: float, bottom: float) -> str | None:
    """The margin that a baseline at this height lies in: Header, Footer or neither."""
    if height is None or bottom <= height <= top:
        return None
    return "Header" if height > top else "Footer"


def read_in_order(draft: Draft) -> None:
    """Give what is shown in another order than it is read its text as a replacement (ISO 32000-1, 14.9.4)."""
    for element in list(draft.document.walk()):
        for at, child in enumerate(element.children):
            if isinstance(child, Marked) and element.actual is None:
                shown = draft.pages[child.page].shown.get(child.mcid)
                if shown is not None and shown.disordered:
                    element.children[at] = Element("Span", children=[child], page=child.page, actual=shown.text)


def tab_order(draft: Draft) -> None:
    """Let the keyboard go through each page in the order of the tags (PDF/UA-1, 7.18.3)."""
    for page in draft.pdf.pages:
        page.obj.Tabs = Name.S
