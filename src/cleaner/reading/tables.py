"""Data tables and tables that only lay out a page."""

from __future__ import annotations

from lxml import etree

# Elements a data cell does not hold.
_LAYOUT_INSIDE = frozenset({"h1", "h2", "h3", "h4", "form", "article", "section", "nav", "header", "footer", "iframe"})
_LONGEST_CELL = 800  # characters in one text node; prose stands in layout cells


def is_data_table(table: etree._Element) -> bool:
    """Whether the cells are data. A nested table, page structure or prose inside says layout; `th`, `thead`, `caption`,
    or a regular grid of at least two by two says data."""
    if table.get("role") in ("presentation", "none") or (table.get("class") or "").find("layout") >= 0:
        return False
    rows = cells = longest = 0
    widths: list[int] = []
    marked = False
    for element in table.iter("*"):
        tag = element.tag
        if tag == "td" or tag == "th":
            cells += 1
            marked = marked or tag == "th"
            if widths:
                widths[-1] += 1
            longest = max(longest, len(element.text or ""))
        elif tag == "tr":
            rows += 1
            widths.append(0)
        elif tag in _LAYOUT_INSIDE or (tag == "table" and element is not table):
            return False
        elif tag == "thead" or tag == "caption":
            marked = True
        elif tag == "p" or tag == "br":
            longest = max(longest, len(element.text or ""), len(element.tail or ""))
    if longest > _LONGEST_CELL or cells < 2:
        return False
    if marked:
        return True
    return rows >= 2 and min(widths) >= 2
