"""Learning is a function of a site's pages: of nothing else, in no order, each page once."""

from __future__ import annotations

from itertools import permutations

from benchmarks.site.pages import site
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.boilerplate.memory.pages import TITLES, contribution, labelled, page

from cleaner.boilerplate.memory.contribution import OPENING, Contribution, PageLine, contribution_of
from cleaner.boilerplate.memory.page import NO_MEMORY, PageMemory, TemplateLine
from cleaner.boilerplate.memory.snapshot import SiteMemory
from cleaner.config import Config
from cleaner.labels import Action, Label
from cleaner.pipeline import learn_page
from cleaner.sources import RawPage

MADE = [learn_page(RawPage(made.url, made.text.encode(), url=made.url), config=Config()) for made in site(12)]
LINES = st.builds(
    PageLine,
    key=st.integers(0, 6),
    label=st.sampled_from(Label),
    words=st.integers(0, 255),
    prose=st.booleans(),
    sentence=st.booleans(),
    call=st.none() | st.sampled_from(Label),
)
WORDS = st.lists(st.sampled_from("abcdef"), max_size=6).map(" ".join)
PAGES = st.builds(
    Contribution,
    site=st.just("organs.example"),
    title=WORDS,
    heads=st.frozensets(WORDS, max_size=3),
    related=st.frozensets(WORDS, max_size=3),
    lines=st.lists(LINES, max_size=8).map(tuple),
    openings=st.frozensets(st.integers(0, 2**32 - 1), max_size=3),
)


@given(st.lists(PAGES, max_size=6), st.randoms())
def test_the_order_of_pages_does_not_matter(pages: list[Contribution], random) -> None:
    shuffled = random.sample(pages, len(pages))
    one, other = SiteMemory.of(pages), SiteMemory.of(shuffled)
    assert one.version == other.version
    assert [one.page(page) for page in pages] == [other.page(page) for page in pages]


@settings(max_examples=20, deadline=None)
@given(st.permutations(MADE))
def test_nor_does_it_on_a_whole_site(pages: list[Contribution]) -> None:
    assert SiteMemory.of(pages).version == SiteMemory.of(MADE).version


@given(PAGES)
def test_a_contribution_survives_being_stored(one: Contribution) -> None:
    assert Contribution.decoded(one.encoded()) == one


@given(
    st.builds(
        PageMemory,
        site=st.text(),
        lines=st.lists(
            st.builds(TemplateLine, st.integers(0), st.integers(0, 2**64 - 1), st.sampled_from(Label), st.text())
        ).map(tuple),
        titles=st.frozensets(WORDS),
    )
)
def test_what_a_site_says_of_a_page_survives_being_stored(memory: PageMemory) -> None:
    assert PageMemory.decoded(memory.encoded()) == memory
    assert (memory.version is None) is not bool(memory)


@given(st.lists(PAGES, min_size=1, max_size=6))
def test_only_lines_that_a_page_keeps_are_taken_from_it(pages: list[Contribution]) -> None:
    memory = SiteMemory.of(pages)
    for one in pages:
        for line in memory.page(one).lines:
            assert one.lines[line.block].key == line.key
            assert one.lines[line.block].label.action is Action.KEEP
            assert line.label.action is not Action.KEEP


def test_a_page_that_joins_changes_only_the_pages_it_tells_something_about() -> None:
    texts = [page(number) for number in range(9)]
    texts[0] = page(0, bottom=f"{TITLES[9]} {TITLES[1]}")
    pages = [contribution(text) for text in texts]
    before = [SiteMemory.of(pages).page(one).version for one in pages]
    joined = [*pages, contribution(page(9))]
    after = [SiteMemory.of(joined).page(one).version for one in pages]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True] + [False] * 8


def test_a_site_with_nothing_in_common_says_nothing() -> None:
    pages = [contribution(page(number)) for number in range(4)]
    memory = SiteMemory.of(pages)
    assert [memory.page(one) for one in pages] == [NO_MEMORY] * 4
    assert NO_MEMORY.version is None


def test_every_title_of_a_lexicon_has_an_opening() -> None:
    assert all(len(title.split()) >= OPENING for titles in SiteMemory.of(MADE).titles.values() for title, _ in titles)


def test_repeated_titles_of_three_pages_are_the_name_of_the_site() -> None:
    texts = [f"The one and only organ watch\n{page(number)}" for number in range(3)]
    for order in permutations([contribution(text) for text in texts]):
        known = {title for titles in SiteMemory.of(order).titles.values() for title, _ in titles}
        assert "the one and only organ watch" not in known


def test_an_address_makes_the_site_and_else_the_folder() -> None:
    assert contribution_of(labelled(page(0)), "in/page.txt").site == "organs.example"
    assert learn_page(RawPage("in/page.txt", page(0).encode())).site == "in/"
