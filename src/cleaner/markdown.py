"""How Markdown writes a link: read where pages are read, cut out where they are labelled."""

from __future__ import annotations

import re

# [anchor](address "title"), or a picture with a "!" before it. Groups: anchor, address. Bounded, so that hostile
# lines of brackets cost no more than others.
MARKED_LINK = re.compile(
    r"!?\[([^\[\]\n]{1,300})\]\(([^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)(?:\s+\"[^\"\n]{0,300}\")?\)"
)
