"""Pictures keep their pixels and lose what they say of persons and places; the gate finds what is left."""

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from pipeline.approval.gate.picture_traces import traces
from pipeline.content.media import without_words
from tests.approval.gate.gate_seeds import word_with


def picture(mode="RGB"):
    rainbow = Image.linear_gradient("L").resize((61, 47)), Image.radial_gradient("L").resize((61, 47))
    return Image.merge("RGB", (*rainbow, rainbow[0].rotate(180))).convert(mode)


def exif():
    """Exif as a telephone writes it: who, where, when, with what."""
    data = Image.Exif()
    data[ExifTags.Base.Artist] = "Anna Ek"
    data[ExifTags.Base.Make] = "Telefon"
    data[ExifTags.Base.DateTime] = "2024:06:01 12:00:00"
    data.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (58.0, 35.0, 30.0), 3: "E", 4: (16.0, 11.0, 0.0)})
    data.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.CameraOwnerName] = "Anna Ek"
    return data


def saved(form, made=None, **options):
    data = io.BytesIO()
    (made or picture()).save(data, form, **options)
    return data.getvalue()


def pixels(data):
    with Image.open(io.BytesIO(data)) as opened:
        return opened.mode, opened.size, opened.tobytes(), opened.info.get("icc_profile")


def size_on_paper(data):
    with Image.open(io.BytesIO(data)) as opened:
        return opened.info.get("dpi")


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>Anna Ek</creator></x:xmpmeta>'
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def words():
    info = PngInfo()
    info.add_text("Author", "Anna Ek")
    info.add_itxt("Plats", "Norrköping", lang="sv", tkey="Plats")
    info.add_text("XML:com.adobe.xmp", XMP.decode(), zip=True)
    return info


JPEGS = {
    "plain": {},
    "exif": {"exif": exif()},
    "xmp": {"xmp": XMP},
    "comment": {"comment": b"Anna Ek"},
    "all": {"exif": exif(), "xmp": XMP, "comment": b"Anna", "dpi": (300, 300), "icc_profile": PROFILE},
    "progressive": {"exif": exif(), "progressive": True},
}
PNGS = {
    "plain": {},
    "words": {"pnginfo": words()},
    "exif": {"exif": exif()},
    "all": {"pnginfo": words(), "exif": exif(), "dpi": (300, 300), "icc_profile": PROFILE},
}


@pytest.mark.parametrize(
    ("form", "mode", "name"),
    [
        *(("JPEG", mode, name) for mode in ("RGB", "L", "CMYK") for name in JPEGS),
        *(("PNG", mode, name) for mode in ("RGB", "L", "P", "RGBA") for name in PNGS),
    ],
)
def test_a_picture_keeps_its_pixels_and_loses_its_words(form, mode, name):
    data = saved(form, picture(mode), **(JPEGS if form == "JPEG" else PNGS)[name])
    clean = without_words(data)
    assert pixels(clean) == pixels(data)
    assert bool(traces(data)) == (name != "plain")
    assert traces(clean) == ()
    assert b"Anna" not in clean
    assert without_words(clean) == clean


@pytest.mark.parametrize(("form", "options"), [("JPEG", JPEGS["all"]), ("PNG", PNGS["all"])])
def test_the_size_on_paper_stays(form, options):
    data = saved(form, **options)
    assert size_on_paper(without_words(data)) == size_on_paper(data) is not None


def test_what_is_said_is_named():
    said = traces(saved("JPEG", **JPEGS["all"]))
    assert {"Exif Artist", "Exif GPSInfo", "Exif CameraOwnerName", "XMP", "a comment"} <= set(said)
    assert set(traces(saved("PNG", pnginfo=words()))) >= {"“Author”", "“Plats”", "XMP"}


def test_iptc_of_a_newspaper_is_left_out():
    block = b"8BIM\x04\x04\x00\x00\x00\x00\x00\x0e\x1c\x02\x50\x00\x07Anna Ek\x00\x00"
    content = b"Photoshop 3.0\x00" + block
    data = saved("JPEG")
    marked = data[:2] + b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content + data[2:]
    assert "IPTC (Photoshop)" in traces(marked)
    assert traces(without_words(marked)) == ()


def test_what_stands_behind_the_picture_is_left_out():
    assert without_words(saved("JPEG") + b"Anna Ek") == without_words(saved("JPEG"))
    assert without_words(saved("PNG") + b"Anna Ek") == without_words(saved("PNG"))


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_come_back_without_a_crash(data, begin):
    assert isinstance(without_words(begin + data), bytes)
    assert isinstance(traces(begin + data), tuple)


@given(st.integers(min_value=0, max_value=4000))
def test_a_picture_that_is_cut_off_is_not_cut_further(length):
    data = zlib.decompress(CUT)[:length]
    clean = without_words(data)
    assert clean == data or clean.startswith(data[:2])


CUT = zlib.compress(saved("JPEG", exif=exif()))


@pytest.mark.xdist_group("documents")
def test_a_template_s_picture_that_tells_who_took_it_is_found(plan):
    changed = word_with(plan.word, added={"word/media/logo.jpeg": saved("JPEG", exif=exif())})
    (fault,) = plan.gate(word=changed).findings
    assert (fault.code, fault.place.part) == ("R271", "word/media/logo.jpeg")
    assert "Exif GPSInfo" in fault.data["traces"]


@pytest.mark.xdist_group("documents")
def test_a_picture_of_the_inputs_is_named_with_its_file_and_stops_nothing(plan, tmp_path):
    reader = plan.composed.reader
    path = "inputs/return-action-plan-2008/text/foto.jpg"
    (reader.root / path).write_bytes(saved("JPEG", exif=exif()))
    try:
        reader.data(path)
        gate = plan.gate()
        (fault,) = gate.findings
        assert (fault.code, fault.level, fault.place.file) == ("R272", "warning", path)
        assert {check.result for check in gate.checks} == {"passed"}
    finally:
        (reader.root / path).unlink()
        del reader.files[path]
