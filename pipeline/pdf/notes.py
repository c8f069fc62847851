"""Footnotes: a name of its own for each, its number as a label, and the link from it back to the text."""

from __future__ import annotations

from pikepdf import Name

from pipeline.pdf import links
from pipeline.pdf.draft import Draft
from pipeline.pdf.tree import Annotated, Element, Marked, ObjectId


def mend(draft: Draft) -> None:
    """Mend all notes, and describe the links to and from them (PDF/UA-1, 7.9)."""
    free = list(draft.unowned())
    _join(draft)
    notes = [element for element in draft.document.walk() if element.kind == "Note"]
    numbers: dict[str, Element] = {}
    for at, note in enumerate(notes, 1):
        note.name = note.name or f"note-{at}"
        label = _label(draft, note)
        if label is None:
            continue
        number = draft.text(label)
        numbers[number] = label
        back = _back_link(draft, free, label, number)
        if back is not None:
            free.remove(back)
            label.children = [Element("Link", children=[*label.children, Annotated(back)], page=label.page)]
        for annotation in label.annotations():
            links.set_description(draft, annotation, draft.labels.back.format(number=number))
    _describe_marks(draft, numbers)


def _join(draft: Draft) -> None:
    """Make one note of those that LibreOffice makes of a note that goes on at the foot of the next page.

    What goes on is in the first, or in a note of its own without a number; or that one is empty.
    """
    begun: Element | None = None
    for parent in list(draft.document.walk()):
        for note in [child for child in parent.elements() if child.kind == "Note"]:
            numbered = _label(draft, note) is not None
            marks = [mark for element in note.walk() for mark in element.children if isinstance(mark, Marked)]
            began = begun.page if begun is not None else None
            if begun is not None and began is not None and not numbered and all(mark.page > began for mark in marks):
                begun.children += note.children
                parent.children = [child for child in parent.children if child is not note]
            elif numbered:
                begun = note


def _label(draft: Draft, note: Element) -> Element | None:
    """The note's number as a label before its text; None when the note does not begin with a number."""
    known = next((element for element in note.walk() if element.kind == "Lbl"), None)
    if known is not None:
        return known
    first = next(iter(note.elements()), None)
    if first is None or not first.children or not isinstance(first.children[0], Marked):
        return None
    mark = first.children[0]
    if not draft.mark_text(mark).strip().isdecimal():
        return None
    label = Element("Lbl", children=[mark], page=mark.page)
    del first.children[0]
    note.children.insert(0, label)
    return label


def _back_link(draft: Draft, free: list[ObjectId], label: Element, number: str) -> ObjectId | None:
    """The link on the note's number, which LibreOffice leaves outside the tags."""
    for annotation in free:
        if draft.annotation_pages[annotation] == label.page:
            shown = str(draft.annotations[annotation].get(Name.Contents, "")).strip()
            if shown == number and isinstance(draft.target(annotation), int):
                return annotation
    return None


def _marks(draft: Draft, link: Element, label: Element) -> bool:
    """Whether a link leads to a note's label."""
    own = list(label.annotations())
    if not own:
        return any(draft.target(annotation) == label.page for annotation in link.annotations())
    return any(draft.leads_to(annotation, own[0]) for annotation in link.annotations())


def _describe_marks(draft: Draft, notes: dict[str, Element]) -> None:
    """Describe the links from the text to the notes: those that show just a note's number and lead to its page."""
    for parent in draft.document.walk():
        if parent.kind == "Lbl":
            continue
        for at, child in enumerate(parent.children):
            if not isinstance(child, Element) or child.kind != "Link":
                continue
            number = draft.text(child)
            label = notes.get(number)
            if label is None or not _marks(draft, child, label):
                continue
            for annotation in child.annotations():
                links.set_description(draft, annotation, draft.labels.note.format(number=number))
            if parent.kind != "Reference":
                parent.children[at] = Element("Reference", style="note", children=[child], page=child.page)
