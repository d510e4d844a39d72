"""What a block is (`Label`), what follows from that (`Action`) and why we think so (`Reason`)."""

from __future__ import annotations

from cleaner.described import Described


class Action(Described):
    """What assembly does with a labelled block."""

    KEEP = "keep", "Becomes part of `text`."
    RECORD = "record", "Leaves `text`; its value stands in `metadata`, its words in `removed`."
    REMOVE = "remove", "Leaves `text`; stands in `removed` with its reason."


class Label(Described):
    """What a block or an inline span is."""

    action: Action  # set below

    TITLE = "title", "The page's title."
    DEK = "dek", "The stand-first under the title."
    HEADING = "heading", "Opens a section."
    BODY = "body", "Running text."
    LIST_ITEM = "list-item", "One item of a list."
    TABLE = "table", "One cell of a data table."
    QUOTE = "quote", "A quotation set apart."
    CAPTION = "caption", "The caption of a picture or a table."
    DISCLAIMER = "disclaimer", "Says what the page is not (medical advice, an endorsement)."
    REFERENCES = "references", "One entry, or the heading, of a list of sources."
    CATEGORY = "category", "The page's category or breadcrumb."
    BYLINE = "byline", "Who wrote or reviewed the page."
    DATE = "date", "When the page was published, changed or reviewed."
    RELATED_LINKS = "related-links", "Editorial links to other pages, with their label and teasers."
    NAVIGATION = "navigation", "Menus, tables of contents, pagers, 'To top'."
    SHARE = "share", "Share, print and follow buttons."
    AD = "ad", "Advertising, sponsor messages, offers, appeals for donations."
    NEWSLETTER = "newsletter", "Sign-up prompts and paywalls."
    COOKIE = "cookie", "Consent and privacy prompts."
    COMMENTS = "comments", "Comments and testimonials of readers."
    AUTHOR_BIO = "author-bio", "About the author or the organisation."
    LEGAL = "legal", "Footers: copyright, imprint, terms."
    OTHER_BOILERPLATE = "other-boilerplate", "Other words that are no part of the article."


# What assembly keeps: for loops over blocks, which take long to ask each label for its action.
KEPT = frozenset(
    {
        Label.TITLE,
        Label.DEK,
        Label.HEADING,
        Label.BODY,
        Label.LIST_ITEM,
        Label.TABLE,
        Label.QUOTE,
        Label.CAPTION,
        Label.DISCLAIMER,
        Label.REFERENCES,
    }
)
_RECORDED = frozenset({Label.CATEGORY, Label.BYLINE, Label.DATE})
REMOVED = frozenset(Label) - KEPT - _RECORDED

for _label in Label:
    _label.action = Action.KEEP if _label in KEPT else Action.RECORD if _label in _RECORDED else Action.REMOVE


