"""Pages of small trees: what readers rely on in each kind of node, and what an author's edition adds."""

import ast
import json
import subprocess
import sys
from datetime import date

import pytest

from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.content.heading_numbers import NumberedStyle
from pipeline.content.model import (
    Cell,
    Column,
    CrossReference,
    Footnote,
    FootnoteMark,
    Heading,
    ItemList,
    Link,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    Value,
)
from pipeline.faults import FaultError
from pipeline.html.downloads import Download
from pipeline.html.escaping import Html
from pipeline.html.marks import Mark, Stretch
from tests.html.pages import HERE, ROOT, one, page, parsed, variables


def words(text, **changed):
    return Paragraph((Text(text, **changed),), origin=HERE)


def refer(label):
    return Paragraph((CrossReference(label),))


def cell(text, **changed):
    return Cell((words(text),), **changed)


def test_a_page_has_its_landmarks_a_title_and_a_way_past_what_stands_before_the_text():
    root = parsed(page(Heading(1, (Text("A"),)), words("b")))
    assert [element.tag for element in root.find("body") if isinstance(element.tag, str)] == [
        "a",
        "header",
        "main",
        "footer",
        "script",
    ]
    assert root.xpath("//a[@class='skip']/@href") == ["#text"]
    assert [h1.text for h1 in root.xpath("//h1")] == ["Rapport om något"]
    assert root.xpath("//link[@rel='icon']/@href") == ["data:,"], (
        "else Firefox asks the server for one, and the policy complains"
    )
    assert one(root, "//title").text == "Rapport om något – Exempelverket"
    assert (root.get("lang"), root.get("dir")) == ("sv-SE", "ltr")


def test_headings_are_numbered_level_by_level_and_lead_to_themselves():
    blocks = [
        Heading(1, (Text("Ett"),)),
        Heading(2, (Text("Ett ett"),)),
        Heading(1, (Text("Förord"),), numbered=False),
        Heading(1, (Text("Två"),)),
        Heading(2, (Text("Två ett"),)),
        Heading(5, (Text("Aldrig"),)),
    ]
    root = parsed(page(*blocks))
    shown = [
        (heading.tag, heading.text_content())
        for heading in root.xpath("//div[@id='text']/div[contains(@class, 'heading')]/*[1]")
    ]
    assert shown == [
        ("h2", "1 Ett"),
        ("h3", "1.1 Ett ett"),
        ("h2", "Förord"),
        ("h2", "2 Två"),
        ("h3", "2.1 Två ett"),
        ("h6", "Aldrig"),
    ]
    for link in root.xpath("//a[@class='anchor']"):
        assert link.get("href") == f"#{link.getprevious().get('id')}"
        assert link.get("aria-label") == f"Länk till avsnittet {link.getprevious().text_content()}"


def test_headings_of_the_same_words_have_places_of_their_own():
    root = parsed(page(*(Heading(1, (Text(text),)) for text in ("Mål", "Mål", "Text", "notes", "ref-1", "***"))))
    ids = root.xpath("//h2/@id")
    assert ids[:2] == ["mal", "mal-2"]
    assert len(set(ids)) == len(ids) == 6
    assert root.xpath("count(//*[@id='text'])") == 1


def test_no_heading_or_label_takes_an_id_that_the_page_has_itself():
    tables = [
        Table((Column(),), (), (Row((cell("1"),)),), (Text("A"),), label, summary="Visar a.")
        for label in ("tbl-a", "tbl-a-caption", "tbl-a-summary")
    ]
    said = ("Files", "Trace 1", "Finding 1", "Author state", "Ref 1", "Note 1", "Table 1", "Contents")
    mark = Paragraph((FootnoteMark("x"),))
    blocks = (*(Heading(1, (Text(text),)) for text in said), *tables, mark)
    downloads = (Download("a.pdf", "PDF", 1),)
    root = parsed(page(*blocks, downloads=downloads, footnotes={"x": Footnote("x", (words("Not."),))}))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not {"trace-1", "finding-1", "author-state"} & set(ids)


def test_a_heading_that_runs_from_right_to_left_stands_at_the_right_with_its_link():
    root = parsed(page(Heading(1, (Text("مرحبا بكم", language="ar"),))))
    assert root.xpath("//div[contains(@class, 'heading')]/@dir") == ["rtl"]


