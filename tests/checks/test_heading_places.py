"""Where the inputs have a heading that a PDF's outline tells of."""

from pipeline.checks.heading_places import at_headings
from pipeline.content.model import Heading, Text
from pipeline.faults import Fault
from pipeline.places import Place
from tests.word.writer_trees import document

PDF = Place("outputs/a.pdf")
HERE = Place("text/10-a.md", line=3)
TREE = document(Heading(3, (Text("Ett "), Text("avsnitt")), origin=HERE))


def places(fault):
    return [found.place for found in at_headings([fault], TREE)]


def test_a_fault_about_a_heading_is_told_where_its_author_finds_it():
    assert places(Fault("P213", "", PDF, "", {"heading": "Ett avsnitt"})) == [HERE]


def test_a_heading_of_the_template_and_other_faults_stay_with_the_pdf():
    assert places(Fault("P213", "", PDF, "", {"heading": "Mallens egen"})) == [PDF]
    assert places(Fault("P205", "", PDF)) == [PDF]
