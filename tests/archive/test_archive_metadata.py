"""METS, PREMIS and ERMS: valid by the schemas that there are, in the order of the others, and complete."""

import json
import re
from io import BytesIO

import pytest
from lxml import etree

from pipeline.archive.schemas import schemas
from pipeline.register.changing import change
from tests.archive.conftest import archived
from tests.archive.making_adopted import Clock, adopt, make_project, opened

NS = {"m": "http://www.loc.gov/METS/", "e": "https://DILCIS.eu/XML/ERMS", "p": "http://www.loc.gov/premis/v3"}
MARK = {
    "secrecy-provision": "OSL 15 kap. 1 §",
    "secrecy-date": "2024-06-19",
    "secrecy-authority": "Anna Ek",
    "secrecy-fields": "sender",
}
#: Order of the elements that we use (CITS ERMS 2.1.2, aggregationType and recordType).
AGGREGATION = [
    "objectId",
    "classification",
    "title",
    "otherTitle",
    "status",
    "relation",
    "restriction",
    "agents",
    "dates",
    "notes",
    "record",
]
RECORD = [
    "objectId",
    "extraId",
    "title",
    "status",
    "runningNumber",
    "relation",
    "restriction",
    "direction",
    "agents",
    "dates",
    "action",
    "dispatchMode",
    "notes",
    "additionalInformation",
]
#: Elements of PREMIS 3 in the order of its schema.
PREMIS = {
    "object": ["objectIdentifier", "objectCharacteristics", "originalName", "relationship"],
    "event": [
        "eventIdentifier",
        "eventType",
        "eventDateTime",
        "eventDetailInformation",
        "eventOutcomeInformation",
        "linkingAgentIdentifier",
        "linkingObjectIdentifier",
    ],
    "agent": ["agentIdentifier", "agentName", "agentType", "agentVersion"],
}