class Reason(Described):
    """Which rule decided. One member a rule: searching the code for the member finds the rule."""

    DEFAULT = "default", "Nothing spoke against the block, so it is kept as its role says."
    MARKUP = "markup", "A mark by which a flattened text shows lists, headings or tables: no word of the page."
    DOUBLED_TITLES = (
        "doubled-titles",
        "Titles printed twice or more on one line, with further signs of a list of links.",
    )
    KNOWN_TITLES = (
        "known-titles",
        "Titles of other pages of the site in a row, or behind a label: the site's memory knows them.",
    )
    TEMPLATE_LINE = (
        "template-line",
        "Stands on several pages of the site and belongs to none of their articles: the site's memory knows it.",
    )
    REPEATED_COPY = "repeated-copy", "The same words once more: a picture's text, a copy for small screens."
    LABELLED_TITLE = "labelled-title", "A headline behind a label such as 'Related:' or 'MORE:'."
    LABELLED_RUN = "labelled-run", "A label and several headlines on one line, with a topic or a count before each."
    GLUED_TITLE = "glued-title", "A headline stuck to the end of a paragraph."
    BRACKETED_TITLE = "bracketed-title", "A headline in brackets on a line of its own between paragraphs."
    STUCK_FRAGMENT = "stuck-fragment", "The words of a button or of an advertisement note, stuck to a paragraph."
    LINK_LIST = "link-list", "The numbered addresses that browsers which print text list below a page."
    PAGER = "pager", "Names the post before and the post after."
    DATED_CARDS = "dated-cards", "Dates, each over a headline cut short, three or more in a row."
    LINE_END_HYPHEN = (
        "line-end-hyphen",
        "A line break, and perhaps a hyphen, inside a word: the word is put together again.",
    )
    EXPANDER = "expander", "'More' behind a caption: the button that shows all of it."
    LABELLED_LIST = "labelled-list", "A label such as 'You may also like', or a headline in the list under it."
    CUE_LINE = "cue-line", "The whole line is a stock phrase of pages, such as 'To top'."
    CUE_WORDS = "cue-words", "The line begins with or holds a stock phrase of pages."
    DISCLAIMER_WORDS = "disclaimer-words", "The words of a disclaimer, or text under its heading."
    SOURCE_LIST = "source-list", "A heading such as 'References', or an entry under it."
    BYLINE_SHAPE = "byline-shape", "A name behind 'By', 'Reviewed by' and the like."
    DATE_SHAPE = "date-shape", "A date and hardly anything else."
    CREDIT_SHAPE = "credit-shape", "Names a picture's maker or source."
    BIO_SHAPE = "bio-shape", "Introduces the author or the organisation that publishes."
    BREADCRUMB_SHAPE = "breadcrumb-shape", "A path of categories."
    TITLE_SHAPE = "title-shape", "The best headline before the first paragraph."
    DEK_SHAPE = "dek-shape", "The sentence between the title and the article."
    CATEGORY_SHAPE = "category-shape", "The word or two before the title."
    HEADING_SHAPE = "heading-shape", "A short line of a heading's shape before a paragraph."
    LINE_MODEL = "line-model", "The line model, by shape, words and neighbours."
    LANDMARK = "landmark", "Stands in a menu, page header, footer, sidebar or dialog, by its element or ARIA role."
    MARKUP_WORD = "markup-word", "Stands under a class, id or role that says what it is, such as 'newsletter'."
    FORM_CONTROL = "form-control", "The words of a button or of a form's field."
    PAGE_TITLE = "page-title", "The printed heading that the page's own head names as its title."
    BREADCRUMB_MARK = "breadcrumb-mark", "Stands under a class that says breadcrumb."
    DEK_MARK = "dek-mark", "Stands below the title under a class that says stand-first."
    BYLINE_MARK = "byline-mark", "Stands near the title under a class that says author."
    DATE_MARK = "date-mark", "Holds a date and stands near the title under a class that says so."
    BOLD_HEADING = "bold-heading", "A short paragraph all in bold over running text: a heading in all but name."
    LINKED_HEADLINE = "linked-headline", "A linked headline outside the article: another page."
    LONE_ITEM_HEADING = "lone-item-heading", "Lists of one short item each, over paragraphs: numbered headings."
    TERM_HEADING = "term-heading", "A term of a definition list over a paragraph that explains it."
    BUTTON_HEADING = "button-heading", "A button that opens the text below it."
    CLASS_HEADING = "class-heading", "A short line under a class that says heading, over running text."
    TEXT_BELOW = "text-below", "A heading the model gave up, right over text that is kept."
    TEXT_ABOVE = "text-above", "A data table the model gave up, under text that is kept or between parts of it."
    TEXT_AROUND = "text-around", "A paragraph the model gave up, between paragraphs beside it that are kept."
    STYLED_HEADING = "styled-heading", "A heading tag around a paragraph or a stand-first: there for its looks."
    EMPTIED_HEADING = "emptied-heading", "A heading with nothing left under it."
    LINKED_LINE = "linked-line", "On a page of running text, a line that is a link to another page and nothing else."
    BLOCK_MODEL = "block-model", "The block model, by markup, words, place and neighbours."
    GUARD = "guard", "Kept after all: without it next to nothing would be left of the page."
