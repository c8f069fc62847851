"""The communication plan: its text, lists, activity table and month overview."""

import pytest

from pipeline.content.model import CrossReference, Figure, ItemList
from tests.kinds.plan_inputs import Plans, grid, headings, tables, words

FOLDER, KIND = "return-communication-plan-2008", "communication-plan"


@pytest.fixture
def plans(tmp_path):
    return Plans(tmp_path).with_folder(FOLDER)


def after(blocks, label, kind):
    """The first block of a kind in the section with that label."""
    start = next(index for index, block in enumerate(blocks) if getattr(block, "label", None) == label)
    return next(block for block in blocks[start:] if isinstance(block, kind))


def test_the_sections_stand_in_order_and_the_activity_plan_on_its_own_pages(plans):
    document = plans.compose(FOLDER, KIND)
    assert [text for level, text in headings(document.parts["body"]) if level == 1] == [
        "Syfte",
        "Mål",
        "Ansvar för genomförandet",
        "Utgångspunkter",
        "Målgrupper i prioritetsordning",
        "Informationskanaler",
    ]
    assert headings(document.parts["activities"])[0] == (1, "Aktivitetsplan")


def test_audiences_are_a_numbered_list_in_order_of_priority(plans):
    audiences = after(plans.compose(FOLDER, KIND).parts["body"], "sec-malgrupper", ItemList)
    assert audiences.ordered
    assert [words(item.children) for item in audiences.items] == [
        "Berörda chefer och medarbetare",
        "Övriga medarbetare på verket",
        "Berörda myndigheter och organisationer",
        "Allmänheten via medier",
    ]


def test_internal_and_external_channels_stand_in_their_own_sections(plans):
    body = plans.compose(FOLDER, KIND).parts["body"]
    internal = after(body, "sec-interna-kanaler", ItemList)
    external = after(body, "sec-externa-kanaler", ItemList)
    assert len(internal.items) == 8
    assert [words(item.children) for item in external.items] == [
        "Webbsidan",
        "Intervjuer i media",
        "Journalistseminarier",
        "Externa seminarier",
    ]
    text = " ".join(words(block) for block in body)
    assert "Enstaka aktiviteter använder dessutom andra vägar: Verksnytt, muntlig information och utskick." in text


def test_activities_span_their_rows(plans):
    table = tables(plans.compose(FOLDER, KIND).parts["activities"])[0]
    assert [row.cells[0].rows for row in table.rows if len(row.cells) == 5] == [3, 3]
    assert grid(table)[1] == [
        "Information om att handlingsplanen är fastställd",
        "Allmänheten och frivilligorganisationer",
        "Webbsidan (artikel)",
        "30 april",
        "Informationsenheten",
    ]
    assert grid(table)[2][2] == "Muntlig information och utskick"


def test_the_month_overview_says_in_words_when_an_activity_goes_on(plans):
    table = tables(plans.compose(FOLDER, KIND).parts["activities"])[1]
    assert table.style == "calendar"
    assert [words(cell.children) for cell in table.header[0].cells[2:]] == ["April 2008", "Maj 2008", "Juni 2008"]
    assert [row[2:] for row in grid(table)] == [["30", "", ""]] * 3 + [["", "hela", "hela"]] * 2 + [["", "hela", ""]]
    for cell in (cell for row in table.rows for cell in row.cells):
        assert cell.tone is None or cell.children


def test_part_of_a_month_is_shown_as_days(plans):
    plans.change(f"{FOLDER}/activities.csv", "2008-05-01;2008-05-31", "2008-05-12;2008-06-06")
    assert grid(tables(plans.compose(FOLDER, KIND).parts["activities"])[1])[-1][2:] == ["", "12–31", "1–6"]


def test_faults_of_all_files_come_together(plans):
    plans.change(f"{FOLDER}/activities.csv", "Berörda medarbetare", "Berörda medarbetarna")
    plans.change(f"{FOLDER}/text/20-malgrupper.md", "Målgrupperna", "Målgrupperna <b>")
    assert plans.faults(FOLDER, KIND) == [
        ("I350", f"{FOLDER}/activities.csv", 6),
        ("I200", f"{FOLDER}/text/20-malgrupper.md", 3),
    ]


def test_broken_lists_do_not_make_every_activity_wrong(plans):
    plans.change(f"{FOLDER}/channels.csv", "Typ", "Typp")
    assert {(code, file) for code, file, _ in plans.faults(FOLDER, KIND)} == {("I127", f"{FOLDER}/channels.csv")}


@pytest.mark.parametrize("label", ["sec-malgrupper", "sec-interna-kanaler", "sec-aktiviteter", "sec-aktivitetsplan"])
def test_a_missing_section_is_named(plans, label):
    for path in (plans.root / "inputs" / FOLDER / "text").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"{{#{label}}}", ""), encoding="utf-8")
    with pytest.raises(Exception, match=f"#{label}"):
        plans.compose(FOLDER, KIND)


def overview(document):
    return next(block for block in document.parts["activities"] if isinstance(block, Figure))


def test_the_activities_are_shown_as_bars_with_the_month_table_as_their_numbers(plans):
    document = plans.compose(FOLDER, KIND)
    figure = overview(document)
    assert words(figure.caption) == "När aktiviteterna pågår"
    assert [node.label for node in figure.notes[0].children if isinstance(node, CrossReference)] == [
        tables(document.parts["activities"])[1].label
    ]
    assert figure.picture.width == 237
    assert figure.alt == (
        "Aktivitetsöversikt: När aktiviteterna pågår. Sex aktiviteter under tiden 30 april–30 juni 2008. "
        "Information om att handlingsplanen är fastställd: All personal 30 april 2008; "
        "Allmänheten och frivilligorganisationer 30 april 2008; Berörda myndigheter 30 april 2008. "
        "Förankring av handlingsplanen: Enhetschefer i berörda VO 1 maj–30 juni 2008; "
        "Berörda medarbetare 1 maj–30 juni 2008; All personal 1–31 maj 2008."
    )


def test_many_activities_are_shown_in_several_pictures(plans):
    line = ";All personal;Verksnytt;30 april;Informationsenheten;2008-04-30;2008-04-30\n"
    more = "".join(f"Aktivitet {at}{line}" for at in range(40))
    path = plans.root / "inputs" / FOLDER / "activities.csv"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    figures = [block for block in plans.compose(FOLDER, KIND).parts["activities"] if isinstance(block, Figure)]
    assert len(figures) > 2
    assert words(figures[1].caption).endswith(f"(del 2 av {len(figures)})")
    assert [figure.label for figure in figures if figure.label] == ["fig-aktiviteter"]
