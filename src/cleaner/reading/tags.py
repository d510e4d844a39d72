"""What each tag does to the text: one table, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files

from cleaner.blocks import Role
from cleaner.described import Described


class TagKind(Described):
    """How an element takes part in the flow of text."""

    DROP = "drop", "Its content is never shown as text."
    BLOCK = "block", "Starts and ends a block."
    ATOMIC = "atomic", "One block, whatever is nested inside."
    INLINE = "inline", "Part of the running text."
    BREAK = "break", "A line break; two of them part paragraphs."
    RULE = "rule", "Parts blocks and holds nothing."
    VOID = "void", "Holds nothing and changes nothing."


@dataclass(frozen=True, slots=True)
class Tag:
    """`role`: of the text standing directly in it, None where the parent's role goes on."""

    name: str
    kind: TagKind
    role: Role | None = None
    landmarks: frozenset[str] = frozenset()  # what it is a landmark of, if of anything
    level: int | None = None
    declares: bool = False  # says something about the page, not in its text

    # Asked of every element of a page, and a member of an enum takes long to look up.
    is_block: bool = field(init=False)
    is_inline: bool = field(init=False)
    is_atomic: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_block", self.kind in (TagKind.BLOCK, TagKind.ATOMIC))
        object.__setattr__(self, "is_inline", self.kind is TagKind.INLINE)
        object.__setattr__(self, "is_atomic", self.kind is TagKind.ATOMIC)


class _Tags(dict[object, Tag]):
    """Entries by element name, namespace ignored; unknown names are inline, custom elements blocks."""

    def __missing__(self, name: object) -> Tag:
        plain = str(name).rpartition("}")[2].lower()
        tag = self.get(plain) or Tag(
            plain, TagKind.BLOCK if "-" in plain else TagKind.INLINE, declares=plain in _DECLARING
        )
        if len(self) < _MOST_NAMES:
            self[name] = tag
        return tag


_DECLARING = frozenset({"html", "title", "meta", "base", "link", "script", "time", "frameset", "noframes"})
_MOST_NAMES = 5_000  # made-up names remembered


def _load() -> _Tags:
    tags = _Tags()
    for line in files(__package__).joinpath("tags.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, role, landmark = (*line.split("\t"), "", "")[:4]
            level = int(name[1]) if name[0] == "h" and name[1:].isdigit() else None
            tags[name] = Tag(
                name=name,
                kind=TagKind(kind),
                role=Role(role) if role else None,
                landmarks=frozenset({landmark} if landmark else ()),
                level=level,
                declares=name in _DECLARING,
            )
    return tags


TAGS = _load()

# ARIA roles that mean what a tag means.
LANDMARK_ROLES = {
    "navigation": frozenset({"nav"}),
    "menu": frozenset({"nav"}),
    "menubar": frozenset({"nav"}),
    "banner": frozenset({"header"}),
    "contentinfo": frozenset({"footer"}),
    "complementary": frozenset({"aside"}),
    "main": frozenset({"main"}),
    "article": frozenset({"article"}),
    "form": frozenset({"form"}),
    "search": frozenset({"form"}),
    "dialog": frozenset({"dialog"}),
    "alertdialog": frozenset({"dialog"}),
    "figure": frozenset({"figure"}),
}
