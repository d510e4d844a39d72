"""From what a user names to references, and from references to bytes."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path
from threading import Thread

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaner.errors import PageError, QuarantineReason
from cleaner.sources import Loader, MissingInputError, PageRef, page_id, references
from cleaner.sources.again import references_to
from cleaner.sources.listing import page_count
from cleaner.sources.naming import file_uri

LIMIT = 1_000_000


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: bytes | str = b"A page.") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_jsonl(name: str, *records: object) -> Path:
    content = "".join(f"{record if isinstance(record, str) else json.dumps(record)}\n" for record in records).encode()
    match Path(name).suffix:
        case ".gz":
            content = gzip.compress(content)
        case ".zst":
            content = zstandard.compress(content)
    return write(name, content)


def write_warc(name: str, *, compressed: bool = True) -> Path:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=compressed)

    def respond(url: str, status: str, media_type: str, body: bytes) -> None:
        headers = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2026-01-02T03:04:05Z"},
            )
        )

    writer.write_record(writer.create_warcinfo_record(name, {"software": "tests"}))
    respond("https://a.example/one", "200 OK", "text/html; charset=ISO-8859-1", "<p>caf\xe9</p>".encode("latin-1"))
    respond("https://a.example/gone", "404 Not Found", "text/html", b"<p>not here</p>")
    respond("https://a.example/picture", "200 OK", "image/png", b"\x89PNG")
    respond("https://a.example/two", "200 OK", "text/plain", b"Two.")
    return write(name, buffer.getvalue())


def uris(*paths: str, **options: Path) -> list[str]:
    return [ref.uri for ref in references(paths, **options)]


def bodies(*paths: str) -> dict[str, bytes]:
    loader = Loader(LIMIT)
    return {ref.uri: loader.load(ref).body for ref in references(paths)}


def test_a_folder_is_searched_deeply_in_a_stable_order_without_hidden_files() -> None:
    for name in ("in/README.md", "in/b.html", "in/a/z.txt", "in/a/y.txt", "in/.hidden", "in/.git/config", "in/c.html"):
        write(name)
    assert uris("in") == ["in/b.html", "in/c.html", "in/a/y.txt", "in/a/z.txt"]


def test_the_folder_results_go_to_is_passed_over() -> None:
    write("page.html")
    write("output/pages/page.json")
    assert uris(".", outside=Path("output")) == ["page.html"]
    assert uris("**/*", outside=Path("output")) == ["page.html"]


def test_inputs_named_twice_are_listed_once() -> None:
    write("in/a.html")
    write("in/b.html")
    assert uris("in/b.html", "in", "./in/../in/a.html", "in/*.html") == ["in/b.html", "in/a.html"]


@pytest.mark.parametrize("named", ["nothing.html", "nothing/*.html", "in/"])
def test_a_missing_input_is_said_at_once_as_it_was_written(named: str) -> None:
    write("a.html")
    with pytest.raises(MissingInputError, match=named.replace("*", r"\*")):
        references(["a.html", named])


def test_a_dangling_link_is_unreadable() -> None:
    Path("dangling.html").symlink_to("nowhere")
    [ref] = references(["dangling.html"])
    with pytest.raises(PageError) as caught:
        Loader(LIMIT).load(ref)
    assert caught.value.reason is QuarantineReason.UNREADABLE


def test_uris_are_relative_below_the_current_folder_and_absolute_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = write("in/a.html")
    assert file_uri(page.absolute()) == "in/a.html"
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert file_uri(Path("../in/a.html")) == (tmp_path / "in/a.html").as_posix()


def test_a_file_name_that_is_no_text_gets_a_printable_uri() -> None:
    name = b"caf\xe9.html"
    with open(name, "wb") as file:  # noqa: PTH123  a name in bytes
        file.write(b"<p>x</p>")
    [ref] = references(["."])
    assert ref.uri == "caf\\xe9.html"
    assert Loader(LIMIT).load(ref).body == b"<p>x</p>"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("name", ["page.html", "page.html.gz", "page"])
def test_compression_is_told_from_the_content(pack, name: str) -> None:
    write(name, pack(b"<p>Hello</p>"))
    assert bodies(name) == {name: b"<p>Hello</p>"}


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
def test_pipes_and_standard_input_are_read_too(pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pack(b"<p>Hello</p>"))))
    assert bodies("-") == {"stdin": b"<p>Hello</p>"}
    os.mkfifo("pipe")
    writer = Thread(target=lambda: Path("pipe").write_bytes(pack(b"<p>Hello</p>")))
    writer.start()
    assert bodies("pipe") == {"pipe": b"<p>Hello</p>"}
    writer.join()


def test_a_pipe_in_a_folder_is_passed_over() -> None:
    write("in/a.html")
    os.mkfifo("in/pipe.jsonl")
    assert uris("in") == ["in/a.html"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
def test_a_page_over_the_limit_is_not_unpacked_any_further(pack) -> None:
    write("bomb.html", pack(bytes(50_000_000)))
    with pytest.raises(PageError) as caught:
        bodies("bomb.html")
    assert caught.value.reason is QuarantineReason.TOO_LARGE


@pytest.mark.parametrize("name", ["cut.html.gz", "cut.html.zst"])
def test_a_truncated_file_is_unreadable(name: str) -> None:
    pack = gzip.compress if name.endswith("gz") else zstandard.compress
    write(name, pack(os.urandom(10_000))[:5_000])
    with pytest.raises(PageError) as caught:
        bodies(name)
    assert caught.value.reason is QuarantineReason.UNREADABLE


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.ndjson", "feed.jsonl.gz", "feed.jsonl.zst"])
def test_jsonl_records_are_pages(name: str) -> None:
    write_jsonl(name, {"url": "https://a.example/", "html": "<p>é</p>"}, "", {"text": "Plain.", "url": 3})
    loader = Loader(LIMIT)
    pages = [loader.load(ref) for ref in references([name])]
    assert [(page.uri, page.url, page.media_type, page.body) for page in pages] == [
        (f"{name}#1", "https://a.example/", "text/html", "<p>é</p>".encode()),
        (f"{name}#3", None, "text/plain", b"Plain."),
    ]


@pytest.mark.parametrize("name", ["feed.jsonl", "feed.jsonl.gz", "feed.jsonl.zst"])
@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(12)))
def test_jsonl_records_are_read_in_any_order(name: str, order: list[int]) -> None:
    write_jsonl(name, *({"text": f"page {number} " * 3000} for number in range(12)))
    refs, loader = list(references([name])), Loader(LIMIT)
    for number in order:
        assert loader.load(refs[number]).body.startswith(f"page {number} ".encode())


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "7", '{"url": "x"}', '{"html": null}', "[" * 100_000, '{"html": 5}'],
    ids=["cut", "list", "number", "no page", "null", "deep", "number in it"],
)
def test_a_record_of_another_shape_is_unreadable_and_the_next_one_is_read(line: str) -> None:
    write_jsonl("feed.jsonl", line, {"text": "Good."})
    first, second = references(["feed.jsonl"])
    loader = Loader(LIMIT)
    with pytest.raises(PageError) as caught:
        loader.load(first)
    assert caught.value.reason is QuarantineReason.UNREADABLE
    assert loader.load(second).body == b"Good."


@pytest.mark.parametrize("compressed", [True, False])
def test_warc_responses_are_pages_with_what_the_server_declared(compressed: bool) -> None:
    name = "crawl.warc.gz" if compressed else "crawl.warc"
    write_warc(name, compressed=compressed)
    loader = Loader(LIMIT)
    pages = [loader.load(ref) for ref in reversed(list(references([name])))]
    assert [(page.uri, page.url, page.media_type, page.encoding, page.fetched_at, page.body) for page in pages] == [
        (f"{name}#5", "https://a.example/two", "text/plain", None, "2026-01-02T03:04:05Z", b"Two."),
        (
            f"{name}#2",
            "https://a.example/one",
            "text/html",
            "iso-8859-1",
            "2026-01-02T03:04:05Z",
            "<p>café</p>".encode("latin-1"),
        ),
    ]


@pytest.mark.parametrize("name", ["cut.jsonl.gz", "cut.jsonl.zst", "cut.warc.gz"])
def test_an_archive_cut_short_gives_its_whole_records_and_a_problem(name: str) -> None:
    if ".warc" in name:
        content = write_warc(name).read_bytes()[:-20]
    else:
        content = write_jsonl(name, *({"text": os.urandom(2000).hex()} for _ in range(200))).read_bytes()[:-1000]
    write(name, content)
    *_, last = references([name])
    assert last.uri == name
    assert last.problem is not None
    assert last.problem.reason is QuarantineReason.UNREADABLE


@pytest.mark.parametrize("compressed", [True, False])
def test_a_web_archive_cut_anywhere_loses_no_page_silently(compressed: bool) -> None:
    whole = write_warc("crawl.warc", compressed=compressed).read_bytes()
    with Path("crawl.warc").open("rb") as file:
        archive = ArchiveIterator(file)
        starts = [archive.get_record_offset() for _ in archive]
    for length in range(1, len(whole), 3):
        if any(-4 <= start - length <= 12 for start in starts):
            continue  # cut between two records, which nobody can see, or in the check sum behind one
        write("crawl.warc", whole[:length])
        refs = list(references(["crawl.warc"]))
        complete = [ref.uri for ref in refs if ref.problem is None] == ["crawl.warc#2", "crawl.warc#5"]
        assert complete or refs[-1].problem is not None, length


@pytest.mark.parametrize("name", ["empty.jsonl", "empty.warc.gz", "not-really.warc.gz", "not-really.warc"])
def test_an_archive_without_pages_is_a_problem(name: str) -> None:
    write(name, b"" if "empty" in name else b"just words\n")
    [ref] = references([name])
    assert ref.problem is not None


def test_known_uris_are_found_again() -> None:
    write("a.html")
    write_jsonl("feed.jsonl", {"text": "1"}, {"text": "2"}, {"text": "3"})
    wanted = ["a.html", "feed.jsonl#3", "feed.jsonl#9", "gone.html", "odd#name.html"]
    refs = {ref.uri: ref for ref in references_to(wanted)}
    assert set(refs) == set(wanted)
    assert Loader(LIMIT).load(refs["feed.jsonl#3"]).body == b"3"
    assert refs["feed.jsonl#9"].problem is not None
    assert {ref.uri for ref in references_to(["feed.jsonl"])} == {"feed.jsonl#1", "feed.jsonl#2", "feed.jsonl#3"}


@given(st.text(min_size=1))
def test_page_ids_are_safe_file_names_and_differ_for_different_uris(uri: str) -> None:
    name = page_id(uri)
    assert name == page_id(uri) != page_id(uri + "x")
    assert name.replace("-", "").isalnum()
    assert name.isascii()
    assert len(name) <= 80


def test_page_ids_can_be_read() -> None:
    assert page_id("in/Vitamin D & MS.html.gz").startswith("vitamin-d-ms-")
    assert page_id("feed.jsonl#12").startswith("feed-12-")
    assert page_id("a/page.html") != page_id("b/page.html")


def test_pages_are_counted_where_that_costs_nothing() -> None:
    write("in/a.html")
    write("in/b.html")
    assert page_count(["in"]) == 2
    write_jsonl("in/feed.jsonl", {"text": "x"})
    assert page_count(["in"]) is None


def test_references_are_lazy() -> None:
    write_jsonl("feed.jsonl", *({"text": "x"} for _ in range(5)))
    refs = references(["feed.jsonl"])
    assert isinstance(next(refs), PageRef)
