"""Pictures within a page: the same pixels, as large as on paper, and nothing that tells of people."""

import base64
import io

import pytest
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from pipeline.content.model import Figure, Picture
from tests.html.pages import one, page, parsed


def shown(data, media_type, **size):
    """The element of a picture on a page, and the bytes that it holds."""
    width, height = size.get("width", 100), size.get("height", 50)
    drawing = one(parsed(page(Figure(Picture(data, media_type, width, height), "Ett hus"))), "//figure/svg")
    address = one(drawing, "./image/@href")
    begin, _, encoded = address.partition(",")
    assert begin == f"data:{media_type};base64"
    return drawing, base64.b64decode(encoded)


def saved(form, **options):
    data = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(data, form, **options)
    return data.getvalue()


def photograph():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Anna Ek"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (58.0, 35.0, 30.0)})
    return saved("JPEG", exif=exif, comment=b"Anna Ek", quality=80)


def drawing_with_words():
    words = PngInfo()
    words.add_text("Author", "Anna Ek")
    return saved("PNG", pnginfo=words)


@pytest.mark.parametrize(("make", "form"), [(photograph, "jpeg"), (drawing_with_words, "png")])
def test_who_took_a_picture_and_where_is_left_out_and_its_pixels_are_not(make, form):
    data = make()
    assert b"Anna Ek" in data
    _, held = shown(data, f"image/{form}")
    assert b"Anna Ek" not in held
    with Image.open(io.BytesIO(held)) as there, Image.open(io.BytesIO(data)) as given:
        assert there.tobytes() == given.tobytes()
        assert not there.getexif()


@pytest.mark.parametrize(
    ("width", "height", "pixels"), [(25.4, 50.8, (96, 192)), (160, 90, (605, 340)), (100, 0.05, (378, 1))]
)
def test_a_picture_is_as_large_as_on_paper_and_never_of_no_size(width, height, pixels):
    drawing, _ = shown(saved("PNG"), "image/png", width=width, height=height)
    wanted = tuple(map(str, pixels))
    assert (drawing.get("width"), drawing.get("height")) == wanted
    assert (drawing[0].get("width"), drawing[0].get("height")) == wanted
    assert drawing.get("viewbox") == f"0 0 {' '.join(wanted)}"  # as this parser writes it
    assert drawing[0].get("preserveaspectratio") == "none"


def test_a_picture_has_its_text_alternative_as_its_name():
    drawing, _ = shown(saved("PNG"), "image/png")
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Ett hus")
