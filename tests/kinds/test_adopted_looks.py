"""What a document shows of its adoption: colophon, facts, latest changes; and that drafts show nothing of it."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.content.model import Paragraph, Table, Text
from pipeline.faults import FaultError
from pipeline.kinds.base import Agency, Inputs
from pipeline.kinds.colophon import ColophonLine, colophon
from pipeline.kinds.common import ADOPTION_KEYS, COMMON_PARTS, COMMON_VARIABLES, adoption_facts
from pipeline.kinds.labels import labels_for
from pipeline.kinds.latest_changes import LATEST_CHANGES, latest_changes
from pipeline.kinds.registry import KINDS, kind_named
from pipeline.places import Place
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings
from tests.kinds.plan_inputs import Plans

LANGUAGES = ("sv-SE", "nb-NO", "fi-FI", "en-GB")
SECOND = AdoptedVersion(
    "2", "1.3.1-2024-8647-6", "Stab/009/2024", date(2024, 6, 19), "Simon Wygler, avdelningschef", "Tabell 3 är rättad."
)
FIRST = AdoptedVersion("1", "1.3.1-2024-8647-2", "Stab/003/2024", date(2024, 4, 1), "Simon Wygler, avdelningschef")
ADOPTION = Adoption(SECOND, "Hanna Dahlqvist", ("Annika Gottberg", "Anna Ek"))


def inputs(adoption=None, history=(), language="sv-SE"):
    settings = SimpleNamespace(language=language)

    def place(*keys):
        return Place("document.yaml", line=9, column=len(keys))

    return SimpleNamespace(
        settings=settings, adoption=adoption, history=history, case_number="1.3.1-2024-8647", place=place
    )


def line(label, **keys):
    return ColophonLine.model_validate({"label": label, **keys})


def values(lines, adoption=None):
    return [row["value"] for row in colophon(inputs(adoption), lines)]


# ------------------------------------------------------------------------------------------------ the colophon


@pytest.mark.parametrize(
    ("known", "draft", "adopted"),
    [
        ("decided-by", "–", "Simon Wygler, avdelningschef"),
        ("decision-date", "–", "2024-06-19"),
        ("decision-number", "–", "Stab/009/2024"),
        ("presenter", "–", "Hanna Dahlqvist"),
        ("participants", "–", "Annika Gottberg; Anna Ek"),
        ("case-number", "1.3.1-2024-8647", "1.3.1-2024-8647"),
        ("document-number", "–", "1.3.1-2024-8647-6"),
        ("version", "–", "2"),
    ],
)
def test_a_line_says_what_the_register_knows_and_a_dash_before(known, draft, adopted):
    assert values([line("Uppgift", **{"from": known})]) == [draft]
    assert values([line("Uppgift", **{"from": known})], ADOPTION)[:1] == [adopted]


def test_a_colophon_that_says_nothing_of_the_adoption_gets_lines_for_it():
    lines = [line("Framställd av", value="Staben"), line("Diarienummer", **{"from": "case-number"})]
    assert colophon(inputs(), lines) == colophon(inputs(ADOPTION), lines)[:2]
    assert [row["label"] for row in colophon(inputs(ADOPTION), lines)[2:]] == [
        "Fastställd av",
        "Fastställd",
        "Beslutsnummer",
        "Föredragande",
        "Har också deltagit",
    ]
    assert colophon(inputs(ADOPTION), [])[0]["value"] == "Simon Wygler, avdelningschef"


def test_a_colophon_that_says_something_of_the_adoption_is_left_as_its_author_has_it():
    lines = [line("Beslut", **{"from": "decision-number"})]
    assert values(lines, ADOPTION) == ["Stab/009/2024"]


def test_what_a_line_says_in_its_author_s_words_is_not_said_twice():
    lines = [line("Beslut", value="Stab/009/2024 av Simon Wygler, avdelningschef")]
    assert values(lines, ADOPTION)[1:] == ["19 juni 2024", "Hanna Dahlqvist", "Annika Gottberg; Anna Ek"]


def test_a_line_labelled_with_the_program_s_own_term_must_be_true():
    assert values([line("Fastställd av:", value="Anna Ek")]) == ["Anna Ek"]
    with pytest.raises(FaultError) as caught:
        values([line("Fastställd av:", value="Anna Ek")], ADOPTION)
    assert [fault.code for fault in caught.value.faults] == ["R250"]


def test_what_is_planned_is_shown_in_a_draft_and_stays_when_it_came_true():
    lines = [line("Fastställd", value="19 juni 2024", **{"from": "decision-date"}), line("Enhet", value="Staben")]
    assert values(lines) == values(lines, ADOPTION) == ["19 juni 2024", "Staben"]


def test_what_did_not_come_true_is_a_fault_at_its_line():
    wrong = [
        line("Fastställd av", value="Anna Ek", **{"from": "decided-by"}),
        line("Beslut", value="Stab/008/2024", **{"from": "decision-number"}),
    ]
    assert values(wrong) == ["Anna Ek", "Stab/008/2024"]
    with pytest.raises(FaultError) as caught:
        values(wrong, ADOPTION)
    assert [fault.code for fault in caught.value.faults] == ["R250", "R250"]
    assert {fault.place.line for fault in caught.value.faults} == {9}
    assert "--by" in "".join(fault.todo for fault in caught.value.faults)


def test_a_presenter_that_was_planned_and_not_given_is_a_fault_and_an_open_line_goes():
    nobody = replace(ADOPTION, presenter="", participants=())
    assert values([line("Föredragande", **{"from": "presenter"})], nobody) == []
    with pytest.raises(FaultError) as caught:
        values([line("Föredragande", value="Anna Ek", **{"from": "presenter"})], nobody)
    assert [fault.code for fault in caught.value.faults] == ["R251"]


def test_a_line_without_a_value_says_where_it_comes_from():
    with pytest.raises(ValueError, match="Give the line a value"):
        line("Fastställd av")
    with pytest.raises(ValueError, match="decided-by"):
        line("Fastställd av", **{"from": "decider"})


# ------------------------------------------------------------------------------------------------ facts and changes


def test_facts_of_the_adoption_are_told_in_the_document_s_language():
    assert adoption_facts(inputs()) == []
    for language in LANGUAGES:
        labels = labels_for(language)
        told = adoption_facts(inputs(ADOPTION, language=language))
        assert [row["label"] for row in told] == [
            labels[key] for key in ("decided_by", "decision_date", "decision_number", "presenter", "participants")
        ]
        assert all(row["value"] for row in told)
    assert [row["label"] for row in adoption_facts(inputs(Adoption(SECOND)))][3:] == []


def cells(table):
    return [
        ["".join(text.text for text in cell.children[0].children) for cell in row.cells]
        for row in (*table.header, *table.rows)
    ]


def test_the_latest_changes_begin_with_the_version_that_is_adopted():
    (table,) = latest_changes(inputs(ADOPTION, (FIRST,)))
    assert cells(table) == [
        ["Version", "Datum", "Beslut", "Ändring"],
        ["2", "2024-06-19", "Stab/009/2024", "Tabell 3 är rättad."],
        ["1", "2024-04-01", "Stab/003/2024", "Första versionen"],
    ]
    assert table.summary


def test_a_draft_tells_of_earlier_versions_only_and_a_first_version_of_none():
    (table,) = latest_changes(inputs(None, (SECOND, FIRST)))
    assert [row[0] for row in cells(table)] == ["Version", "2", "1"]
    assert latest_changes(inputs(ADOPTION)) == latest_changes(inputs()) == ()


def test_a_later_version_that_says_nothing_of_its_changes_shows_a_dash():
    (table,) = latest_changes(inputs(Adoption(replace(SECOND, changes=" ")), (FIRST,)))
    assert cells(table)[1][3] == "–"


def test_no_rule_of_language_or_numbers_looks_at_the_latest_changes():
    (table,) = latest_changes(inputs(ADOPTION, (FIRST,)))
    texts = [text for row in table.rows for cell in row.cells for block in cell.children for text in block.children]
    assert all(isinstance(text, Text) and text.origin is None for text in texts)
    assert isinstance(table, Table)
    assert all(isinstance(block, Paragraph) and block.origin is None for block in table.rows[0].cells[0].children)


def test_every_language_has_every_label():
    names = [set(labels_for(language)) for language in LANGUAGES]
    assert names[0] == names[1] == names[2] == names[3]
    assert {name.partition(".")[2] for name in COMMON_VARIABLES if name.startswith("labels.")} <= names[0]


# ------------------------------------------------------------------------------------------------ the kinds


FOLDERS = {
    "sustainability-report": "sustainability-report-2023",
    "action-plan": "return-action-plan-2008",
    "communication-plan": "return-communication-plan-2008",
    "plan-annex": "labour-market-annex-2023",
    "action-plan-followup": "return-action-plan-2008/followups/2008-12-31",
}


def composed(tmp_path, kind, adoption, history):
    folder = FOLDERS[kind]
    root = tmp_path / f"{kind}-{adoption is None}"
    Plans(root).with_folder(folder.partition("/")[0])
    reader = Reader(root)
    found = kind_named(kind)
    settings = load_settings(reader, f"inputs/{folder}/document.yaml", found.settings)
    agency = load_settings(reader, "inputs/agency.yaml", Agency).value
    given = Inputs(
        reader=reader,
        folder=f"inputs/{folder}",
        name="it",
        settings=settings.value,
        place=settings.place,
        agency=agency,
        case_number=settings.value.case_number or "1.3.1-2024-8647",
        draft=adoption is None,
        adoption=adoption,
        history=history,
    )
    return found.compose(given)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_its_adoption_and_nothing_of_it_in_a_draft(tmp_path, kind):
    by = replace(SECOND, decided_by="Simon Wygler, t.f. avdelningschef")
    adopted = composed(tmp_path, kind, replace(ADOPTION, adopted=by), (FIRST,))
    draft = composed(tmp_path, kind, None, ())
    assert adopted.metadata.adoption is not None
    assert adopted.parts[LATEST_CHANGES]
    assert adopted.variables["adoption"]["decision_number"] == "Stab/009/2024"
    shown = [row["value"] for row in adopted.variables.get("facts", adopted.variables.get("colophon"))]
    assert {"Stab/009/2024", "Simon Wygler, t.f. avdelningschef"} <= set(shown)
    assert draft.metadata.adoption is None
    assert draft.parts[LATEST_CHANGES] == ()
    assert draft.variables["adoption"] == dict.fromkeys(ADOPTION_KEYS, "")
    if kind != "sustainability-report":  # whose colophon says what is planned
        drafted = [row["value"] for row in draft.variables.get("facts", ())]
        assert not set(drafted) & {"Stab/009/2024", "Simon Wygler, t.f. avdelningschef"}


def test_common_parts_and_variables_are_described():
    assert set(COMMON_PARTS) == {LATEST_CHANGES}
    assert all(text and not text.endswith(".") for text in (*COMMON_PARTS.values(), *COMMON_VARIABLES.values()))
