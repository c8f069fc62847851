"""Swedish wording of numbers.

The rules are those of Myndigheternas skrivregler (Isof): a no-break space between thousands from 1 000 up, a decimal
comma, a real minus sign, number words up to twelve. Dates in words are in `pipeline.sources.dates`.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from typing import Final, Literal

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
EN_DASH: Final = "\N{EN DASH}"
MINUS: Final = "\N{MINUS SIGN}"

#: Digits that calculations keep; sums and shares of what agencies count need far fewer.
PRECISION: Final = 60

_WORDS: Final = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` with that many decimals, halves away from zero, never a negative zero."""
    with localcontext(prec=PRECISION):
        result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return result.copy_abs() if result == 0 else result


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is written with: 2 for 0.60."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


#: Decimals of an exact value that people get to see.
_EXACT_DECIMALS: Final = 18


def exact_text(value: Decimal) -> str:
    """A number for machines and traces, with a decimal point: `5.3`; `63.402486402486402486…` where it goes on."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1)) if value.copy_abs() < Decimal(10) ** 27 else value:f}"
    if decimals_of(value) <= _EXACT_DECIMALS:
        return f"{value:f}"
    with localcontext(prec=PRECISION, rounding=ROUND_DOWN):
        return f"{value.quantize(Decimal(1).scaleb(-_EXACT_DECIMALS)):f}…"


def swedish_number(value: Decimal, decimals: int | None = None, *, grouped: bool = True) -> str:
    """A number as Swedish text: `12 345,6`, `−3`.

    Args:
        value: the number, finite.
        decimals: how many to show; None shows those that it is written with.
        grouped: whether thousands are set apart; not in years, page numbers and case numbers.
    """
    shown = rounded(value, decimals_of(value) if decimals is None else decimals)
    whole, _, part = f"{shown.copy_abs():f}".partition(".")
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", NO_BREAK_SPACE)
    sign = MINUS if shown < 0 else ""
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


def number_word(number: int, gender: Literal["n", "t"] = "t") -> str | None:
    """The word for 0 to 12; None above and below.

    Args:
        number: what to say.
        gender: `t` for ett-words (ett mål), `n` for en-words (en åtgärd).
    """
    if not 0 <= number < len(_WORDS):
        return None
    return "en" if number == 1 and gender == "n" else _WORDS[number]