def test_the_contents_list_stands_beside_the_text_and_folded_above_it():
    blocks = [Heading(2, (Text("Först"),)), Heading(1, (Text("Ett"),)), Heading(3, (Text("Djupt"),))]
    root = parsed(page(*blocks))
    for holder in ("//nav[@class='contents']", "//details[@class='contents']"):
        assert one(root, holder).xpath(".//a/@href") == ["#forst", "#ett", "#djupt"]
    assert one(root, "//details[@class='contents']").get("open") is None
    named = root.xpath("//nav[@class='contents' or details]/@aria-label")
    assert named == ["contents", "contents"], "a landmark at every width; the style shows one of the two"
    assert parsed(page(words("utan rubriker"))).xpath("//nav[@class='contents']") == []


def test_a_footnote_cited_twice_is_two_notes_each_with_its_way_back():
    mark = FootnoteMark("lag", HERE)
    note = {"lag": Footnote("lag", (words("Lagen."), words("Mer.")), HERE)}
    root = parsed(page(Paragraph((Text("a"), mark, mark)), footnotes=note))
    assert [a.get("aria-label") for a in root.xpath("//a[@role='doc-noteref']")] == ["Fotnot 1", "Fotnot 2"]
    assert [sup.text_content() for sup in root.xpath("//sup[@class='noteref']")] == ["1", ",2"]
    assert root.xpath("//section[@role='doc-endnotes']//li/@id") == ["note-1", "note-2"]
    assert root.xpath("//a[@role='doc-backlink']/@href") == ["#ref-1", "#ref-2"]


def test_a_footnote_in_a_link_stands_behind_it_as_no_link_can_hold_another():
    link = Link("https://example.se/", (Text("här"), FootnoteMark("x")))
    root = parsed(page(Paragraph((link,)), footnotes={"x": Footnote("x", (words("Not."),))}))
    assert root.xpath("//a[@href='https://example.se/']//a") == []
    assert root.xpath("//p[a/@href='https://example.se/']/sup/a/text()") == ["1"]


def test_references_say_and_lead_to_what_they_mean():
    table = Table((Column(),), (Row((cell("År"),)),), (Row((cell("1"),)),), (Text("Åren"),), "tbl-ar")
    heading = Heading(1, (Text("Bakgrund"),), numbered=False, label="sec-bak")
    text = Paragraph((CrossReference("tbl-ar"), Text(" och "), CrossReference("sec-bak"), CrossReference("Tbl-ar")))
    root = parsed(page(heading, table, text))
    assert [(a.text, a.get("href")) for a in root.xpath("//a[@class='reference']")] == [
        ("tabell\u00a01", "#tbl-ar"),
        ("avsnittet ”Bakgrund”", "#sec-bak"),
        ("Tabell\u00a01", "#tbl-ar"),
    ]


def test_a_reference_to_a_number_with_a_full_stop_says_the_number_alone():
    headings = {(1, True): NumberedStyle(0, 0, "%1.", ("decimal",))}
    root = parsed(page(Heading(1, (Text("Mål"),), label="sec-mal"), refer("sec-mal"), headings=headings))
    assert one(root, "//h2").text_content() == "1. Mål"
    assert one(root, "//a[@class='reference']").text == "avsnitt\u00a01"


def test_a_table_has_caption_unit_spans_scopes_and_its_total():
    made = Table(
        columns=(Column(2), Column(1, "decimal"), Column(1, "decimal")),
        header=(
            Row((Cell((), rows=2), cell("Antal", columns=2))),
            Row((cell("2022"), cell("2023"))),
        ),
        rows=(
            Row((cell("Kvinnor", header=True), cell("1,25"), cell("2", tone="good"))),
            Row((cell("Alla", header=True), cell("3"), cell("4"))),
        ),
        caption=(Text("De sökande"),),
        label="tbl-sok",
        notes=(Paragraph((Text("Källa: x."),), "note"),),
        summary="Visar sökande.",
        total=True,
        unit="antal",
    )
    root = parsed(page(made))
    table = one(root, "//div[@id='tbl-sok']//table")
    assert table.find("caption").text_content() == "Tabell\u00a01. De sökandeAntal"
    assert [(c.tag, c.get("scope"), c.get("colspan"), c.get("rowspan")) for c in table.xpath("thead/tr/*")] == [
        ("td", None, None, "2"),
        ("th", "col", "2", None),
        ("th", "col", None, None),
        ("th", "col", None, None),
    ]
    assert table.xpath("tbody/tr[1]/th/@scope") == ["row"]
    assert table.xpath("tbody/tr/@class") == ["total"]
    assert [c.get("class") for c in table.xpath("tbody/tr[1]/td")] == ["figure", "figure tone-good"]
    assert table.xpath("tbody/tr[2]/td[1]/@style"), "a number without decimals stands further in"
    assert one(root, "//p[@id='tbl-sok_summary']").text == "Visar sökande."
    assert table.get("aria-describedby") == "tbl-sok_summary"
    assert root.xpath("//div[@id='tbl-sok']/p[@class='note']/text()") == ["Källa: x."]


