"""Documents whose headings are odd: none, long, alike, in a row, with marks inside, or without text below them."""

from tests.stress.annex_folder import annex, prose, report

_FOUR_LINES = (
    "Så följer myndigheten upp de åtgärder som handlingsplanen innehåller, hur ansvaret fördelas mellan "
    "verksamhetsområdena och vad som händer när en åtgärd inte blir av i tid eller när förutsättningarna för den "
    "ändras så mycket att planen behöver göras om från grunden tillsammans med dem som berörs"
)


def no_headings():
    """Three pages without a heading."""
    return annex("\n\n".join(prose(6) for _ in range(20)) + "\n", title="Utan rubriker")


def six_words():
    """A heading of six words on each level, with two pages of text."""
    levels = "\n\n".join(
        f"{'#' * level} Så arbetar vi med alla målen\n\n{prose(4)}" for level in (1, 2, 3, 4, 5, 1, 2, 3)
    )
    return report(levels + "\n", title="Rubriker med lika många ord")


def four_lines():
    """Headings of four lines on each level, one at a page's end, in a contents list."""
    levels = "\n\n".join(f"{'#' * level} {_FOUR_LINES}\n\n{prose(12)}" for level in (1, 2, 3, 4, 1, 2))
    return report(levels + "\n", title=_FOUR_LINES.partition(" och vad")[0])


def marks_inside():
    """Headings with emphasis, links, languages, values, references and punctuation; one is nothing but a link."""
    return report(
        """\
# *Betonad* rubrik med **fet** stil {#sec-ett}

Text.

## Vad gäller? {#sec-fraga}

Text.

## Se [Migrationsverkets webbplats](https://www.migrationsverket.se) och [code of conduct]{lang=en}

Text.

## [Lagen i sin helhet](https://www.riksdagen.se/lag)

Text.

### Rubriken har en not[^not]

Text.

### Så många som {{ antal }} ärenden, se @sec-ett

Text som hänvisar till @sec-fraga, @sec-ett och @sec-lika-igen.

## Nu är det nog!

Text.

# Lika

Text.

# Lika {#sec-lika-igen}

Text.

# Lika {.unnumbered}

Text.

# \\<Vinklar> & „citat“ * % _ \\[hake\\] \\{\\{ klammer \\}\\} \\\\ omvänt

Text.

# Ж αβγ العربية עברית

Text.

[^not]: Noten hör till rubriken.
""",
        title="Märken i rubriker: <&> “citat” – och tankstreck",
    ) | {
        "figures.yaml": "data:\n  tal: {file: data/tal.csv}\nfigures:\n"
        '  antal: {table: tal, row: Ärenden, column: "Antal"}\n',
        "data/tal.csv": "Vad;Antal\nÄrenden;5131\n",
    }


def in_a_row():
    """Headings without text between them, at the end of the text, too, and sections that are empty."""
    chain = "\n\n".join(f"{'#' * level} Rubrik utan text" for level in (1, 2, 3, 4, 5))
    return report(f"{chain}\n\nText.\n\n{chain}\n\n# Tom\n\n# Tom igen\n\n## Sist\n", title="Rubriker i rad")


DOCUMENTS = {
    "headings-none": no_headings,
    "headings-of-six-words": six_words,
    "headings-of-four-lines": four_lines,
    "headings-with-marks": marks_inside,
    "headings-in-a-row": in_a_row,
}
