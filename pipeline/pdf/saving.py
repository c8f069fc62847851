"""Writing the file: the same content gives the same bytes, and no stream ends in what could be read as a line's end."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Dictionary, Name

#: A stream whose data end in CR, before the LF that belongs to `endstream`: CR LF is a line's end too, and a validator
#: that looks for one then misses a byte of the stream (ISO 19005-2, 6.1.7.1).
_AMBIGUOUS = b"\r\nendstream"


def save(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, with an identifier made from them."""
    _fix_profile_dates(pdf)
    for name in ("/ID", "/DocChecksum"):  # both made of the time of the export
        if name in pdf.trailer:
            del pdf.trailer[name]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            _settle(item)
    with pikepdf.open(io.BytesIO(_in_order(pdf))) as ordered:
        data = _bytes(ordered)
        for variant in range(1, 8):
            if _AMBIGUOUS not in data:
                break
            _shift(ordered, variant)
            data = _bytes(ordered)
    return data


def _in_order(pdf: pikepdf.Pdf) -> bytes:
    """The same file with its objects numbered in the order in which they are come to from its catalog.

    LibreOffice 25.2 numbers the fonts of one document now one way and now another; object streams follow the numbers.
    """
    stream = io.BytesIO()
    pdf.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False, static_id=True)
    return stream.getvalue()


def _fix_profile_dates(pdf: pikepdf.Pdf) -> None:
    """Give colour profiles a constant date: LibreOffice makes them anew each time (ICC.1:2010, 7.2)."""
    for intent in pdf.Root.get(Name.OutputIntents, []):
        profile = intent.get(Name.DestOutputProfile)
        if isinstance(profile, pikepdf.Stream):
            data = bytearray(profile.read_bytes())
            if len(data) >= 128:
                data[24:36] = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
                data[84:100] = bytes(16)  # the checksum over all of it: zero for none
                profile.write(bytes(data))


def _settle(stream: pikepdf.Stream) -> None:
    """Add a byte that means nothing to a stream that would end in CR when it is compressed.

    What ends a compressed stream is the checksum of what is in it (RFC 1950), so only another content changes it.
    """
    kind = stream.get(Name.Filter)
    if stream.get(Name.Type) == Name.Metadata or kind not in (None, Name.FlateDecode):
        return
    last = zlib.adler32(stream.read_bytes()) & 0xFF if kind is None else stream.read_raw_bytes()[-1]
    if last != ord("\r"):
        return
    if Name.Length1 in stream:
        stream.Length1 = int(stream.Length1) + 1
    stream.write(stream.read_bytes() + b" ")  # not a zero, which a sum does not notice


def _shift(pdf: pikepdf.Pdf, variant: int) -> None:
    """Let entries of the catalog stand in it or by themselves, by the variant's bits.

    This shifts object numbers, and with them the bytes of object streams, whose checksum nobody can choose.
    """
    for bit, name in enumerate(("/MarkInfo", "/ViewerPreferences", "/PieceInfo")):
        entry = Dictionary(dict(pdf.Root[name].items()) if name in pdf.Root else {})
        if variant >> bit & 1:
            pdf.Root[name] = pdf.make_indirect(entry)
        elif len(entry):
            pdf.Root[name] = entry


def _bytes(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(
        stream,
        min_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        linearize=False,
    )
    return stream.getvalue()
