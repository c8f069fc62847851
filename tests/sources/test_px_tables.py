"""PX files become tables with their titles, notes and units; pyaxis, which is not ours, reads the same numbers."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pandas import Series
from pyaxis.data_processing import build_dataframe, get_dimensions
from pyaxis.metadata_processing import metadata_extract, metadata_split_to_dict

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.table import ColumnSpec

NAME = "folk.px"

FOLK = """CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="sv";
DECIMALS=1;
MATRIX="BE0101";
TITLE="Folkmängd efter region, kön och år";
CONTENTS="Folkmängd";
UNITS="tusental";
STUB="region","kön";
HEADING="år";
VALUES("region")="Riket",
"Norra ""län";
VALUES("kön")="män","kvinnor";
VALUES("år")="2021","2022";
TIMEVAL("år")=TLIST(A1),"2021","2022";
NOTE="Preliminära ""
"uppgifter.#Se SCB.";
NOTEX("region")="Gränser 2022.";
VALUENOTE("kön","män")="Folkbokförda.";
SOURCE="SCB";
DATA=
5243.3 5298.4
5200 "..";
"""
WHOLE = (
    FOLK.replace('""', '"')
    .replace('"Norra "', '"Norra ')
    .replace(' 5298.4\n5200 ".."', ' 5298.4\n5200.0 ".."\n"-" "."\n1 -2.55')
)


def table(inputs, text=WHOLE, **options):
    return inputs.table(text, NAME, **options)


def one_fault(inputs, text, **options):
    (fault,) = inputs.table_faults(text, NAME, **options)
    return fault


def values(found):
    return [[cell.value for cell in row.values()] for row in found.rows]


def assert_told_or_read(inputs, text):
    faults, rows = (), ("one",)
    try:
        rows = table(inputs, text, allow_duplicates=True).rows
    except FaultError as error:
        faults = error.faults
    assert rows
    assert all(fault.place and fault.place.file == NAME for fault in faults)


def test_stubs_name_the_rows_and_headings_the_columns(inputs):
    found = table(inputs)
    assert found.columns == ("region", "kön", "2021", "2022")
    assert found.stubs == 2
    assert values(found) == [
        ["Riket", "män", Decimal("5243.3"), Decimal("5298.4")],
        ["Riket", "kvinnor", 5200, None],
        ["Norra län", "män", None, None],
        ["Norra län", "kvinnor", 1, Decimal("-2.55")],
    ]


def test_numbers_have_the_decimals_that_the_file_states_and_never_fewer_than_they_have(inputs):
    assert [[cell.text for cell in row.values()][2:] for row in table(inputs).rows] == [
        ["5243,3", "5298,4"],
        ["5200,0", ".."],
        ["-", "."],
        ["1,0", "-2,55"],
    ]


def test_each_sign_for_a_missing_value_keeps_its_meaning(inputs):
    cells = [cell for row in table(inputs).rows for cell in row.values() if cell.value is None]
    assert [(cell.text, cell.missing) for cell in cells] == [
        ("..", "not-available"),
        ("-", "nil"),
        (".", "not-applicable"),
    ]
    dots = table(inputs, WHOLE.replace('"-" "."', '"......" ":"')).rows[2]
    assert [dots["2021"].missing, dots["2022"].missing] == ["not-available", "not-available"]


def test_title_notes_and_units_come_from_the_file(inputs):
    found = table(inputs)
    assert found.title == "Folkmängd efter region, kön och år"
    assert found.notes == (
        "Preliminära uppgifter. Se SCB.",
        "region: Gränser 2022.",
        "män: Folkbokförda.",
        "Källa: SCB.",
    )
    assert found.units == {"2021": "tusental", "2022": "tusental"}


def test_a_description_is_the_title_where_the_file_prefers_it(inputs):
    described = WHOLE.replace("UNITS=", 'DESCRIPTION="Så många är vi";\nUNITS=', 1)
    assert table(inputs, described).title == "Folkmängd efter region, kön och år"
    assert table(inputs, described.replace("UNITS=", "DESCRIPTIONDEFAULT=YES;\nUNITS=", 1)).title == "Så många är vi"


def test_a_cells_place_has_the_line_the_row_what_names_it_and_the_heading(inputs):
    place = table(inputs).rows[1]["2022"].place
    assert place == Place(NAME, line=24, row=3, row_heading="Riket / kvinnor", header="2022")
    assert str(place) == "folk.px:24 (row 3 “Riket / kvinnor”, column “2022”)"


def test_two_variables_in_the_heading_make_two_heading_rows(inputs):
    two = WHOLE.replace('STUB="region","kön";\nHEADING="år"', 'STUB="region";\nHEADING="år","kön"')
    found = table(inputs, two)
    assert found.header == (("region", "2021", "2021", "2022", "2022"), ("region", "män", "kvinnor", "män", "kvinnor"))
    assert found.columns == ("region", "2021 / män", "2021 / kvinnor", "2022 / män", "2022 / kvinnor")
    assert values(found)[0] == ["Riket", Decimal("5243.3"), Decimal("5298.4"), 5200, None]


def test_more_variables_in_the_heading_are_joined_in_the_upper_row(inputs):
    three = WHOLE.replace('STUB="region","kön";\nHEADING="år"', 'HEADING="region","år","kön"')
    found = table(inputs, three)
    assert len(found.header) == 2
    assert found.columns[1:3] == ("Riket / 2021 / män", "Riket / 2021 / kvinnor")
    assert (found.columns[0], found.rows[0]["Innehåll"].value, found.stubs) == ("Innehåll", "Folkmängd", 1)


def test_a_file_without_headings_has_one_column_of_numbers(inputs):
    found = table(inputs, WHOLE.replace('STUB="region","kön";\nHEADING="år"', 'STUB="region","kön","år"'))
    assert found.columns == ("region", "kön", "år", "Folkmängd")
    assert found.units == {"Folkmängd": "tusental"}
    assert (len(found.rows), found.stubs) == (8, 3)


def test_units_may_differ_from_content_to_content(inputs):
    text = WHOLE.replace('"kön"', '"mått"').replace('"män","kvinnor"', '"Antal","Andel"').replace('"män")', '"Antal")')
    text = text.replace('STUB="region","mått";\nHEADING="år"', 'STUB="region";\nHEADING="år","mått"')
    text = text.replace('UNITS="tusental";', 'UNITS="tusental";\nCONTVARIABLE="mått";\nUNITS("Andel")="procent";')
    assert table(inputs, text).units == {
        "2021 / Antal": "tusental",
        "2021 / Andel": "procent",
        "2022 / Antal": "tusental",
        "2022 / Andel": "procent",
    }


def test_swedish_is_read_where_there_are_several_languages(inputs):
    text = WHOLE.replace('LANGUAGE="sv"', 'LANGUAGE="en";\nLANGUAGES="en","sv"').replace(
        'STUB="region","kön"', 'STUB="area","sex";\nSTUB[sv]="region","kön"'
    )
    text = (
        text.replace("VALUES(", "VALUES[sv](")
        .replace('VALUES[sv]("år")', 'VALUES("år")')
        .replace('TITLE="', 'TITLE="Population";\nTITLE[sv]="')
    )
    text = text.replace(
        'VALUES[sv]("region")',
        'VALUES("area")="The Kingdom","North";\nVALUES("sex")="men","women";\nVALUES[sv]("region")',
    )
    found = table(inputs, text)
    assert (found.title, found.columns[0]) == ("Folkmängd efter region, kön och år", "region")
    assert found.rows[0]["kön"].value == "män"


@pytest.mark.parametrize("codepage", ["utf-8", "iso-8859-15", "Windows-1252", "cp850", "ISO8859-1"])
def test_the_encoding_is_the_one_that_the_file_names(inputs, codepage):
    data = WHOLE.replace("utf-8", codepage).encode(codepage.replace("Windows-", "cp"))
    assert table(inputs, data).title == "Folkmängd efter region, kön och år"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_an_encoding_that_is_not_named_is_found(inputs, encoding):
    data = WHOLE.replace('CODEPAGE="utf-8";\n', "").encode(encoding)
    assert table(inputs, data).columns[1] == "kön"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (WHOLE.replace("utf-8", "rot13").encode(), "not read: “rot13”"),
        (WHOLE.replace("utf-8", "iso-8859-12").encode(), "does not exist"),
        (WHOLE.encode("cp1252"), "not utf-8"),
    ],
)
def test_a_wrong_encoding_is_told(inputs, data, said):
    fault = one_fault(inputs, data)
    assert (fault.code, said in fault.message) == ("I104", True)


@pytest.mark.parametrize(
    ("change", "code", "line", "said"),
    [
        (("DATA=", "DATA"), "I150", 22, "“DATA” stands here"),
        ((WHOLE[WHOLE.index("DATA=") :], ""), "I150", 22, "DATA is missing"),
        (('SOURCE="SCB";', 'SOURCE="SCB;'), "I150", None, ""),
        (('SOURCE="SCB";', 'SOURCE "SCB";'), "I150", 21, "“SOURCE"),
        (('VALUES("kön")="män","kvinnor";\n', ""), "I151", 10, "“kön” has no values"),
        (("5200.0", "5200.0 7"), "I151", 22, "9 values"),
        (("5200.0", "fem"), "I151", 24, "“fem”"),
        (("5200.0", "NaN"), "I151", 24, "“NaN”"),
        (("5200.0", "1e99"), "I151", 24, "“1e99”"),
        (("UNITS=", 'KEYS("region")=VALUES;\nUNITS='), "I152", 9, "KEYS"),
        (('"år";', '"kön";'), "I151", None, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(inputs, change, code, line, said):
    faults = inputs.table_faults(WHOLE.replace(*change, 1), NAME)
    assert {fault.code for fault in faults} == {code}
    assert said in faults[0].message
    assert line is None or faults[0].place.line == line


def test_an_empty_file_and_a_file_of_something_else_are_told(inputs):
    assert one_fault(inputs, "").code == "I150"
    assert one_fault(inputs, "Mål;Vad\nM1;a\n").code == "I150"
    assert one_fault(inputs, b"PK\x03\x04").code == "I120"
    assert one_fault(inputs, WHOLE, sheet="Blad1").code == "I122"


def test_more_cells_than_a_table_may_have_are_told_before_they_are_read(inputs):
    many = ",".join(f'"{number}"' for number in range(1200))
    text = WHOLE.replace('VALUES("region")="Riket",\n"Norra län"', f'VALUES("region")={many}').replace(
        '"2021","2022";', f"{many};", 1
    )
    assert one_fault(inputs, text).code == "I121"


KEYED = WHOLE.replace("UNITS=", 'KEYS("region")=CODES;\nKEYS("kön")=VALUES;\nCODES("region")="00","01";\nUNITS=')
KEYED = KEYED[: KEYED.index("DATA=")] + 'DATA=\n"01","kvinnor",1 -2.5\n"00","män",5243.3 ".."\n;\n'


def test_rows_that_a_file_leaves_out_are_nought(inputs):
    found = table(inputs, KEYED)
    assert values(found) == [
        ["Riket", "män", Decimal("5243.3"), None],
        ["Riket", "kvinnor", 0, 0],
        ["Norra län", "män", 0, 0],
        ["Norra län", "kvinnor", 1, Decimal("-2.5")],
    ]
    lines = [row.place.line for row in found.rows]
    assert (lines[0] - lines[3], lines[1], lines[2]) == (1, lines[3] - 1, lines[3] - 1)
    assert found.rows[1]["2021"].text == "0,0"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (('KEYS("kön")=VALUES;', ""), "I152", "“kön”"),
        (('CODES("region")="00","01";', ""), "I152", "“region”"),
        (('"00","män"', '"02","män"'), "I151", "“02”, “män” names no row"),
        (('"00","män"', '"01","kvinnor"'), "I151", "stands twice"),
        (('5243.3 ".."', "5243.3"), "I151", "1 values behind it, and not 2"),
        (("5243.3", "fem"), "I151", "“fem”"),
    ],
)
def test_rows_that_do_not_say_which_they_are_are_told(inputs, change, code, said):
    fault = one_fault(inputs, KEYED.replace(*change, 1))
    assert (fault.code, said in fault.message, fault.place.file) == (code, True, NAME)


def test_notes_on_cells_name_their_values(inputs):
    notes = 'CELLNOTEX("Riket","*","2022")="Rättad.";\nCELLNOTE("*","*","*")="Preliminär.";\nSOURCE='
    assert table(inputs, WHOLE.replace("SOURCE=", notes)).notes[-3:] == (
        "Riket, 2022: Rättad.",
        "Preliminär.",
        "Källa: SCB.",
    )


def test_as_many_decimals_are_shown_as_the_publisher_shows(inputs):
    shown = table(inputs, WHOLE.replace("DECIMALS=1;", "DECIMALS=6;\nSHOWDECIMALS=2;"))
    assert [row["2021"].text for row in shown.rows[:2]] == ["5243,30", "5200,00"]


def test_a_columns_type_holds_as_in_other_files(inputs):
    fault = one_fault(inputs, WHOLE, columns={"2021": ColumnSpec("integer", required=False)})
    assert (fault.code, fault.place.line, fault.place.header) == ("I131", 23, "2021")


names = (
    st.text("abcåäö 12-/", min_size=1, max_size=6)
    .map(str.strip)
    .filter(lambda text: text.strip("-/ ") not in ("", ".", ".."))
)
dimensions = st.lists(
    st.tuples(names, st.lists(names, min_size=1, max_size=3, unique=True)),
    min_size=2,
    max_size=4,
    unique_by=lambda pair: pair[0],
)
#: pyaxis leaves out empty texts and two blanks; “.” and “..” it calls nothing.
numbers = st.one_of(st.integers(-(10**6), 10**6).map(str), st.decimals(-100, 100, places=2).map(str))


@given(dimensions, st.integers(1, 3), st.lists(numbers, min_size=81, max_size=81))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_pyaxis_reads_the_same_numbers_in_the_same_places(inputs, found, stubs, data):
    found = [(" ".join(name.split()), [" ".join(value.split()) for value in values]) for name, values in found]
    found = [(name, list(dict.fromkeys(values))) for name, values in found]
    stub, heading = found[:stubs], found[stubs:]
    assume(not {name for name, _ in stub} & {value for _, values in heading for value in values})
    cells = data[: len(list(itertools.product(*(values for _, values in found))))]
    quoted = lambda texts: ",".join(f'"{text}"' for text in texts)  # noqa: E731
    text = f'CODEPAGE="utf-8";\nCONTENTS="x";\nSTUB={quoted(name for name, _ in stub)};\n'
    text += f"HEADING={quoted(name for name, _ in heading)};\n" if heading else ""
    text += "".join(f'VALUES("{name}")={quoted(values)};\n' for name, values in found)
    text += "DATA=\n" + " ".join(cells) + ";\n"
    read = inputs.table(text, NAME, allow_duplicates=True)

    elements, raw = metadata_extract(text)
    frame = build_dataframe(
        *get_dimensions(metadata_split_to_dict(elements)),
        Series(raw.split()),
        null_values=r'^"\."$',
        sd_values=r'"\.\."',
    )
    theirs = [Decimal(value) for value in frame["DATA"]]
    ours = [Decimal(content) for row in read.rows for content in [cell.value for cell in row.values()][len(stub) :]]
    assert ours == theirs
    for row, named in zip(read.rows, itertools.product(*(values for _, values in stub)), strict=True):
        assert tuple(cell.text for cell in row.values())[: len(stub)] == named


@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                ";",
                "=",
                ",",
                "DATA=",
                "STUB",
                "VALUES",
                "(",
                ")",
                '"a"',
                "1",
                "\n",
                "[sv]",
                "TLIST(A1)",
                "-",
                '".."',
                "KEYS",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_pieces_are_a_table_or_faults_with_places(inputs, pieces):
    assert_told_or_read(inputs, "".join(pieces))


@given(st.integers(0, len(WHOLE) - 1), st.sampled_from(['"', ";", "", "=", "x", "\n", '""', "(", "-1"]))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_file_with_one_character_wrong_is_a_table_or_faults_with_places(inputs, at, instead):
    assert_told_or_read(inputs, WHOLE[:at] + instead + WHOLE[at + 1 :])
