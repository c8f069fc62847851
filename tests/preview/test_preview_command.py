"""`diarie preview` as people run it: a real server, real requests, files that are saved while it runs."""

import shutil
import socket
from contextlib import ExitStack
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import diarie
from tests.preview.server_process import preview, version_of


@pytest.fixture
def written(example):
    """The README's example, and its first text."""
    return example, sorted((example / "inputs" / "my-report" / "text").glob("*.md"))[0]


def test_a_saved_change_reaches_the_open_page(written):
    project, text = written
    with preview(project, "my-report") as running, running.news("my-report") as news:
        first = running.page("my-report")
        assert news() == version_of(first)
        text.write_text(text.read_text() + "\nEn alldeles ny mening.\n")
        page = running.told("my-report", news, lambda page: "En alldeles ny mening." in page)
    assert version_of(page) != version_of(first)


def test_a_fault_stands_above_the_last_good_page_until_it_is_mended(written):
    project, text = written
    good = text.read_text()
    with preview(project, "my-report") as running, running.news("my-report") as news:
        first = running.page("my-report")
        text.write_text(good + "\nSe {{ finns.inte }}.\n")
        broken = running.told("my-report", news, lambda page: "finns.inte" in page)
        text.write_text(good)
        running.told("my-report", news, lambda page: page == first)
    line = len(good.splitlines()) + 2
    assert f"{text.relative_to(project)}:{line}" in broken
    assert 'author-fault" aria-label' in broken
    body = first[first.index("<main") :]
    assert body[: body.index("</main>")] in broken


def test_a_document_with_a_fault_from_the_start_gets_its_page_when_it_is_mended(written):
    project, _ = written
    settings = project / "inputs" / "my-report" / "document.yaml"
    good = settings.read_text()
    settings.write_text("kind: sustainability-report\ntitle: [\n")
    with preview(project, "my-report") as running, running.news("my-report") as news:
        assert "inputs/my-report/document.yaml:" in running.page("my-report")
        settings.write_text(good)
        running.told("my-report", news, lambda page: 'author-fault" aria-label' not in page)


def test_editors_may_save_by_renaming_and_folders_may_go_and_come(written):
    project, text = written
    folder = text.parent
    with preview(project, "my-report") as running, running.news("my-report") as news:
        beside = text.with_suffix(".tmp")
        beside.write_text(text.read_text() + "\nSparat bredvid.\n")
        beside.replace(text)
        saved = running.told("my-report", news, lambda page: "Sparat bredvid." in page)
        kept = project / "kept"
        shutil.move(folder, kept)
        running.told("my-report", news, lambda page: version_of(page) != version_of(saved))
        shutil.move(kept, folder)
        running.told("my-report", news, lambda page: page == saved)
        (folder / "90-nytt.md").write_text("# Nytt\n\nEn ny fil.\n")
        running.told("my-report", news, lambda page: "En ny fil." in page)


def test_all_inputs_may_be_replaced_by_another_folder(written):
    project, text = written
    with preview(project, "my-report") as running, running.news("my-report") as news:
        first = running.page("my-report")
        shutil.copytree(project / "inputs", project / "other")
        (project / "inputs").rename(project / "old")
        running.told("my-report", news, lambda page: page != first)
        (project / "other").rename(project / "inputs")
        running.told("my-report", news, lambda page: page == first)
        text.write_text(text.read_text() + "\nI den nya mappen.\n")
        running.told("my-report", news, lambda page: "I den nya mappen." in page)


def test_the_last_of_several_quick_changes_wins(written):
    project, text = written
    good = text.read_text()
    with preview(project, "my-report") as running, running.news("my-report") as news:
        for number in range(20):
            text.write_text(f"{good}\nUtkast {number:02d} av meningen.\n")
        running.told("my-report", news, lambda page: "Utkast 19 av meningen." in page)


def test_a_document_that_is_removed_keeps_its_last_page_and_says_so(written):
    project, _ = written
    with preview(project) as running, running.news("my-report") as news:
        assert 'author-fault" aria-label' not in running.page("my-report")
        shutil.rmtree(project / "inputs" / "my-report")
        page = running.told("my-report", news, lambda page: 'author-fault" aria-label' in page)
    assert 'author-fault" aria-label' in page
    assert "Under felen står den senaste sidan som kunde göras." in page


def test_a_new_document_comes_into_the_list(written):
    project, _ = written
    shutil.copytree(project / "inputs" / "my-report", project / "inputs" / "another")
    with preview(project) as running:
        status, _, listed = running.ask("/")
        assert status == 200
        assert 'href="/another"' in listed
        assert 'href="/my-report"' in listed
        shutil.copytree(project / "inputs" / "my-report", project / "inputs" / "blåbär & co")
        _, _, listed = running.ask("/")
        assert 'href="/bl%C3%A5b%C3%A4r%20%26%20co"' in listed
        assert ">blåbär &amp; co</a>" in listed
        assert running.ask("/bl%C3%A5b%C3%A4r%20%26%20co")[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.1:{port}",
        "localhost.evil:{port}",
        "localhost.:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}, evil.example",
        "evil@127.0.0.1:{port}",
        "",
    ],
)
def test_a_request_that_does_not_name_this_machine_is_refused(served, host):
    status, _, body = served.ask("/my-report", headers={"Host": host.format(port=served.port)})
    assert status == 421
    assert "<main" not in body
    assert served.ask("/my-report/events", headers={"Host": host.format(port=served.port)})[0] == 421


