"""Documents with every letter: the Latin blocks as far as the fonts reach, signs, ligatures, combining marks."""

import unicodedata

from tests.stress.annex_folder import annex

#: The blocks of Latin letters, by their first and last code points (Unicode Standard, chapter 7).
BLOCKS = {
    "Latin-1": (0x00A1, 0x00FF),
    "Latin Extended-A": (0x0100, 0x017F),
    "Latin Extended-B": (0x0180, 0x024F),
    "IPA Extensions": (0x0250, 0x02AF),
    "Latin Extended Additional": (0x1E00, 0x1EFF),
    "Greek": (0x0370, 0x03FF),
    "Greek Extended": (0x1F00, 0x1FFF),
    "Cyrillic": (0x0400, 0x045F),
}


#: Welsh letters of the Middle Ages, which none of the fonts has.
LACKING = range(0x1EFC, 0x1F00)


def letters(block):
    """The letters of a block that stand by themselves."""
    first, last = BLOCKS[block]
    signs = (chr(code) for code in range(first, last + 1) if code not in LACKING)
    return [sign for sign in signs if unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo")]


def every_letter():
    """Every letter of the Latin blocks, of Greek and of Russian, Ukrainian and Serbian Cyrillic."""
    parts = []
    for block in BLOCKS:
        # in words of eight, since a letter that stands in no word is a hard case of its own
        signs = letters(block)
        words = ["".join(signs[at : at + 8]) for at in range(0, len(signs), 8)]
        parts.append(f"# {block}\n\n{' '.join(words)}")
    return annex("\n\n".join(parts) + "\n", title="Alla bokstäver")


def every_letter_alone():
    """The same letters, each by itself, in Latin blocks; bold and italic, too."""
    parts = []
    for block in ("Latin-1", "Latin Extended-A", "Latin Extended Additional"):
        words = " ".join(letters(block))
        parts.append(f"# {block}\n\n{words}\n\n**{words}**\n\n*{words}*")
    return annex("\n\n".join(parts) + "\n", title="Bokstäver var för sig")


def composed_and_decomposed():
    """The same words composed (NFC) and decomposed (NFD), and marks that no composed letter has."""
    words = "Åsa Östberg, café, señor, naïve, Þórður, Čapek, Dvořák, Nguyễn, Ștefan"
    return annex(
        f"# Sammansatta\n\n{unicodedata.normalize('NFC', words)}.\n\n# Delade\n\n{unicodedata.normalize('NFD', words)}."
        "\n\n# Utan sammansatt form\n\nq̃ m̄ x̂ ẅ̱ å̈ ē̂ och a͡b.\n",
        title="Sammansatta och delade bokstäver",
    )


def signs():
    """Signs: mathematics, currency, raised and lowered figures, quotation marks, dashes, arrows, spaces, hyphens."""
    return annex(
        "# Tecken\n\nUtsläpp av CO₂ och H₂O per m² och m³, xⁿ och aᵢ.\n\n"
        "Räkning: a ± b × c ÷ d ≤ e ≥ f ≠ g ≈ h − i ∞ √j ∑ ∏ ∫ ∂ ∆ µ Ω π ‰.\n\n"
        "<!-- allow C210: bråken är tecken -->\n\nBråk: ½ ¼ ¾ ⅓ ⅔.\n\n"
        "Valuta: € £ $ ¥ ¢ ¤.\n\nCitat: ”svenskt” »så» ’enkelt’ “engelskt” „tyskt“ «franskt» ‹så›.\n\n"
        "Streck: bindestreck-ord, a–b, a—b, a‑b (hårt bindestreck), a−b.\n\n"
        "Pilar och tecken: ← ↑ → ↓ ↔ • … † ‡ § ¶ © ® ™ ° № ✓.\n\n"
        "Mjukt bindestreck: upp\u00adföljnings\u00adan\u00adsvars\u00adfördelning.\n\n"
        "Hårt mellanslag: a\u00a0b, smalt: a\u202fb, tunt: a\u2009b.\n\n"
        "Osynliga: utan\u200bbredd, fog\u2060ad, sam\u200dman, skild\u200cfrån.\n",
        title="Tecken: CO₂, m² och €",
    )


def ligatures():
    """Words whose letters fonts join, and the same as characters of their own."""
    words = "fixa affisch effekt skaffa flagga offline affär fjäll grafit trafik officiell fflå stift titta attityd Tfn"
    return annex(
        f"# Ligaturer fi ff fl\n\n{words}\n\n**{words}**\n\n*{words}*\n\nSom tecken: ﬁ ﬂ ﬀ ﬃ ﬄ, ĳ, œ, æ, ß, ẞ.\n",
        title="Ligaturer: officiell affisch om trafiken",
    )


DOCUMENTS = {
    "letters-of-every-block": every_letter,
    "letters-alone": every_letter_alone,
    "letters-composed-and-decomposed": composed_and_decomposed,
    "letters-signs": signs,
    "letters-ligatures": ligatures,
}
