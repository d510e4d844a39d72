"""`cleaner tables`: the records of an output folder as Parquet."""

from __future__ import annotations

import argparse

from cleaner.cli.exits import OK, UsageError
from cleaner.cli.options import Subparsers, path


def add_to(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Register the subcommand."""
    parser = subparsers.add_parser(
        "tables",
        help="write the records of an output folder as Parquet tables",
        description="Write DIR/tables/*.parquet (pages, sections, entities, concepts, dosages, "
        "dosage_references, related_links, removed) from DIR/pages.",
    )
    parser.add_argument("folder", type=path, metavar="DIR", help="what `cleaner run -o DIR` or a flow wrote")
    parser.set_defaults(command=tables)


def tables(given: argparse.Namespace) -> int:
    """Write them and say how large they are."""
    from cleaner.outputs.folder import OutputFolder, OutputFolderError

    try:
        from cleaner.outputs.tables import BrokenRecordError, write_tables
    except ModuleNotFoundError as error:
        raise UsageError(f"this needs {error.name}: pip install 'cleaner[parquet]'") from error
    if not (given.folder / "pages").is_dir():
        raise UsageError(f"{given.folder}: no output folder (it has no pages)")
    try:
        with OutputFolder(given.folder) as folder:
            counts = write_tables(folder)
    except (OutputFolderError, BrokenRecordError) as error:
        raise UsageError(str(error)) from error
    for name, rows in counts.items():
        print(f"{rows:>10,}  {given.folder}/tables/{name}.parquet")
    return OK