@pytest.mark.parametrize(
    ("request_line", "hosts", "status"),
    [
        ("GET /my-report HTTP/1.1", (), 400),
        ("GET /my-report HTTP/1.0", (), 421),
        ("GET /my-report HTTP/1.1", ("127.0.0.1:{port}", "evil.example"), 400),
        ("GET http://evil.example/my-report HTTP/1.1", ("127.0.0.1:{port}",), 404),
        ("GET http://evil.example/my-report HTTP/1.1", ("evil.example",), 421),
        ("GET \\my-report HTTP/1.1", ("127.0.0.1:{port}",), 404),
        ("GET /my-report\0 HTTP/1.1", ("127.0.0.1:{port}",), 400),
        (f"GET /{'a' * 300_000} HTTP/1.1", ("127.0.0.1:{port}",), 400),
    ],
)
def test_requests_as_no_browser_writes_them_get_no_page(served, request_line, hosts, status):
    lines = [request_line, *(f"Host: {host.format(port=served.port)}" for host in hosts), "Connection: close"]
    answer = served.say("\r\n".join(lines).encode() + b"\r\n\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"<main" not in answer


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}", "LOCALHOST:{port}"])
def test_the_names_of_this_machine_are_answered(served, host):
    assert served.ask("/my-report", headers={"Host": host.format(port=served.port)})[0] == 200


def test_pages_of_other_sites_can_link_to_it_and_load_nothing_from_it(served):
    for site, path in product(("cross-site", "same-site"), ("/my-report", "/my-report/events")):  # ports are one site
        assert served.ask(path, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})[0] == 403
    for origin in ("https://evil.example", "http://localhost:1", "null"):  # a browser without Fetch Metadata
        assert served.ask("/my-report/events", headers={"Origin": origin})[0] == 403
    own = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert served.ask("/my-report", headers=own)[0] == 200
    assert served.ask("/my-report", headers={"Origin": f"http://localhost:{served.port}"})[0] == 200
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert served.ask("/my-report", headers=followed)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/my-report", "/my-report/events", "/nothing"])
def test_nothing_but_looking_is_allowed(served, method, path):
    status, headers, _ = served.ask(path, method=method)
    assert status == 405
    assert headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path",
    [
        "/inputs/agency.yaml",
        "/../../etc/passwd",
        "/%2e%2e/inputs/agency.yaml",
        "/..%2finputs%2fagency.yaml",
        "/my-report/../../inputs/agency.yaml",
        "/my-report/text/10-inledning.md",
        "/my-report.pdf",
        "/outputs/my-report.pdf",
        "//etc/passwd",
        "/my-report/",
        "/my-report%2f..%2f..%2finputs%2fagency.yaml",
        "/%252e%252e%252finputs%252fagency.yaml",
        "/..%5cinputs%5cagency.yaml",
        "/%00",
        "/my-report%00",
        "/%ff",
    ],
)
def test_no_file_is_served(served, path):
    status, _, body = served.ask(path)
    assert status == 404
    assert body == "There is no such page. / lists the documents.\n"


def test_every_answer_says_what_a_browser_may_do_with_it(served):
    for path in ("/", "/my-report", "/nothing", "/favicon.ico"):
        _, headers, body = served.ask(path)
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
        assert "default-src 'none'" in (body if "<html" in body else headers["content-security-policy"])
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not [name for name in headers if name.lower().startswith("access-control")]
        assert "server" not in {name.lower() for name in headers}


def test_many_that_say_and_read_nothing_keep_nobody_from_the_page(served):
    with ExitStack() as opened:
        for said in (b"", b"GET /my-rep", served.request("/my-report/events"), served.request("/my-report")):
            for _ in range(60):
                one = opened.enter_context(socket.create_connection(("127.0.0.1", served.port)))
                one.sendall(said)
        assert "<main" in served.page("my-report")


def test_asking_for_the_head_brings_no_body(served):
    status, headers, body = served.ask("/my-report", method="HEAD")
    assert (status, body) == (200, "")
    assert int(headers["content-length"]) > 1000
    request = (
        served.request("/my-report/events")
        .replace(b"GET", b"HEAD")
        .replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    )
    assert served.say(request).startswith(b"HTTP/1.1 200 ")  # and the news are not waited for


def test_nothing_is_written_and_no_number_given(written):
    project, _ = written
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    with preview(project, "my-report") as running:
        running.page("my-report")
        running.end()
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_a_port_in_use_is_told_when_it_was_asked_for(example):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = diarie("preview", "--port", str(taken.getsockname()[1]), project=example)
    assert ended.returncode == 2
    assert "U120" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_port_asked_for_the_next_free_one_is_taken(written):
    project, _ = written
    with preview(project, port=None) as first, preview(project, port=None) as second:
        assert first.port != second.port
        assert second.ask("/")[0] == 307


def test_only_this_machine_is_listened_to(written):
    project, _ = written
    with preview(project) as running:
        assert {address for address, _ in running.listening} == {f"0100007F:{running.port:04X}"}


def test_a_document_that_is_not_there_is_told(example):
    ended = diarie("preview", "my-raport", project=example)
    assert ended.returncode == 2
    assert "U102" in ended.stderr
    assert "my-report" in ended.stderr


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A preview that no test changes anything for."""
    from tests.readme import write_example

    root = Path(__file__).parents[2]
    project = tmp_path_factory.mktemp("served")
    for path in ("inputs/agency.yaml", "inputs/references.yaml", "templates/sustainability-report.docx"):
        (project / path).parent.mkdir(exist_ok=True)
        shutil.copy(root / path, project / path)
    shutil.copytree(root / "templates" / "html", project / "templates" / "html")
    write_example(project)
    (project / "outputs").mkdir()
    (project / "outputs" / "my-report.pdf").write_bytes(b"the last good one")
    with preview(project) as running:
        yield running
