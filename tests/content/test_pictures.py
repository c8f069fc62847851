"""Pictures that authors have: their size on paper, and those that no document can hold."""

import pytest
from content_report import picture
from PIL import Image

from pipeline.content.pictures import read_picture
from pipeline.faults import FaultError, Faults
from pipeline.places import Place
from pipeline.sources.reader import Reader

HERE = Place("text/1.md", 5, 1)


@pytest.fixture
def read(tmp_path):
    def read(data, width=None):
        (tmp_path / "a.png").write_bytes(data)
        faults = Faults()
        shown = read_picture(Reader(tmp_path), "a.png", HERE, faults, width=width)
        return shown, [(fault.code, fault.level) for fault in faults]

    return read


@pytest.mark.parametrize(
    ("options", "width", "size"),
    [
        ({"size": (600, 300)}, None, (101.6, 50.8)),  # 150 dots an inch where the file says nothing
        ({"size": (600, 300), "dpi": (300, 300)}, None, (50.8, 25.4)),
        ({"size": (3000, 1500)}, None, (120, 60)),  # never wider than the text
        ({"size": (1000, 3000)}, None, (66.67, 200)),  # never higher than a page
        ({"size": (600, 300)}, 120, (120, 60)),
        ({"size": (600, 300), "dpi": (1, 1)}, None, (101.6, 50.8)),
        ({"size": (600, 300), "kind": "JPEG"}, None, (101.6, 50.8)),
        ({"size": (600, 300), "mode": "RGBA"}, None, (101.6, 50.8)),
        ({"size": (600, 300), "mode": "L", "kind": "JPEG"}, None, (101.6, 50.8)),
    ],
)
def test_a_picture_gets_its_size_on_paper(read, options, width, size):
    shown, faults = read(picture(**options), width)
    assert (shown.width, shown.height) == pytest.approx(size, abs=0.01)
    assert shown.media_type == ("image/jpeg" if options.get("kind") == "JPEG" else "image/png")
    assert faults == []


def test_the_bytes_stay_as_they_are(read):
    data = picture()
    assert read(data)[0].data == data


def test_a_picture_that_will_look_coarse_is_a_warning(read):
    assert read(picture(size=(300, 200)), 120)[1] == [("I225", "warning")]


def turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture(kind="JPEG", exif=exif)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (picture(kind="GIF"), "GIF"),
        (picture(kind="TIFF"), "TIFF"),
        (picture(kind="WEBP"), "WEBP"),
        (picture(mode="CMYK", kind="JPEG"), "CMYK"),
        (turned(), "turned"),
        (picture(save_all=True, append_images=[Image.new("RGB", (900, 600), "red")]), "moves"),
        (picture()[:200], "damaged"),
        (picture(kind="JPEG")[:400], "damaged"),
        (b"%PDF-1.7", "no picture"),
        (b"", "no picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (picture(mode="1", size=(10_000, 10_000)), "pixels"),
    ],
)
def test_what_no_document_can_hold_is_refused(read, data, told):
    with pytest.raises(FaultError) as caught:
        read(data)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("I223", HERE)
    assert told in fault.message


def test_a_width_that_makes_a_picture_higher_than_the_page_is_refused_with_the_width_that_fits(read):
    with pytest.raises(FaultError) as caught:
        read(picture(size=(500, 1000)), 140)
    assert [(fault.code, fault.todo) for fault in caught.value.faults] == [("I224", "Make it 100mm wide.")]
