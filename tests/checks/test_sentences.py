"""Where sentences end, and where passages stand in the files."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.names import REFERENCE_SIGN, masked
from pipeline.checks.readability import words_of
from pipeline.checks.sentences import ABBREVIATIONS, sentences


def split(text):
    return [sentence.of(text) for sentence in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Enligt 5 § 4 gäller det.",
        "Mötet börjar kl. 10.30 varje dag.",
        "Se dnr 1.3.1-2024-8647 och www.example.se om det.",
        "Bland annat, t.ex. EU-länder, m.fl. deltog.",
        "Enligt prop. 2008/09:153 och bet. 2008/09:SfU4 gäller 3 kap. 5 § utlänningslagen.",
        "Anna K. Svensson och J. R. R. Ek skrev det.",
        "Det kostade ca 5 kr. per person.",
        "”Vad är det?” frågade hon.",
        "Det var (se s. 12) nr 3.",
        f"Det visas, jfr. {REFERENCE_SIGN}, i år.",
        "Uppgifter … saknas",
        "3.1.2 står här",
        "Det gäller t.o.m. Malmö, fr.o.m. 2024.",
    ],
)
def test_one_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett. Två.", ["Ett.", "Två."]),
        ("Ja! Nej? Kanske…", ["Ja!", "Nej?", "Kanske…"]),
        ("Se 5 § 4. Nästa.", ["Se 5 § 4.", "Nästa."]),
        ("Antalet var 5. 2023 ökade det.", ["Antalet var 5.", "2023 ökade det."]),
        ("Kommuner, regioner m.fl. Staten betalar.", ["Kommuner, regioner m.fl.", "Staten betalar."]),
        ("Han sade: ”Ja.” Sedan gick han.", ["Han sade: ”Ja.”", "Sedan gick han."]),
        ("Så var det. (Mer finns i bilagan.) Slut.", ["Så var det.", "(Mer finns i bilagan.)", "Slut."]),
        ("Det gällde grupp A. Nästa grupp väntar.", ["Det gällde grupp A.", "Nästa grupp väntar."]),
        (f"Antalet ökade. {REFERENCE_SIGN} visar det.", ["Antalet ökade.", f"{REFERENCE_SIGN} visar det."]),
        ("Första raden\nandra raden", ["Första raden", "andra raden"]),
        ("Det är 1.3.1-2024-8647. Nästa.", ["Det är 1.3.1-2024-8647.", "Nästa."]),
        ("  Blanka tecken.   Runt om. ", ["Blanka tecken.", "Runt om."]),
        ("", []),
    ],
)
def test_several_sentences(text, expected):
    assert split(text) == expected


PLAIN = st.from_regex(r"[A-ZÅÄÖ][a-zåäö]{2,8}( [a-zåäö]{2,9}){0,6}", fullmatch=True).filter(
    lambda text: text.split()[-1].casefold() not in ABBREVIATIONS
)


@given(st.lists(st.tuples(PLAIN, st.sampled_from(".!?…")), min_size=1, max_size=6))
def test_sentences_put_together_come_apart_again(parts):
    written = [f"{words}{end}" for words, end in parts]
    assert split(" ".join(written)) == written


@given(st.text(alphabet="aB1 .!?…\n”()§-" + REFERENCE_SIGN, max_size=60))
def test_sentences_cover_everything_but_blanks_in_order(text):
    found = sentences(text)
    covered = {offset for sentence in found for offset in range(sentence.start, sentence.end)}
    assert all(character.isspace() for offset, character in enumerate(text) if offset not in covered)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(sentence.of(text) == sentence.of(text).strip() != "" for sentence in found)


@given(st.text(alphabet="aB19 .,:/-+@”w§se" + REFERENCE_SIGN, max_size=60))
def test_what_is_left_alone_keeps_the_length_and_every_other_character(text):
    left = masked(text)
    assert len(left) == len(text)
    assert all(one in (other, REFERENCE_SIGN) for one, other in zip(left, text, strict=True))


@pytest.mark.parametrize(
    "name",
    [
        "1.2.2.1-2021-15627",
        "Stab/009/2024",
        "11/1066-9",
        "S2021/1234",
        "2019:502",
        "2016/17:182",
        "SOU 2023:45",
        "2024-06-19",
        "202100-2163",
        "0771-235 235",
        "+46 771 235 235",
        "ISO 19005-2:2011",
        "WCAG 2.1",
        "www.migrationsverket.se/om-oss",
        "registrator@example.se",
        "”100 %”",
    ],
)
def test_names_with_numbers_are_left_alone(name):
    assert masked(f"Se {name}, nu.") == f"Se {REFERENCE_SIGN * len(name)}, nu."


@pytest.mark.parametrize(
    "text", ["2021-2023", "5 131", "-5,3", "kl. 9.00-16.00", "2030-agendan", "5.3 procent", "e-post"]
)
def test_numbers_that_are_no_names_are_looked_at(text):
    assert masked(text) == text


def test_a_number_with_its_spaces_is_one_word():
    assert words_of("Vi fick 12\u00a0345 svar – och 5,3\u00a0% nej.") == [
        "Vi",
        "fick",
        "12345",
        "svar",
        "och",
        "5,3%",
        "nej.",
    ]
