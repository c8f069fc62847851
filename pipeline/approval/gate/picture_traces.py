"""What a picture file says beside its pixels: who took it, where, with what, and in whose words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from PIL import ExifTags, Image, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Exif entries that only tell how to show the pixels (Exif 2.32, 4.6); all others may tell of a person or a place.
_HARMLESS: Final = frozenset(
    {
        *("Orientation", "XResolution", "YResolution", "ResolutionUnit", "YCbCrPositioning", "ColorSpace"),
        *("ExifVersion", "FlashPixVersion", "ComponentsConfiguration", "ExifImageWidth", "ExifImageHeight"),
        *("ImageWidth", "ImageLength", "BitsPerSample", "Compression", "PhotometricInterpretation"),
        *("SamplesPerPixel", "PlanarConfiguration", "ExifOffset", "Interlace", "InterColorProfile"),
        # Where the pixels of a TIFF file stand, and how they are coded (TIFF 6.0, section 8).
        *("NewSubfileType", "StripOffsets", "RowsPerStrip", "StripByteCounts", "TileWidth", "TileLength"),
        *("TileOffsets", "TileByteCounts", "FillOrder", "Predictor", "ColorMap", "ExtraSamples", "SampleFormat"),
        *("JPEGTables", "YCbCrSubSampling", "YCbCrCoefficients", "ReferenceBlackWhite", "WhitePoint"),
    }
)
#: What Pillow calls the other places for words in a file.
_PLACES: Final = {
    "xmp": "XMP",
    "XML:com.adobe.xmp": "XMP",
    "photoshop": "IPTC (Photoshop)",
    "comment": "a comment",
    "Raw profile type exif": "Exif",
    "Raw profile type iptc": "IPTC",
    "Raw profile type xmp": "XMP",
}
#: What drawing programs write into SVG files: who made them, and where on their disk.
_SVG: Final = (b"<metadata", b"sodipodi:docname", b"inkscape:export-filename", b"sodipodi:absref")
#: What an image reader raises on files that are cut off or made up.
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


def traces(data: bytes) -> tuple[str, ...]:
    """What a picture file says of persons, places and devices, as `Exif GPSInfo`, `XMP`, `Author`; () for nothing.

    Args:
        data: a JPEG, PNG, TIFF, WebP, GIF or SVG file; () for anything that is no picture.
    """
    if b"<svg" in data[:4096]:
        return tuple(f"SVG {name.decode()}" for name in _SVG if name in data)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.format == "PNG":
                picture.load()  # words may stand behind the pixels
            found = [*_exif(picture), *_words(picture.info, dict(getattr(picture, "text", {})))]
            found += ["further pictures"] if getattr(picture, "n_frames", 1) > 1 else []
    except (*_UNREADABLE, UnidentifiedImageError):
        return ()
    return tuple(dict.fromkeys(found))


def _exif(picture: Image.Image) -> Iterator[str]:
    exif = picture.getexif()
    entries: dict[int, Any] = dict(exif)
    entries |= exif.get_ifd(ExifTags.IFD.Exif)
    for tag in entries:
        name = ExifTags.TAGS.get(tag, f"entry {tag}")
        if name not in _HARMLESS:
            yield f"Exif {name}"


def _words(info: Mapping[Any, Any], text: Mapping[str, str]) -> Iterator[str]:
    for key, place in _PLACES.items():
        if key in info or key in text:
            yield place
    yield from (f"“{key}”" for key in text if key not in _PLACES)
