"""The page that explains the output, written from the JSON Schema so that it cannot drift from the models.

`docs/output.md` is the committed copy; `make docs` writes it anew from the models and from the example: a raw page
(`page.txt`) and its record (`record.json`) in a folder.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from cleaner.contract.schema import schema
from cleaner.contract.tables import Column, Table, tables

_PREFIX = "#/$defs/"
_SHOWN = 2  # items of a list in the example
_MORE = "… more:"
_CELLS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def document(example: Path) -> str:
    """The page in Markdown, with the example in the folder `example`."""
    contract = schema()
    definitions: dict[str, dict[str, Any]] = contract["$defs"]
    order = list(_reachable(contract, definitions))
    parts = [name for name in order if "properties" in definitions[name]]
    vocabularies = [name for name in order if "enum" in definitions[name]]
    lines = [_text("introduction.txt"), "", *_contents([contract["title"], *parts], vocabularies), "## Fields", ""]
    lines += _part(contract["title"], contract, definitions)
    for name in parts:
        lines += _part(name, definitions[name], definitions)
    lines += ["## Closed vocabularies", ""]
    for name in vocabularies:
        lines += _vocabulary(name, definitions[name])
    lines += ["## Tables", "", _text("tables.txt"), "", *(line for table in tables() for line in _table(table))]
    return "\n".join([*lines, *_example(example)])


def _reachable(start: dict[str, Any], definitions: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Names of the definitions in the order in which a reader of the record meets them, each once."""
    waiting = list(_references(start.get("properties", {})))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting = [*_references(definitions[name].get("properties", {})), *waiting]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.removeprefix(_PREFIX)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _contents(parts: list[str], vocabularies: list[str]) -> list[str]:
    return [
        "**Fields:** " + ", ".join(_anchor(name) for name in parts) + ".  ",
        "**Vocabularies:** " + ", ".join(_anchor(name) for name in vocabularies) + ".  ",
        "**Tables:** " + ", ".join(f"[{table.name}](#{table.name}parquet)" for table in tables()) + ".  ",
        "**[A worked example](#a-worked-example)**",
        "",
    ]


def _part(name: str, definition: dict[str, Any], definitions: dict[str, dict[str, Any]]) -> list[str]:
    rows = (
        f"| `{field}` | {_type(value)} | {_cell(_meaning(value, definitions))} |"
        for field, value in definition["properties"].items()
    )
    return [
        f"### {name}",
        "",
        definition["description"],
        "",
        "| field | type | meaning |",
        "| --- | --- | --- |",
        *rows,
        "",
    ]


def _vocabulary(name: str, definition: dict[str, Any]) -> list[str]:
    rows = (
        f"| `{value}` | {_cell(meaning)} |"
        for value, meaning in zip(definition["enum"], definition["enumDescriptions"], strict=True)
    )
    return [f"### {name}", "", definition["description"], "", "| value | meaning |", "| --- | --- |", *rows, ""]


def _table(table: Table) -> list[str]:
    rows = (
        f"| `{column.name}` | {_cell_type(column)} | `{column.path}` | {_cell(column.meaning)} |"
        for column in table.columns
    )
    head = ["| column | type | field | meaning |", "| --- | --- | --- | --- |"]
    return [f"### {table.name}.parquet", "", *head, *rows, ""]


def _cell_type(column: Column) -> str:
    return f"list of {_CELLS[column.type]}s" if column.listed else _CELLS[column.type]


def _meaning(value: dict[str, Any], definitions: dict[str, dict[str, Any]]) -> str:
    """A field's description; the schema leaves out one that only repeats its type's."""
    return str(value.get("description") or definitions[value["$ref"].removeprefix(_PREFIX)]["description"])


def _type(value: dict[str, Any]) -> str:
    """A field's type in words."""
    match value:
        case {"$ref": str(reference)}:
            return _anchor(reference.removeprefix(_PREFIX))
        case {"anyOf": list(options)}:
            return " or ".join(_type(option) for option in options)
        case {"const": constant}:
            return f'`"{constant}"`'
        case {"enum": list(options)}:
            return "one of " + ", ".join(f"`{option}`" for option in options)
        case {"type": "array", "items": dict(items)}:
            return f"list of {_type(items)}"
        case {"type": "integer", "minimum": minimum}:
            return f"integer from {minimum}" + (f" to {value['maximum']}" if "maximum" in value else "")
        case {"type": str(name)}:
            return name
    raise ValueError(f"no words for the type {value}")


def _anchor(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _example(folder: Path) -> list[str]:
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    shown = json.dumps(_abridged(record), indent=2, ensure_ascii=False)
    return [
        "## A worked example",
        "",
        "This flattened page",
        "",
        "```text",
        (folder / "page.txt").read_text(encoding="utf-8").rstrip("\n"),
        "```",
        "",
        "becomes this record (of long lists, the first items are shown):",
        "",
        "```jsonc",
        re.sub(rf'"{_MORE} (\d+)"', r"// and \1 more", shown),
        "```",
        "",
    ]


def _abridged(node: Any) -> Any:
    """The record with lists cut to their first items."""
    if isinstance(node, dict):
        return {key: _abridged(value) for key, value in node.items()}
    if isinstance(node, list):
        rest = len(node) - _SHOWN
        return [*map(_abridged, node[:_SHOWN]), *([f"{_MORE} {rest}"] if rest > 0 else [])]
    return node


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8").rstrip("\n")


if __name__ == "__main__":
    print(document(Path(sys.argv[1])), end="")
