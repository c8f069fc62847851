"""Artifacts are divided between their texts, and nowhere else."""

import pikepdf
import pytest

from pipeline.pdf.artifacts import divided

TEXT = "q BT ET Q"


def written(stream):
    """The operators of a content stream after the division."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(stream.encode())
        return " ".join(str(instruction.operator) for instruction in divided(pikepdf.parse_content_stream(page)))


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (f"/Artifact BMC {TEXT} {TEXT} EMC", f"BMC {TEXT} EMC BMC {TEXT} EMC"),
        (f"/Artifact <</Type /Pagination>> BDC {TEXT} {TEXT} EMC", f"BDC {TEXT} EMC BDC {TEXT} EMC"),
        (f"/Artifact BMC {TEXT} EMC {TEXT}", f"BMC {TEXT} EMC {TEXT}"),
        (f"/Artifact BMC q Q q Q {TEXT} EMC", f"BMC q Q q Q {TEXT} EMC"),
        ("/Artifact BMC q q BT ET Q q BT ET Q Q EMC", "BMC q q BT ET Q q BT ET Q Q EMC"),
        (f"/P <</MCID 0>> BDC {TEXT} {TEXT} EMC", f"BDC {TEXT} {TEXT} EMC"),
        (
            f"/Artifact BMC q BT /Span <</ActualText (a)>> BDC EMC ET Q {TEXT} EMC",
            f"BMC q BT BDC EMC ET Q EMC BMC {TEXT} EMC",
        ),
    ],
)
def test_an_artifact_ends_and_begins_anew_between_two_texts(stream, expected):
    assert written(stream) == expected