def test_languages_and_directions_are_marked():
    root = parsed(page(words("مرحبا بكم", language="ar"), Paragraph((Text("se "), Text("you", language="en")))))
    assert root.xpath("//p[@dir='rtl']/span[@lang='ar' and @dir='rtl']/text()") == ["مرحبا بكم"]
    assert root.xpath("//span[@lang='en' and not(@dir)]/text()") == ["you"]


def test_what_runs_from_right_to_left_does_so_in_lists_cells_and_notes_too():
    arabic = Paragraph((Text("مرحبا بكم", language="ar"),))
    table = Table((Column(),), (), (Row((Cell((arabic,)),)), Row((cell("ett"),))), notes=(arabic, words("två")))
    root = parsed(page(ItemList((ListItem((arabic,)), ListItem((words("tre"),)))), table))
    text = "//div[@id='text']"
    assert root.xpath(f"{text}//li/@dir | {text}//td/@dir | {text}//p[@class='note']/@dir") == ["rtl"] * 3


def test_lists_number_from_where_they_begin_and_nest():
    inner = ItemList((ListItem((words("under"),)),))
    made = ItemList((ListItem((words("a"), inner)), ListItem((words("b"), words("mer")))), ordered=True, start=4)
    root = parsed(page(made))
    assert root.xpath("//div[@id='text']/ol/@start") == ["4"]
    assert root.xpath("//ol/li[1]/ul/li/text()") == ["under"]
    assert root.xpath("//ol/li[2]/p/text()") == ["b", "mer"]


def test_paragraphs_that_are_quoted_after_each_other_are_one_quotation():
    quoted = [Paragraph((Text(text),), "quote") for text in "ab"]
    assert [p.text for p in one(parsed(page(words("x"), *quoted, words("y"))), "//blockquote").iter("p")] == ["a", "b"]


def test_a_draft_says_so_and_a_final_document_does_not():
    final = variables()["document"] | {"draft": False, "draft_mark": ""}
    assert "UTKAST" in parsed(page(words("a"))).find("body").text_content()
    made = page(words("a"), document=final, metadata={"draft": False})
    assert "UTKAST" not in made
    assert "creativeWorkStatus" not in made, "it is neither a draft nor adopted"


def test_machines_are_told_whether_it_is_a_draft_or_adopted_when_and_under_what_number():
    version = AdoptedVersion("2", "1.3.1-2024-1-7", "Stab/009/2024", date(2024, 6, 25), "A. B., generaldirektör")

    def told(**about):
        root = parsed(page(words("a"), metadata=about))
        report = json.loads(one(root, "//script[@type='application/ld+json']").text)
        names = ("creativeWorkStatus", "dateCreated", "datePublished", "version", "identifier")
        return [*(report.get(name) for name in names), *root.xpath("//meta[@name='dcterms.dateAccepted']/@content")]

    assert told() == ["Draft", "2024-06-19", None, None, None]
    assert told(draft=False) == [None, "2024-06-19", None, None, None]
    adopted = told(draft=False, adoption=Adoption(version))
    assert adopted == ["Published", "2024-06-19", "2024-06-25", "2", "1.3.1-2024-1-7", "2024-06-25"]


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [
        (500, "sv-SE", "1\u00a0kB"),
        (145_204, "sv-SE", "145\u00a0kB"),
        (1_250_000, "sv-SE", "1,2\u00a0MB"),
        (2_000_000, "en", "2.0\u00a0MB"),
    ],
)
def test_files_are_named_once_on_the_cover_with_their_sizes_as_people_write_them(size, language, shown):
    made = page(words("a"), downloads=(Download("a.pdf", "PDF", size),), metadata={"language": language})
    root = parsed(made)
    assert root.xpath("//*[@class='cover']/nav[@class='downloads']//a/text()") == [f"PDF ({shown})"]
    assert root.xpath("//body//a[@href='a.pdf']/text()") == [f"PDF ({shown})"]


