"""Lists in lists: what LibreOffice tags as many lists on one level is put together by the styles of the Word file."""

from types import SimpleNamespace

import pytest

from pipeline.pdf import nesting
from pipeline.pdf.tree import Element


def item(style, label, text):
    paragraph = Element("P", style, actual=text)
    return Element("LI", children=[Element("Lbl", actual=label), Element("LBody", children=[paragraph])])


def one(style, label, text):
    return Element("L", children=[item(style, label, text)])


def nested(*children):
    document = Element("Document", children=list(children))
    draft = SimpleNamespace(document=document, text=lambda element: element.actual)
    nesting.mend(draft)
    return list(lines(document.children))


def lines(children, depth=0):
    for child in children:
        if child.kind == "L":
            yield f"{'  ' * depth}L"
            yield from lines(child.children, depth + 1)
        elif child.kind == "LI":
            label = next((inner.actual for inner in child.elements() if inner.kind == "Lbl"), "")
            yield f"{'  ' * depth}{label}"
            yield from lines((inner for inner in child.elements() if inner.kind != "Lbl"), depth)
        elif child.kind == "LBody":
            yield from lines(child.children, depth + 1)
        else:
            yield f"{'  ' * depth}{child.actual}"


def test_bullets_below_numbers_stand_in_the_item_that_they_belong_to():
    assert nested(
        one("list number", "1.", "ett"),
        one("list bullet 2", "–", "under"),
        one("list number 3", "i)", "längst in"),
        one("list bullet 2", "–", "under igen"),
        one("list number", "2.", "två"),
    ) == ["L", "  1.", "    ett", "    L", "      –", "        under", "        L", "          i)",
          "            längst in", "      –", "        under igen", "  2.", "    två"]  # fmt: skip


def test_libreoffices_own_names_of_the_styles_mean_the_same():
    assert nested(
        one("numbering 1", "1.", "ett"),
        Element("P", "list 1 cont.", actual="mer om ett"),
        one("list 2", "–", "under"),
        Element("P", "list 2 cont.", actual="mer om under"),
        one("numbering 3", "i)", "längst in"),
        one("numbering 1", "2.", "två"),
    ) == ["L", "  1.", "    ett", "    mer om ett", "    L", "      –", "        under", "        mer om under",
          "        L", "          i)", "            längst in", "  2.", "    två"]  # fmt: skip


def test_an_items_further_paragraph_belongs_to_it_and_does_not_end_the_list():
    assert nested(
        one("list bullet", "•", "ett"),
        Element("P", "list continue", actual="mer om ett"),
        one("list bullet", "•", "två"),
    ) == ["L", "  •", "    ett", "    mer om ett", "  •", "    två"]


def test_a_paragraph_of_the_text_ends_all_lists():
    assert nested(
        one("list bullet", "•", "ett"), Element("P", "text body", actual="text"), one("list bullet", "•", "två")
    ) == ["L", "  •", "    ett", "text", "L", "  •", "    två"]


def test_what_goes_on_without_an_item_stays_a_paragraph():
    assert nested(Element("P", "list continue 2", actual="ensam")) == ["ensam"]


@pytest.mark.parametrize("first", ["1.", "a)", "i)"])
def test_a_list_that_numbers_anew_is_a_list_of_its_own(first):
    assert nested(one("list number", "2.", "två"), one("list number", first, "ett")).count("L") == 2


def test_the_ninth_letter_is_no_new_list_of_roman_numbers():
    assert nested(one("list number 2", "h)", "åtta"), one("list number 2", "i)", "nio")).count("L") == 1


def test_numbers_after_bullets_on_one_level_are_another_list():
    assert nested(one("list bullet", "•", "ett"), one("list number", "1.", "två")).count("L") == 2


def test_a_list_that_is_nested_already_stays_so():
    outer = one("list bullet", "•", "ett")
    outer.children[0].children[1].children.append(one("list bullet 2", "–", "under"))
    expected = ["L", "  •", "    ett", "    L", "      –", "        under"]
    assert nested(outer) == expected


def test_lists_in_styles_of_other_names_are_left_as_they_are():
    outer = one("punktlista", "•", "ett")
    assert nested(outer, one("punktlista", "•", "två")) == ["L", "  •", "    ett", "L", "  •", "    två"]
