"""What the gate reads outside of a PDF's tags."""

from types import SimpleNamespace

import pytest

from pipeline.approval.gate.said import numbers
from pipeline.approval.gate.said_by_pdf import _running


def shown(*texts):
    page = SimpleNamespace(artifacts=[SimpleNamespace(shown=SimpleNamespace(text=text)) for text in texts])
    return numbers(_running(page, 1))


@pytest.mark.parametrize("texts", [("Diarienummer 1.3.1-", "2024-8647"), ("Diarienummer 1.3.1-2024-8647",)])
def test_a_diary_number_that_a_header_divides_at_its_hyphen_is_the_same_number(texts):
    assert shown(*texts) == shown("Diarienummer 1.3.1-2024-8647")


def test_numbers_of_their_own_lines_stay_apart():
    assert shown("sida 3", "12") == shown("sida 3") + shown("12")
