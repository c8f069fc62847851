"""Lists, headings, paragraphs of every role, pictures and charts, titles and headers that have hardly room."""

import io

from matplotlib.image import imsave
from numpy import full, uint8

from tests.stress.annex_folder import SENTENCES, annex, prose, report

LONG_TITLE = (
    "Migrationsverkets och de samverkande myndigheternas gemensamma redovisning av arbetet med mottagande, prövning, "
    "bosättning och återvändande i hela landet under det gångna året och av vad som återstår att göra"
)
#: What a cover has room for.
SHORTER_TITLE = "Gemensam redovisning av mottagande, prövning, bosättning och återvändande i hela landet"
LONG_SUBTITLE = (
    "Med bilagor om förutsättningar, ansvarsfördelning och uppföljning, framtagen i samråd med länsstyrelserna, "
    "kommunerna och de organisationer som har deltagit"
)


def picture(width=300, height=200):
    """A grey PNG of that many pixels."""
    file = io.BytesIO()
    imsave(file, full((height, width, 3), 120, uint8), format="png", metadata={"Software": None})
    return file.getvalue()


def nested_lists():
    """Lists four deep, bullets in numbers and the other way round, paragraphs in items, and one over a page's end."""
    deep = f"""\
1. {SENTENCES[0]}

    {SENTENCES[1]}

    - {SENTENCES[2]}
        1. {SENTENCES[3]}

            {SENTENCES[4]}

            - {SENTENCES[5]}

                {SENTENCES[0]}
            - Sist på den djupaste nivån.
        2. {SENTENCES[1]}
    - {SENTENCES[2]}

    {SENTENCES[3]}

2. {SENTENCES[4]}
    1. Numrerad under numrerad.
        1. Och en gång till.
            1. Och ännu en gång.
            2. Den sista.
"""
    unordered = "- Nivå ett\n    - Nivå två\n        - Nivå tre\n            - Nivå fyra\n"
    long = "".join(f"{at}. {prose(1 + at % 4)}\n" for at in range(1, 61))
    return annex(
        f"# Listor i listor\n\nDen första listan:\n\n{deep}\nDen andra listan:\n\n{unordered}\nDen tredje listan:\n\n"
        f"7. En lista som börjar senare.\n8. Och går vidare.\n\n# En lista över flera sidor\n\n{long}",
        title="Listor i listor",
    )


def deep_headings():
    """Headings down to the fifth level, several in a row, with and without numbers, up again by several levels."""
    parts = [f"{'#' * level} Rubrik på nivå {name}" for level, name in enumerate("ABCDE", start=1)]
    text = "\n\n".join(
        [
            *parts,
            prose(3),
            "## Tillbaka på den andra nivån",
            prose(2),
            "### Den tredje utan nummer {.unnumbered}",
            "#### Den fjärde utan nummer {.unnumbered}",
            prose(2),
            "# En ny första",
            *parts[1:],
            prose(2),
        ]
    )
    return report(text, title="Djupa rubriker")


def every_role():
    """Quotations, notes, introductions and signatures, some longer than a page."""
    return annex(
        f"# Stycken av alla slag\n\n::: lead\n{prose(6)}\n:::\n\n> {prose(3)}\n>\n> {prose(40)}\n\n"
        f"::: note\n{prose(40)}\n:::\n\n::: quote\n{prose(2)}\n:::\n\n"
        f"::: example\nUppgifterna är påhittade.\n:::\n\n{prose(45)}\n\n"
        "::: signature\nFilippa Nordfeldt\nAvdelningschef\nMigrationsverket\n:::\n",
        title="Stycken av alla slag",
    )


def pictures():
    """Pictures wider and higher than the page, tiny ones, the same one several times, right after each other."""
    return annex(
        f"# Bilder\n\n@Fig-bred är bred och @fig-hog är hög.\n\n"
        '![En bred grå ruta.](images/bred.png "En bred ruta"){#fig-bred}\n\n'
        '![En hög grå ruta.](images/hog.png "En hög ruta"){#fig-hog}\n\n'
        f"![En liten grå ruta.](images/liten.png){{width=10mm}}\n\n{prose(2)}\n\n"
        "![En grå ruta.](images/liten.png)\n\n![Samma ruta igen.](images/liten.png)\n",
        {
            "images/bred.png": picture(3000, 200),
            "images/hog.png": picture(200, 3000),
            "images/liten.png": picture(12, 12),
        },
        title="Bilder",
    )


def charts():
    """Every type of chart and diagram, over several pages, with tables of their numbers."""
    years = [str(year) for year in range(2014, 2024)]
    series = ("Bifall", "Avslag", "Avskrivna", "Avvisade", "Överlämnade")
    values = "".join(
        f"{year};" + ";".join(str((at + 3) * (number + 2) * 37 % 971 + 20) for number in range(5)) + "\n"
        for at, year in enumerate(years)
    )
    steps = "".join(
        f"{'Ett mål för verksamheten' if at % 9 == 0 else ''};{SENTENCES[at % 6].rstrip('.')};"
        f"{2023 + at // 24}-{at % 12 + 1:02}-01;{'' if at % 7 == 3 else f'{2023 + at // 24}-{at % 12 + 1:02}-27'}\n"
        for at in range(45)
    )
    common = "table: beslut, category: År, unit: antal beslut"
    figures = f"""\
data:
  beslut: {{file: data/beslut.csv}}
  plan: {{file: data/plan.csv, allow-duplicates: true}}
charts:
  fig-staplar: {{type: bar, {common}, series: [Bifall], caption: Bifall}}
  fig-delade: {{type: stacked-bar, {common}, series: [Bifall, Avslag, Avskrivna], caption: Beslut efter utgång}}
  fig-linjer: {{type: line, {common}, series: [Bifall, Avslag], caption: Beslut över tid, numbers: none}}
  fig-plan:
    type: gantt
    table: plan
    label: Åtgärd
    start: Börjar
    end: Slutar
    group: Mål
    caption: Åtgärderna
diagrams:
  fig-kedja:
    type: chain
    caption: En kedja
    steps: [{{title: Ansökan, text: Den sökande ansöker.}}, {{title: Utredning}}, {{title: Beslut}}]
  fig-steg:
    type: steps
    caption: Steg
    steps: [{{title: Först, text: {SENTENCES[0]}}}, {{title: Sedan, text: {SENTENCES[1]}}}, {{title: Sist}}]
"""
    names = ("staplar", "delade", "linjer", "plan", "kedja", "steg")
    referred = ", ".join(f"@fig-{name}" for name in names)
    return annex(
        f"# Diagram\n\nDiagrammen är {referred}.\n\n" + "\n\n".join(f"![](fig-{name})" for name in names) + "\n",
        {
            "data/beslut.csv": f"År;{';'.join(series)}\n{values}",
            "data/plan.csv": f"Mål;Åtgärd;Börjar;Slutar\n{steps}",
            "figures.yaml": figures,
        },
        title="Diagram av alla slag",
    )


def long_title(make, title=LONG_TITLE):
    """A title and a subtitle of several lines, on the cover or under the letterhead, and in running headers."""
    files = make(f"# Inledning\n\n{prose(30)}\n\n# Mer\n\n{prose(40)}\n", title=title)
    settings = files["document.yaml"].replace("document-type:", f'subtitle: "{LONG_SUBTITLE}"\ndocument-type:')
    return files | {"document.yaml": settings}
