"""The intermediate form: every reader yields a `Document` of `Block`s, every later stage reads them.

Offsets are half-open and count Unicode code points. Two texts matter before assembly: the document's *visible text*
(what a reader of the raw page sees: the decoded input of a flat text, the blocks of an HTML page one a line) and each
block's own `text`. A block's text has the length of its slice of the visible text, and differs from it in white space
at most, so `block.start + i` is where character `i` of the block stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cleaner.described import Described
from cleaner.labels import Label, Reason


class InputKind(Described):
    """How the input is written."""

    HTML = "html", "Markup."
    TEXT = "text", "A page already flattened to text."


class PageKind(Described):
    """What kind of page it is."""

    ARTICLE = "article", "One text on one subject: news, posts, guides, leaflets."
    QA = "qa", "A question of a reader with answers of others."
    FORUM = "forum", "A thread of posts."
    PRODUCT = "product", "One product, for sale or described."
    LISTING = "listing", "Teasers of other pages: a front page, a topic, search results."
    COLLECTION = "collection", "A set of products: a shop's category."
    DOCUMENTATION = "documentation", "Reference and instructions, one page of many."
    SERVICE = "service", "What an organisation or a firm offers."
    UNKNOWN = "unknown", "Not recognised: texts without markup."


class Role(Described):
    """What the reader says a block is, before anybody asks whether it belongs to the article."""

    HEADING = "heading", "h1-h6, role=heading, or a line of a heading's shape."
    PARAGRAPH = "paragraph", "A paragraph or a line of text."
    LIST_ITEM = "list-item", "An item of an ordered, unordered or definition list."
    CELL = "cell", "A cell of a data table."
    QUOTE = "quote", "A block quotation."
    CAPTION = "caption", "A caption."
    CODE = "code", "Preformatted text."
    CONTROL = "control", "The words of a button or another form control."


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink inside a block: `text[start:end]` is its anchor, `url` its absolute target where known."""

    start: int
    end: int
    url: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands. `table` numbers the page's data tables; rows and columns count from 0."""

    table: int
    row: int
    column: int
    header: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What only markup can tell about a block."""

    path: tuple[str, ...]  # tag names from body down to the block's own element
    landmarks: frozenset[
        str
    ]  # nav, header, footer, aside, main, article, form, figure, dialog: tags or ARIA roles above
    hints: frozenset[str]  # lower-cased words of the class, id and role of the block and what is above it
    container: int  # number of the nearest container element: blocks of one card or one list share it
    hidden: bool = False  # not shown to a reader until something is clicked
    bold: bool = False  # all of the text is set in bold
    pictured: bool = False  # a picture stands between this block and the one before
    within: tuple[int, ...] = ()  # numbers of the container and the elements around it, nearest first, at most 8


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of the page in reading order."""

    index: int  # position in the document
    text: str
    role: Role
    start: int  # into the visible text
    end: int
    level: int | None = None  # headings: 1-6; list items: depth from 1
    links: tuple[Link, ...] = ()
    cell: Cell | None = None
    place: Place | None = None  # None: the reader saw no markup
    blank_lines_before: int = 0  # flat text: empty lines above

    @property
    def link_density(self) -> float:
        """Share of the block's characters inside links, 0 to 1."""
        if not self.links:
            return 0.0
        return min(1.0, sum([link.end - link.start for link in self.links]) / max(1, len(self.text)))


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What the page says of itself. Dates are ISO 8601 as far as they are known."""

    title: str | None = None
    dek: str | None = None
    category: str | None = None
    authors: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    site_name: str | None = None
    canonical_url: str | None = None


class WarningCode(Described):
    """What a page's warnings are about."""

    ENCODING_GUESSED = "encoding-guessed", "No encoding was declared and the bytes were no valid UTF-8."
    ENCODING_MISMATCH = "encoding-mismatch", "The declared encoding does not fit the bytes; another was used."
    MOJIBAKE_REPAIRED = (
        "mojibake-repaired",
        "Text decoded twice ('â€™') was put right; offsets count the repaired text.",
    )
    CHARACTERS_DROPPED = "characters-dropped", "Null bytes or other control characters were left out."
    NESTING_CUT = "nesting-cut", "The markup is nested too deeply to be a page; deeper structure was flattened."
    TEXT_FROM_SCRIPT = "text-from-script", "The page shows no text of its own; it was read from data in its scripts."
    RECALL_GUARD = "recall-guard", "Cleaning would have left next to nothing; the guard kept more."
    EMPTY_SECTION = "empty-section", "A heading with nothing under it opens no section."
    LANGUAGE_UNSUPPORTED = "language-unsupported", "Entities and dosages are read in English only; this page is not."


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a user should know about this page: `code` for machines, `message` for people."""

    code: WarningCode
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page as read, before any judgement."""

    kind: InputKind
    encoding: str
    media_type: str
    visible: str
    blocks: tuple[Block, ...]
    url: str | None = None
    metadata: PageMetadata = field(default_factory=PageMetadata)
    warnings: tuple[Warn, ...] = ()
    types: frozenset[str] = frozenset()  # schema.org and OpenGraph types it declares, lower-cased: newsarticle, product


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision over a block or a span, with what spoke for it in words for people."""

    label: Label
    reason: Reason
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """An inline span to remove: half-open offsets into the block's text."""

    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RelatedTitle:
    """A related page named by this one. `start`, `end`: its first copy in the visible text."""

    title: str
    url: str | None
    cue: str | None  # the label word it stood behind: "Related Article"
    copies: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KindOfPage:
    """The kind of a page, how likely it is (0 to 1; None: not asked) and the clues that say so."""

    kind: PageKind
    chance: float | None = None
    evidence: tuple[str, ...] = ()


UNKNOWN_KIND = KindOfPage(PageKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class LabelledBlock:
    """A block with the decision over it. `level` is the heading level to use (None: no heading)."""

    block: Block
    verdict: Verdict
    cuts: tuple[Cut, ...] = ()
    level: int | None = None

    @property
    def label(self) -> Label:
        return self.verdict.label


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """Every block of the document in order, none missing, each with its decision."""

    document: Document
    blocks: tuple[LabelledBlock, ...]
    related: tuple[RelatedTitle, ...]
    metadata: PageMetadata  # the document's, completed by what labelling recognised (title, dek, category, byline)
    warnings: tuple[Warn, ...] = ()
    kind: KindOfPage = UNKNOWN_KIND
