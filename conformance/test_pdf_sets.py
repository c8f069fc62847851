"""A document that is refused is a line and a failure of its own, and hides no other document's."""

from types import SimpleNamespace

from conformance.pdf_sets import built_whatever_happens
from pipeline.faults import FaultError


def test_a_stress_document_that_is_refused_hides_no_other(tmp_path):
    def build(folder, documents):
        if "b" in documents:
            raise FaultError.of("P210", "The PDF has no tags.")
        return SimpleNamespace(made=documents, pdf=lambda name: f"%PDF {name}".encode())

    told = []
    pdfs = built_whatever_happens(tmp_path, dict.fromkeys("abc"), told.append, build)
    assert pdfs == {"a": b"%PDF a", "b": b"P210 The PDF has no tags.", "c": b"%PDF c"}
    assert told == ["pdf stress b: refused: P210 The PDF has no tags."]
