"""Numbers of a template's own lists, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from types import SimpleNamespace

from lxml import etree

from pipeline.approval.gate.template_lists import TemplateLists

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at, text, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = f"""<w:numbering {SPACE}>
<w:abstractNum w:abstractNumId="7">{level(0, "%1.", 3)}{level(1, "%1.%2")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>""".encode()


def labels(*paragraphs):
    """What stands before paragraphs, each given by its numbering's id and level."""
    template = SimpleNamespace(member={"word/numbering.xml": NUMBERING}.get)
    lists = TemplateLists(template, etree.fromstring(NUMBERING))
    form = '<w:p {}><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr></w:p>'
    return [lists.label(etree.fromstring(form.format(SPACE, at, number))) for number, at in paragraphs]


def test_a_list_begins_with_its_start_and_levels_below_begin_anew():
    assert labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["3.", "3.1", "3.2", "4.", "4.1"]


def test_a_numbering_that_starts_anew_does_so_once():
    assert labels((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)) == ["3.", "4.", "1.", "2.", "3."]


def test_a_paragraph_without_a_known_numbering_has_no_number():
    assert labels((0, 0), (9, 0), (1, 5)) == ["", "", ""]