@pytest.fixture(scope="module")
def mets_schema():
    known = schemas()

    class Kept(etree.Resolver):
        def resolve(self, url, _, context):
            return self.resolve_string(known[url.rpartition("/")[2]], context)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Kept())
    both = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:import namespace="http://www.loc.gov/METS/" schemaLocation="mets1_12.xsd"/>
    <xs:import namespace="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" schemaLocation="DILCISExtensionMETS.xsd"/>
    <xs:import namespace="https://DILCIS.eu/XML/METS/SIPExtensionMETS" schemaLocation="DILCISExtensionSIPMETS.xsd"/>
    </xs:schema>"""
    return etree.XMLSchema(etree.parse(BytesIO(both), parser))


def names(element):
    return [etree.QName(child).localname for child in element]


def in_order(found, order):
    return found == sorted(found, key=order.index)


def read(root, number="1.3.1-2024-1-1", version=1, path="metadata/descriptive/erms.xml"):
    return etree.fromstring((root / "packages" / f"{number}_v{version}" / path).read_bytes())


@pytest.fixture
def rich(tmp_path):
    """A document with everything that the register can say of it: two versions, sent, marked, with a full subject."""
    root, clock = make_project(tmp_path / "project"), Clock()
    with opened(root, clock) as register:
        first = adopt(root, register, "first")
        case = {"full-subject": "Hållbarhet & <Ö>", "unit": "Stab", "retention-rule": "RA-FS 1991:1", **MARK}
        with register.writing() as writing:
            change(writing, "1.3.1-2024-1", case | {"secrecy-fields": "subject", "classification-now": "1.3.2"})
        number = adopt(
            root,
            register,
            case="1.3.1-2024-1",
            replaces=first,
            sender="Bo & Co",
            direction="out",
            recipient="Regeringen",
            title="Hållbarhetsredovisning, ny",
            **MARK,
        )
        sent = {"dispatched": "2024-06-20", "dispatched-to": "Regeringen", "dispatched-how": "e-post"}
        with register.writing() as writing:
            change(writing, number, {"status": "dispatched", **sent})
            change(writing, "1.3.1-2024-1", {"status": "closed"})
    archived(root, clock=clock)
    return root


def test_mets_is_valid_by_its_schema_and_the_extensions(made, name, rich, mets_schema):
    files = [*(made / name).rglob("METS.xml"), *(rich / "packages").rglob("METS.xml")]
    assert len(files) == 6
    for file in files:
        tree = etree.parse(file)
        assert mets_schema.validate(tree), (file, mets_schema.error_log)


def test_the_schema_would_find_a_fault(made, name, mets_schema):
    tree = etree.parse(made / name / "METS.xml")
    tree.getroot().remove(tree.find("m:structMap", NS))
    assert not mets_schema.validate(tree)


def test_ids_are_unique_in_the_whole_package(made, name):
    ids = [one for file in (made / name).rglob("METS.xml") for one in etree.parse(file).xpath("//@ID")]
    assert len(ids) == len(set(ids)) > 30


def test_all_times_have_a_zone_and_are_the_registers(made, name):
    events = json.loads((made / name / "documentation/register.json").read_text(encoding="utf-8"))["events"]
    known = {one["content"]["at"] for one in events}
    tree = etree.parse(made / name / "METS.xml")
    times = set(tree.xpath("//@CREATED | //@CREATEDATE | //@LASTMODDATE"))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one) for one in times)
    assert len(times - known) == 1  # the moment in which the package itself was noted
    assert min(times - known) > max(known)


def test_header_and_agents_are_as_set(made, name):
    text = (made / name / "METS.xml").read_text(encoding="utf-8")
    for said in ("Riksarkivet", "ORG:202100-1074", "Exempelmyndigheten, registratorn", "RA 00-0000/0000; 2024-01-01"):
        assert said in text
    assert 'TYPE="Textual works – Digital"' in text


def test_erms_has_its_elements_in_the_order_of_the_schema(rich):
    root = read(rich, "1.3.1-2024-1-2")
    case, record = root.find(".//e:aggregation", NS), root.find(".//e:record", NS)
    assert in_order(names(case), AGGREGATION)
    assert in_order(names(record), RECORD)
    assert set(names(record)) == set(RECORD)


def test_erms_tells_what_an_archive_asks_for(rich):
    root = read(rich, "1.3.1-2024-1-2")
    said = {
        "e:aggregations/e:aggregation/e:objectId": "1.3.1-2024-1",
        ".//e:aggregation/e:title": "Hållbarhetsredovisning 2023",
        ".//e:aggregation/e:otherTitle[@titleType='fullständig ärendemening']": "Hållbarhet & <Ö>",
        ".//e:record/e:objectId": "1.3.1-2024-1-2",
        ".//e:record/e:extraId[@extraIdType='beslutsnummer']": "Stab/002/2024",
        ".//e:record/e:relation[@relationType='replaces']": "1.3.1-2024-1-1",
        ".//e:record/e:agents/e:agent[e:role='beslutsfattare']/e:name": "Simon Wygler, t.f. avdelningschef",
        ".//e:record/e:agents/e:agent[e:role='föredragande']/e:name": "Anna Ek",
        ".//e:record/e:agents/e:agent[@agentType='sender']/e:name": "Bo & Co",
        ".//e:record/e:agents/e:agent[@agentType='receiver']/e:name": "Regeringen",
        ".//e:record/e:dates/e:date[@dateType='decision_date']": "2024-06-19T00:00:00",
        ".//e:record/e:dates/e:date[@dateType='expedited']": "2024-06-20T00:00:00",
        ".//e:record/e:dispatchMode": "e-post",
        ".//e:aggregation/e:notes/e:note[@noteType='bevarande och gallring']": "RA-FS 1991:1",
        ".//e:record/e:notes/e:note[@noteType='bevarande och gallring']": "Bevaras",
    }
    assert {path: root.findtext(path, namespaces=NS) for path in said} == said
    codes = root.xpath(".//e:aggregation/e:classification/@classificationCode", namespaces=NS)
    assert codes == ["1.3.2", "1.3.1"]
    statuses = root.xpath(".//e:status/@value", namespaces=NS)
    assert statuses == ["closed", "expedited"]
    assert root.xpath(".//e:direction/@directionDefinition", namespaces=NS) == ["outgoing"]
    dates = root.xpath(".//e:aggregation/e:dates/e:date/@dateType", namespaces=NS)
    assert dates == ["opening_date", "closed", "captured"]


def test_secrecy_marks_are_carried_and_what_they_hold_back_is_not_told_elsewhere(rich):
    root = read(rich, "1.3.1-2024-1-2")
    told = [
        (
            one.get("restrictionType"),
            one.findtext("e:regulation", namespaces=NS),
            one.findtext("e:explanatoryText", namespaces=NS),
        )
        for one in root.findall(".//e:restriction", NS)
    ]
    by = "Markeringen gjord av Anna Ek."
    assert told == [
        ("confidential", "OSL 15 kap. 1 §", f"Uppgifter som inte visas: ärendemening. {by}"),
        ("confidential", "OSL 15 kap. 1 §", f"Uppgifter som inte visas: avsändare. {by}"),
    ]
    days = root.xpath(".//e:restriction/e:dates/e:date/@dateType", namespaces=NS)
    assert days == ["confidentiality_assessed"] * 2
    package = rich / "packages" / "1.3.1-2024-1-2_v1"
    mets = etree.parse(package / "METS.xml").getroot()
    assert mets.get("LABEL") == "1.3.1-2024-1-2"
    guide = (package / "documentation/paketbeskrivning.txt").read_text(encoding="utf-8")
    assert "Hållbarhetsredovisning 2023" not in guide
    assert "(sekretessmarkerad, se metadata/descriptive/erms.xml)" in guide


def test_premis_has_its_elements_in_the_order_of_the_schema(made, name):
    for file in (made / name).rglob("premis.xml"):
        root = etree.parse(file).getroot()
        kinds = names(root)
        assert in_order(kinds, ["object", "event", "agent"])
        for element in root:
            assert in_order(names(element), PREMIS[etree.QName(element).localname]), file


def test_premis_tells_creation_migration_validation_and_preparation(made, name):
    told = {}
    for path in ("", "representations/rep1_original/", "representations/rep2_preservation/"):
        root = etree.parse(made / name / path / "metadata/preservation/premis.xml").getroot()
        told[path] = [
            (one.findtext("p:eventType", namespaces=NS), one.findtext(".//p:eventDetail", namespaces=NS))
            for one in root.findall("p:event", NS)
        ]
    assert [kind for kind, _ in told[""]] == ["ingestion preparation"]
    assert [kind for kind, _ in told["representations/rep1_original/"]] == ["creation", "validation"]
    migration, *validations = told["representations/rep2_preservation/"]
    assert migration[0] == "migration"
    assert "LibreOffice" in migration[1]
    assert validations == [
        ("validation", "PDF/A-2a: godkänd; PDF/UA-1: godkänd"),
        ("validation", "talen i Word-filen: godkänd"),
    ]


def test_the_registers_events_can_be_worked_out_anew_with_nothing_but_the_file(made, name):
    import hashlib

    known = json.loads((made / name / "documentation/register.json").read_text(encoding="utf-8"))
    for one in known["events"]:
        content = json.dumps(one["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(f"{one['previous']}\n{content}".encode()).hexdigest() == one["hash"]
    assert {one["content"]["kind"] for one in known["events"]} == {"case", "document", "file", "number"}
    assert known["events"][-1]["position"] == known["head"]["position"]


def test_files_with_odd_names_are_listed_as_urls(made, name):
    text = (made / name / "METS.xml").read_text(encoding="utf-8")
    assert "10%20%E2%80%93%20inledning.md" in text


def test_the_guide_says_what_is_not_in_the_package(made, name):
    guide = (made / name / "documentation/paketbeskrivning.txt").read_text(encoding="utf-8")
    assert "Svar från databaser (1 st)" in guide
    assert f"diarie archive verify {name}" in guide
    assert "De för PREMIS och ERMS ligger inte i paketet." in guide


def test_without_settings_the_agency_delivers_and_keeps_itself(tmp_path):
    root = make_project(tmp_path / "project", settings="")
    with opened(root) as register:
        adopt(root, register)
    [told] = archived(root)
    assert told.written == ("packages/1.3.1-2024-1-1_v1",)
    agents = etree.parse(root / told.written[0] / "METS.xml").findall(".//m:agent", NS)
    assert [(one.get("ROLE"), one.findtext("m:name", namespaces=NS)) for one in agents] == [
        ("CREATOR", "diarie"),
        ("ARCHIVIST", "Exempelmyndigheten"),
        ("CREATOR", "Exempelmyndigheten"),
        ("PRESERVATION", "Exempelmyndigheten"),
    ]
