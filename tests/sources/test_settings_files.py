"""Settings arrive as they are written, with the place of every key."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, field_validator, model_validator
from settings_models import GOOD, Cell, Kebab, Report, Share

from pipeline.places import Place
from pipeline.sources.settings import Settings
from pipeline.sources.yaml_tree import parse_yaml

# ------------------------------------------------------------------------------------------------ what is read


class Texts(Kebab):
    texts: tuple[str, ...]


@pytest.mark.parametrize(
    "text",
    [
        "1.10",
        "12:30",
        "no",
        "ja",
        "on",
        "2024-06-19",
        "007",
        "1e5",
        "0x1F",
        "1_000",
        ".inf",
        "1.3.1-2024-8647",
        "=",
        "å",
    ],
)
def test_text_stays_as_it_is_written_whatever_yaml_would_make_of_it(inputs, text):
    assert inputs.settings(f"texts: [{text}]", Texts).value.texts == (text,)


def test_numbers_dates_and_truth_are_read_where_the_model_wants_them(inputs):
    text = GOOD + "width: 82.5\ncount: -3\nshare: 0.10\ntotal: true\nheader-rows: 2\n"
    value = inputs.settings(text, Report).value
    assert (value.date, value.width, value.count, value.total, value.header_rows) == (
        date(2024, 6, 19),
        82.5,
        -3,
        True,
        2,
    )
    assert str(value.share) == "0.10"


def test_a_byte_order_mark_comments_and_windows_line_endings_are_read_over(inputs):
    text = "\ufeff# kommentar\r\ntitle: Rapport   # mer\r\ndate: 2024-06-19\r\n"
    loaded = inputs.settings(text, Report)
    assert loaded.value.title == "Rapport"
    assert loaded.place("date") == Place("settings.yaml", 3, 1)


def test_texts_over_several_lines_keep_their_lines_or_join_them(inputs):
    assert inputs.settings("texts:\n- |\n  ett\n  två\n- >\n  ett\n  två\n", Texts).value.texts == (
        "ett\ntvå\n",
        "ett två\n",
    )


def test_an_empty_value_is_no_value(inputs):
    for empty in ("", "~", "null"):
        assert inputs.settings(GOOD + f"case-number: {empty}\n", Report).value.case_number is None
    assert inputs.settings("texts: ['~', 'null', '']", Texts).value.texts == ("~", "null", "")


def test_a_union_takes_the_member_that_fits(inputs):
    text = GOOD + "figures:\n  a: {table: t, row: r, column: '2023'}\n  b: {share: a, of: c}\n"
    figures = inputs.settings(text, Report).value.figures
    assert figures == {"a": Cell(table="t", row="r", column="2023"), "b": Share(share="a", of="c")}


class Loose(BaseModel):
    model_config = ConfigDict(extra="ignore")
    kind: str


def test_a_model_may_let_other_keys_be(inputs):
    assert inputs.settings("kind: plan\nother: 1\n", Loose).value.kind == "plan"


Month = Annotated[date, BeforeValidator(lambda text: f"{text}-01")]


class Early(Kebab):
    month: Month | None = None
    day: date | None = None
    size: int = 0

    @field_validator("size", mode="before")
    @classmethod
    def _sizes(cls, text):
        return {"stor": 2}.get(text, text)


def test_validators_of_a_model_see_the_text_first(inputs):
    value = inputs.settings("month: 2008-06\nsize: stor\n", Early).value
    assert (value.month, value.size) == (date(2008, 6, 1), 2)


class Shorthand(Kebab):
    file: str
    rows: int = 1

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data):
        return {"file": data["file"], "rows": len(data["rows"])}


def test_a_model_may_reshape_its_mapping_first(inputs):
    assert inputs.settings("file: a.csv\nrows: två\n", Shorthand).value.rows == 3


class Names(RootModel[dict[str, date]]):
    pass


def test_a_file_may_be_a_mapping_of_free_names(inputs):
    assert inputs.settings("a: 2008-06-01\n", Names).value.root == {"a": date(2008, 6, 1)}
    (fault,) = inputs.settings_faults("a: 2008-06-31\n", Names)
    assert (fault.code, fault.place.line, fault.place.column) == ("I118", 1, 4)


# ---------------------------------------------------------------------------------------------------- places

NESTED = """\
title: Rapport
people:
  - name: Första
    office: Staben
  - {name: Andra,  office: Ekonomi}
places:
  "Ö 1":
    name: Tredje
date: 2024-06-19
"""


@pytest.mark.parametrize(
    ("keys", "key_at", "value_at"),
    [
        (("title",), (1, 1), (1, 8)),
        (("people",), (2, 1), (3, 3)),
        (("people", 0), (3, 5), (3, 5)),
        (("people", 0, "office"), (4, 5), (4, 13)),
        (("people", 1, "office"), (5, 20), (5, 28)),
        (("places", "Ö 1"), (7, 3), (8, 5)),
        (("places", "Ö 1", "name"), (8, 5), (8, 11)),
        (("people", 7, "name"), (2, 1), (3, 3)),
        (("places", "Ö 1", "office"), (7, 3), (8, 5)),
        (("unknown", "key"), (None, None), (None, None)),
        ((), (None, None), (None, None)),
    ],
)
def test_every_key_has_its_place_and_a_missing_one_that_of_what_is_around_it(inputs, keys, key_at, value_at):
    loaded = inputs.settings(NESTED, Report)
    assert loaded.place(*keys) == Place("settings.yaml", *key_at)
    assert loaded.value_place(*keys) == Place("settings.yaml", *value_at)


names = st.text("abcåäö-", min_size=1, max_size=6).filter(lambda name: not name.startswith("-"))
trees = st.recursive(
    st.text("abc åäö:#'\"1.-{}[]&*!|>%@`", max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


def written(value, indent, lines, places, path):
    """Write a tree as YAML by hand, noting where each key and item begins."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        places[(*path, key)] = (len(lines) + 1, indent + (1 if isinstance(value, dict) else 3))
        head = " " * indent + (f"{key}:" if isinstance(value, dict) else "-")
        if isinstance(inner, str):
            quoted = inner.replace("'", "''")
            lines.append(f"{head} '{quoted}'")
        elif not inner:
            lines.append(f"{head} {'{}' if isinstance(inner, dict) else '[]'}")
        elif isinstance(value, dict):
            lines.append(head)
            written(inner, indent + 2, lines, places, (*path, key))
        else:
            lines.append(head + "   # item")
            places[(*path, key)] = (len(lines) + 1, indent + 3)
            written(inner, indent + 2, lines, places, (*path, key))


def plain(node):
    if hasattr(node, "entries"):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items] if hasattr(node, "items") else node.text


@given(st.dictionaries(names, trees, min_size=1, max_size=4))
def test_any_tree_is_read_back_with_the_exact_place_of_every_key(tree):
    lines, places = [], {}
    written(tree, 0, lines, places, ())
    root = parse_yaml("\n".join(lines) + "\n", "settings.yaml")
    assert plain(root) == tree
    loaded = Settings(None, "settings.yaml", root)
    for keys, place in places.items():
        assert loaded.place(*keys) == Place("settings.yaml", *place), keys
