"""references.yaml: how references are worded, and what is wrong with them."""

import pytest
from content_outline import words

from pipeline.content.references import load_references
from pipeline.faults import FaultError
from pipeline.sources.reader import Reader

FOLDER = "inputs/plan"


@pytest.fixture
def load(tmp_path):
    def load(own="", shared=None):
        for path, text in ((f"{FOLDER}/references.yaml", own), ("inputs/references.yaml", shared)):
            if text is not None:
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / path).write_text(text, "utf-8")
        return load_references(Reader(tmp_path), FOLDER)

    return load


@pytest.mark.parametrize(
    ("entry", "worded"),
    [
        (
            "{type: law, pinpoint: 5 § 4, title: förordningen (2019:502) med instruktion}",
            "5 § 4 förordningen (2019:502) med instruktion.",
        ),
        ("{type: law, title: förvaltningslagen (2017:900)}", "Förvaltningslagen (2017:900)."),
        (
            "{title: Ökad upptäckt av våld, issuer: Arbetsmarknadsdepartementet, series: A2022/00842}",
            "Arbetsmarknadsdepartementet, _Ökad upptäckt av våld_, A2022/00842.",
        ),
        (
            "{title: Makt och mål, issuer: Regeringskansliet, pinpoint: kap. 5 i, series: skr. 2016/17:10}",
            "Regeringskansliet, kap. 5 i _Makt och mål_, skr. 2016/17:10.",
        ),
        ("{title: Medarbetarskydd, dnr: 1.2.2.2-2023-8891}", "_Medarbetarskydd_, dnr 1.2.2.2-2023-8891."),
        (
            "{type: page, title: Vad är jämställdhet?, url: 'https://www.a.se/b', read: 2024-03-01}",
            "[Vad är jämställdhet?](https://www.a.se/b), läst 1 mars 2024.",
        ),
        ("{title: Plan, url: 'https://www.a.se/å'}", "[_Plan_](https://www.a.se/%C3%A5)."),
        ("{text: 'Se *planen*, [sidan](https://a.se).'}", "Se _planen_, [sidan](https://a.se)."),
    ],
)
def test_a_reference_is_worded_in_swedish_order(load, entry, worded):
    (note,) = load(f"a: {entry}").notes.values()
    assert words(note.children[0].children) == worded


def test_every_part_knows_its_line(load):
    text = "a:\n  title: T\n  issuer: I\n  dnr: '1'\n"
    (note,) = load(text).notes.values()
    assert [(node.text, node.origin.line) for node in note.children[0].children] == [
        ("I", 3),
        (", ", 2),
        ("T", 2),
        (", dnr 1.", 4),
    ]


def test_own_references_stand_beside_the_shared_ones(load):
    assert set(load("a: {title: A}", "b: {title: B}").notes) == {"a", "b"}


def test_without_files_there_is_nothing_to_cite(tmp_path):
    assert load_references(Reader(tmp_path), FOLDER).notes == {}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("{type: page, title: A, read: 2024-01-01}", "I119"),
        ("{title: A, read: 2024-01-01}", "I119"),
        ("{title: A, text: B}", "I119"),
        ("{text: B, dnr: C}", "I119"),
        ("{issuer: A}", "I119"),
        ("{type: page, title: A, url: 'https://a.se', read: 2024-13-01}", "I118"),
        ("{titel: A}", "I115"),
        ("{type: lag, title: A}", "I117"),
        ("{title: A, url: www.a.se}", "I211"),
        ("{title: A, url: 'ftp://a.se'}", "I211"),
        ("{text: 'A <b>'}", "I200"),
        ("{text: 'A [^c]'}", "I263"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(load, entry, code):
    with pytest.raises(FaultError) as caught:
        load(f"ok: {{title: O}}\na: {entry}")
    assert {(fault.code, fault.place.line) for fault in caught.value.faults} >= {(code, 2)}


def test_a_key_in_both_files_and_keys_that_cannot_be_cited_are_told(load):
    with pytest.raises(FaultError) as caught:
        load("a: {title: A}\nb c: {title: A}", "a: {title: B}")
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [("I261", 1), ("I265", 2)]
