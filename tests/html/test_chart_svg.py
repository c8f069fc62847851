"""Charts as SVG: every label and value, the geometry of the picture, safe texts, nothing that two charts share."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.charts import draw_chart
from pipeline.content.diagrams import draw_chain, draw_steps
from pipeline.content.drawing import PETROL, Fill, Sheet
from pipeline.content.model import Figure, Picture, Text
from pipeline.figures.book import ChartDefinition, Series, Step
from pipeline.html.charts import chart_svg
from pipeline.html.svg_shapes import DOT
from pipeline.places import Place

HERE = Place("figures.yaml", 4)
SVG = "{http://www.w3.org/2000/svg}"
STYLE = Path(__file__).parents[2] / "templates" / "html" / "charts.css"
LOOKS = ("drawn", "chart", "wide", "narrow", "middle", "not-narrow", "not-middle")
FIVE = ("Bifall", "Avslag", "Avvisning", "Avskrivning", "Övrigt")
STEPS = (Step("Insats", "Utbildning i prövning"), Step("Effekt", "Färre fel"), Step("Mål"))


def chart(kind, categories, series, **changes):
    given = {
        "name": "fig-a",
        "type": kind,
        "categories": tuple(categories),
        "series": tuple(Series(name, tuple(map(Decimal, values))) for name, values in series.items()),
        "unit": "antal ärenden",
        "category_title": "År",
        "caption": "Ärenden",
        "alt": "",
        "notes": (),
        "width": 150.0,
        "height": None,
        "place": HERE,
        "caption_place": HERE,
        "note_places": (),
    }
    return ChartDefinition(**{**given, **changes})


CHARTS = {
    "bars": chart("bar", ("2021", "2022"), {"Antal": (1204, 3264)}),
    "lying bars": chart("bar", ("Efterkontroller av beviljade tillstånd", "Övrigt"), {"2022": (7, 9), "2023": (8, -3)}),
    "stacks": chart("stacked-bar", ("2021", "2022"), {name: (11 + at, 13 + at) for at, name in enumerate(FIVE)}),
    "lines": chart("line", ("2021", "2022", "2023"), {name: (at * 9, at * 7, at * 8) for at, name in enumerate(FIVE)}),
}
SHEETS = {
    **{name: draw_chart(definition) for name, definition in CHARTS.items()},
    "chain": draw_chain(STEPS),
    "steps": draw_steps(STEPS),
}


def svg_of(picture, alt="Ärenden per år."):
    return chart_svg(Figure(picture, alt))


def drawings_of(svg):
    """The drawing, and those for narrower screens."""
    return list(ET.fromstring(svg))


def texts_of(svg):
    """The texts of the drawing itself."""
    return [element.text for element in drawings_of(svg)[0].iter(f"{SVG}text")]


def numbers_in(element, *names):
    return [float(element.get(name)) for name in names]


@pytest.mark.parametrize("name", SHEETS)
def test_every_text_of_the_picture_is_text_in_the_svg(name):
    picture = SHEETS[name]
    words = [shape.text for shape in picture.source.shapes if hasattr(shape, "text")]
    assert words
    assert texts_of(svg_of(picture)) == words


def test_names_and_values_of_a_chart_can_be_read():
    shown = " ".join(texts_of(svg_of(SHEETS["bars"])))
    for wanted in ("Antal ärenden", "År", "2021", "2022", "1\N{NO-BREAK SPACE}204", "3\N{NO-BREAK SPACE}264"):
        assert wanted in shown
    shown = texts_of(svg_of(SHEETS["stacks"]))
    assert {*FIVE, "2021", "2022", *map(str, range(11, 18))} <= set(shown)


def test_bars_are_as_high_as_their_values():
    picture = draw_chart(chart("bar", ("A", "B", "C"), {"Antal": (100, 200, 50)}))
    bars = [one for one in drawings_of(svg_of(picture))[0].iter(f"{SVG}rect") if one.get("class") == "strong"]
    (first, foot), (second, foot_too), (third, _) = (
        (height, round(top + height, 2)) for top, height in (numbers_in(bar, "y", "height") for bar in bars)
    )
    assert foot == foot_too
    assert second == pytest.approx(2 * first, abs=0.01)
    assert third == pytest.approx(first / 2, abs=0.01)


@pytest.mark.parametrize("name", SHEETS)
def test_everything_lies_on_the_sheet_where_the_picture_has_it(name):
    source = SHEETS[name].source
    for root, drawing in zip(drawings_of(svg_of(SHEETS[name])), (source, *source.narrower), strict=True):
        holds_what_is_drawn(root, drawing)


def holds_what_is_drawn(root, picture):
    assert root.get("viewBox") == f"0 0 {picture.width:g} {picture.height:g}"
    texts = [shape for shape in picture.shapes if hasattr(shape, "text")]
    for element, words in zip(root.iter(f"{SVG}text"), texts, strict=True):
        x, y, length = numbers_in(element, "x", "y", "textLength")
        box = words.box
        assert element.get("lengthAdjust") == "spacingAndGlyphs"
        left = x - length * {None: 0, "middle": 0.5, "end": 1}[element.get("text-anchor")]
        assert (left, left + length) == pytest.approx((box.left, box.right), abs=0.01)
        assert picture.height - y == pytest.approx(words.y, abs=0.01)
        assert left >= -0.01
        assert left + length <= picture.width + 0.01
    for element in root.iter(f"{SVG}rect"):
        width, height = numbers_in(element, "width", "height")
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        assert min(x, y, width, height) >= -0.01
        assert x + width <= picture.width + 0.01
        assert y + height <= picture.height + 0.01
    for element in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", element.get("d")):
            assert -0.01 <= float(x) <= picture.width + 0.01
            assert -0.01 <= float(y) <= picture.height + 0.01


def test_what_shares_a_colour_is_told_apart_by_pattern_or_marker():
    root = drawings_of(svg_of(SHEETS["stacks"]))[0]
    hatched = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "paper strong-line"]
    patterns = [one for one in root.iter(f"{SVG}path") if one.get("class") == "strong-line"]
    assert len(hatched) == len(patterns) >= 6
    assert sum(one.get("stroke-linecap") == "round" for one in patterns) == len(patterns) / 3
    lines = drawings_of(svg_of(SHEETS["lines"]))[0]
    assert len(list(lines.iter(f"{SVG}circle"))) == 3
    assert len({one.get("stroke-dasharray") for one in lines.iter(f"{SVG}path")}) == 3


def test_white_letters_turn_dark_with_what_they_stand_on():
    white = [one for one in ET.fromstring(svg_of(SHEETS["stacks"])).iter(f"{SVG}text") if one.get("fill") == "#FFFFFF"]
    assert white
    assert {one.get("class") for one in white} == {"on-strong"}


def strokes(found):
    return zip(found[::2], found[1::2], strict=True)


def test_strokes_of_a_pattern_stay_within_their_area():
    for hatch in ("////", "xxxx", "...."):
        sheet = Sheet(40, 30)
        sheet.area(3, 4, 11, 7, Fill(PETROL, hatch))
        [pattern] = drawings_of(svg_of(sheet.picture()))[0].iter(f"{SVG}path")
        found = [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", pattern.get("d"))]
        assert len(found) > 10
        if hatch != "....":
            rising = {(x < other_x) == (y > other_y) for (x, y), (other_x, other_y) in strokes(found)}
            assert rising == ({True} if hatch == "////" else {True, False})
        room = DOT if hatch == "...." else 0
        assert all(3 + room <= x <= 14 - room and 19 + room <= y <= 26 - room for x, y in found)


def test_the_alternative_is_the_accessible_name_of_all_drawings_together():
    alt = 'Diagram: "Ärenden" <2023> & fler'
    root = ET.fromstring(svg_of(SHEETS["bars"], alt))
    assert (root.get("role"), root.get("aria-label")) == ("img", alt)
    assert {drawing.get("aria-hidden") for drawing in root} == {"true"}


def test_the_caption_is_not_read_twice():
    figure = Figure(SHEETS["chain"], "Beslut: Beslut.", (Text("Beslut"),), alt_beside="Fem rutor i följd.")
    assert ET.fromstring(chart_svg(figure)).get("aria-label") == "Fem rutor i följd."


@pytest.mark.parametrize("name", SHEETS)
def test_without_its_style_a_page_shows_the_drawing_of_the_word_file_alone(name):
    first, *narrower = drawings_of(svg_of(SHEETS[name]))
    assert narrower
    assert first.get("display") is None
    assert {drawing.get("display") for drawing in narrower} == {"none"}


def test_each_drawing_says_which_screens_it_is_for():
    looks = [drawing.get("class") for drawing in drawings_of(svg_of(draw_chart(CHARTS["bars"])))]
    assert looks == ["chart not-middle not-narrow wide", "chart middle", "chart narrow"]
    upright = replace(CHARTS["bars"], width=120.0)
    assert [drawing.get("class") for drawing in drawings_of(svg_of(draw_chart(upright)))] == [
        "chart not-narrow",
        "chart narrow",
    ]
    small = replace(CHARTS["bars"], width=60.0, height=60.0)
    assert [drawing.get("class") for drawing in drawings_of(svg_of(draw_chart(small)))] == ["chart"]


def test_text_keeps_its_place_on_a_page_that_runs_from_right_to_left():
    assert {drawing.get("direction") for drawing in drawings_of(svg_of(SHEETS["lines"]))} == {"ltr"}


HOSTILE = (
    "<script>alert(1)</script>",
    '"onload="alert(1)',
    "]]><!--",
    "-->",
    "</svg></text><img src=x>",
    "&lt;b&gt; &amp;#0;",
    "{{ secret }}",
    "'><style>*{}</style>",
)


@pytest.mark.parametrize("label", HOSTILE)
def test_labels_and_alternatives_that_look_like_markup_are_text(label):
    definition = chart("bar", (label, "b"), {label: (1, 2), "annan": (2, 3)}, unit=label, width=159.0)
    svg = svg_of(draw_chart(definition), label)
    root = ET.fromstring(svg)
    assert root.get("aria-label") == label
    shown = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert shown <= {"div", "svg", "rect", "text", "path", "circle"}
    assert "".join(label.split()) in "".join("".join(texts_of(svg)).split())


@given(st.text(max_size=30))
def test_any_text_gives_an_element_that_can_be_read(text):
    sheet = Sheet(80, 40)
    sheet.text(1, 1, text)
    root = ET.fromstring(svg_of(sheet.picture(), f"a{text}").encode())
    assert root.get("aria-label")[0] == "a"
    assert [name for element in root.iter() for name in element.attrib if name.startswith("on")] == []


def test_there_is_nothing_that_two_charts_could_share_and_nothing_from_outside():
    for picture in SHEETS.values():
        svg = svg_of(picture)
        assert not re.search(r"\b(id|href|style|on\w+)=|url\(|<(script|style|image|use|foreignObject)", svg)
        assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}


def test_the_same_chart_gives_the_same_characters():
    for definition in CHARTS.values():
        assert svg_of(draw_chart(definition)) == svg_of(draw_chart(definition))


def test_what_is_wider_than_the_text_is_wide():
    assert drawings_of(svg_of(Sheet(120, 100).picture()))[0].get("class") == "chart"
    assert drawings_of(svg_of(Sheet(247, 100).picture()))[0].get("class") == "chart wide"


def test_a_picture_from_a_file_has_no_svg():
    assert chart_svg(Figure(Picture(b"...", "image/png", 10, 10), "Foto")) is None


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colours_of(scheme):
    blocks = re.findall(r"\.chart \{([^}]*--chart-paper:.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    return dict(re.findall(r"--chart-([\w-]+): (#\w{6});", blocks[scheme == "dark"]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_the_style_differ_enough_in_both_schemes(scheme):
    colours = colours_of(scheme)
    shapes = [("strong", "paper"), ("soft", "paper"), ("strong", "soft"), ("grey", "paper"), ("strong", "tint")]
    texts = [("ink", "paper"), ("grey", "paper"), ("on-strong", "strong"), ("ink", "soft"), ("ink", "tint")]
    texts += [("strong", "tint"), ("grey", "tint")]
    assert all(contrast(colours[one], colours[other]) >= 3 for one, other in shapes)
    assert all(contrast(colours[one], colours[other]) >= 4.5 for one, other in texts)


def test_the_style_of_the_page_has_every_class_and_the_colours_of_the_paper():
    style = STYLE.read_text(encoding="utf-8")
    for picture in SHEETS.values():
        for element in ET.fromstring(svg_of(picture)).iter():
            for name in element.get("class", "").split():
                assert name in LOOKS or f".chart .{name} {{" in style, name
                attribute = "stroke" if name.endswith("-line") else "fill"
                if name not in LOOKS:
                    shown = element.get(attribute).lower()
                    colour = name.removesuffix("-line")
                    assert f".chart .{name} {{ {attribute}: var(--chart-{colour}, {shown}); }}" in style
                    assert colours_of("light")[colour] == shown


#: The rules of the style about which drawing is shown: `@media A { … }`.
SHOWN = re.findall(r"@media ([^{]+) \{\n((?:  \.drawn [^\n]+\n)+)\}", STYLE.read_text(encoding="utf-8"))


def applies(query, medium, rem):
    for alternative in query.split(","):
        kind, *conditions = re.split(r" and ", alternative.strip())
        limits = [re.fullmatch(r"\((min|max)-width: ([\d.]+)rem\)", one).groups() for one in conditions]
        if kind == medium and all(rem >= float(at) if end == "min" else rem <= float(at) for end, at in limits):
            return True
    return False


def shown_drawings(svg, medium, rem):
    shown = {drawing.get("class"): drawing.get("display") != "none" for drawing in drawings_of(svg)}
    for query, rules in SHOWN:
        for name, display in re.findall(r"\.drawn \.([\w-]+) \{ display: (\w+); \}", rules):
            if applies(query, medium, rem):
                shown |= {look: display != "none" for look in shown if name in look.split()}
    return [look for look, is_shown in shown.items() if is_shown]


@pytest.mark.parametrize("width", [237.0, 120.0, 60.0])
def test_exactly_one_drawing_is_shown_whatever_the_width_of_the_window(width):
    svg = svg_of(draw_chart(replace(CHARTS["bars"], width=width, height=60.0)))
    for rem in (10, 20, 34.99, 35, 48, 63.9, 64, 84.7, 84.75, 90, 200):
        assert len(shown_drawings(svg, "screen", rem)) == 1, rem
        assert len(shown_drawings(svg, "print", rem)) == 1, rem


def test_a_telephone_gets_the_narrow_drawing_and_paper_one_as_wide_as_the_text():
    svg = svg_of(draw_chart(replace(CHARTS["bars"], width=237.0, height=100.0)))
    wide = "chart not-middle not-narrow wide"
    assert [shown_drawings(svg, "screen", rem) for rem in (20, 48, 90)] == [["chart narrow"], ["chart middle"], [wide]]
    assert shown_drawings(svg, "print", 40) == ["chart middle"]