@pytest.mark.parametrize(
    ("language", "skip"),
    [
        ("nb-NO", "Til teksten"),
        ("no", "Til teksten"),
        ("fi", "Siirry tekstiin"),
        ("en-GB", "Skip to the text"),
        ("ar", "Skip to the text"),
    ],
)
def test_the_page_s_own_words_are_in_the_document_s_language(language, skip):
    root = parsed(page(words("a"), metadata={"language": language}))
    assert one(root, "//a[@class='skip']").text == skip
    assert root.get("dir") == ("rtl" if language == "ar" else "ltr")


def test_what_cannot_be_written_is_told_all_at_once():
    blocks = [
        Paragraph((CrossReference("sec-x", HERE), FootnoteMark("y", HERE), Link("ftp://a", (Text("z"),), HERE))),
        Table((Column(), Column()), (), (Row((cell("en"),)),), origin=HERE),
    ]
    with pytest.raises(FaultError) as caught:
        page(*blocks)
    assert [fault.code for fault in caught.value.faults] == ["T205", "T206", "T209", "T217"]


class Notes:
    """An author's edition: a button around each value, a remark beside each paragraph."""

    script, asking = "", False

    def stretches(self, node):
        if not isinstance(node, Value):
            return ()
        mark = Mark(Html('<button type="button" popovertarget="t1">'), Html("</button>"))
        return (Stretch(0, len(node.text), mark=mark),)

    def cell(self, cell):
        return Mark(Html("<b>"), Html("</b>"))

    def in_cell(self, cell):
        return Html()

    def variables(self, variables):
        return variables

    def settled(self, shell):
        return shell

    def block(self, block):
        return Html('<aside class="finding">lång mening</aside>') if isinstance(block, Paragraph) else Html()

    def head(self):
        return Html("<style>.finding { color: red }</style>")

    def top(self):
        return Html('<div id="findings">1 anmärkning</div>')

    def end(self):
        return Html('<div id="t1" popover>trace</div><script>1</script>')


def test_an_author_s_edition_has_marks_notes_and_a_list_and_the_published_one_has_nothing_of_it():
    blocks = (
        Paragraph((Text("Det var "), Value("63 procent", "a.b", HERE, (HERE,)))),
        Table((Column(),), (), (Row((cell("1"),)),)),
    )
    mine, published = parsed(page(*blocks, marks=Notes())), parsed(page(*blocks))
    (button,) = mine.xpath("//p/button")
    assert button.text == "63 procent"
    assert one(mine, "//div[@id='t1']").getprevious().tag == "script"
    assert len(mine.xpath("//aside[@class='finding']")) == 1
    assert mine.xpath("//td/b/text()") == ["1"]
    assert mine.xpath("//div[@id='findings']")
    assert not published.xpath("//button | //aside | //*[@popover] | //*[@id='findings']")
    assert len(published.xpath("//script[not(@type)]")) == len(mine.xpath("//script[not(@type)]")) - 1


def test_the_same_document_gives_the_same_bytes_whatever_the_hash_seed():
    code = "import sys; from tests.html.test_edition import sample; sys.stdout.buffer.write(sample())"
    made = set()
    for seed in ("1", "2"):
        command, env = [sys.executable, "-c", code], {"PYTHONHASHSEED": seed, "PATH": ""}
        made.add(subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout)
    assert len(made) == 1
    assert b"</html>" in made.pop()


def sample():
    note = {"x": Footnote("x", (words("Not."),))}
    return page(Heading(1, (Text("A"),)), Paragraph((Text("b"), FootnoteMark("x"))), footnotes=note).encode()


def test_the_writer_of_pages_knows_nothing_of_word_files_kinds_and_the_register():
    known = set()
    for file in (ROOT / "pipeline" / "html").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            known |= {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    assert known == {"content", "faults", "figures", "html", "places", "sandbox", "sources"}
