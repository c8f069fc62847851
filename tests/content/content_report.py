"""A small report to write prose for, and ways to read it and to see what is wrong."""

import io

from PIL import Image

from pipeline.content.prose import read_prose
from pipeline.content.references import load_references
from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.sources.reader import Reader

FOLDER = "inputs/report"

FILES = {
    "inputs/references.yaml": """
instruktion:
  type: law
  title: förordningen (2019:502) med instruktion för Migrationsverket
  pinpoint: 5 § 4
jamstalldhet:
  type: page
  issuer: Jämställdhetsmyndigheten
  title: Vad är jämställdhet?
  url: https://www.jamstalldhet.se/fakta/
  read: 2024-03-01
""",
    "inputs/report/data/beslut.csv": "Beslut;2022;2023\nAvgjorda;12 345;13 001\nAvslagna;4 345;4 751\nMål;5;1\n",
    "inputs/report/data/kon.csv": ";2021;2021;2022;2022\nKön;Kvinnor;Män;Kvinnor;Män\nChefer;51%;49,5%;54%;..\n",
    "inputs/report/figures.yaml": """
data:
  beslut: {file: data/beslut.csv}
tables:
  tbl-kon:
    file: data/kon.csv
    header-rows: 2
    caption: Andelen *kvinnor* och män
    notes: ["Källa: statistik.[^jamstalldhet]"]
    columns:
      2021 / Kvinnor: {type: percent}
      2021 / Män: {type: percent}
      2022 / Kvinnor: {type: percent}
      2022 / Män: {type: percent}
charts:
  fig-beslut:
    type: bar
    table: beslut
    categories: ["2022", "2023"]
    series: [Avgjorda]
    unit: antal
    caption: Avgjorda ärenden
diagrams:
  fig-kedja:
    type: chain
    caption: Kedjan
    alt: Två rutor med en pil emellan.
    steps: [{title: Insats}, {title: Effekt}]
figures:
  beslut.avgjorda: {table: beslut, row: Avgjorda, column: "2023"}
  beslut.avslagna: {table: beslut, row: Avslagna, column: "2023"}
  beslut.andel: {share: beslut.avslagna, of: beslut.avgjorda}
  beslut.mal: {table: beslut, row: Mål, column: "2022"}
  chefer.kvinnor: {table: tbl-kon, row: Chefer, column: 2022 / Kvinnor}
  chefer.kvinnor_2021: {table: tbl-kon, row: Chefer, column: 2021 / Kvinnor}
  chefer.okning: {difference: [chefer.kvinnor, chefer.kvinnor_2021]}
""",
}


class Report:
    """The report's folder."""

    def __init__(self, root):
        self.root = root
        for name, content in FILES.items():
            self.write(name, content)
        self.write(f"{FOLDER}/images/karta.png", picture())

    def write(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def reader(self):
        return Reader(self.root)

    def prose(self, *texts):
        """The prose of texts, each a file of its own: text/1.md, text/2.md …"""
        paths = [f"{FOLDER}/text/{number}.md" for number, _ in enumerate(texts, start=1)]
        for path, text in zip(paths, texts, strict=True):
            self.write(path, text)
        reader = self.reader()
        return read_prose(reader, paths, load_figures(reader, FOLDER), load_references(reader, FOLDER))

    def faults(self, *texts):
        """What is wrong with texts: errors, and warnings where there are no errors."""
        try:
            return self.prose(*texts).warnings
        except FaultError as error:
            return error.faults


def picture(mode="RGB", size=(900, 600), kind="PNG", **options):
    """The bytes of a picture."""
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind, **options)
    return file.getvalue()
