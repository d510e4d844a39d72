"""Medical Subject Headings as NLM publishes them: `desc20XX.xml` (headings) and `supp20XX.xml` (supplementary records).

The files hold hundreds of megabytes: they are read record by record, and each is forgotten once it is read. A file of
the other kind yields nothing, so both kinds may be given together, gzipped or not.
Source of the layout: https://www.nlm.nih.gov/mesh/xml_data_elements.html.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from lxml import etree

_SEPARATOR = "|"


def descriptors(path: Path) -> Iterator[list[str]]:
    """Rows of descriptor, name, entry terms and tree numbers, the latter two joined by `|`."""
    for record in _records(path, "DescriptorRecord"):
        name = _text(record, "DescriptorName/String")
        yield [
            _text(record, "DescriptorUI"),
            name,
            _entry_terms(record, name),
            _joined(record, "TreeNumberList/TreeNumber"),
        ]


def supplementary_records(path: Path) -> Iterator[list[str]]:
    """Rows of record, name, entry terms and the descriptors it is mapped to, the latter two joined by `|`."""
    for record in _records(path, "SupplementalRecord"):
        name = _text(record, "SupplementalRecordName/String")
        heads = _joined(record, "HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI")
        yield [_text(record, "SupplementalRecordUI"), name, _entry_terms(record, name), heads]


def _records(path: Path, tag: str) -> Iterator[etree._Element]:
    """The records of a file. Raises `ValueError` where it is no XML."""
    with _opened(path) as file:
        try:
            for _, record in etree.iterparse(file, tag=tag, load_dtd=False, no_network=True, resolve_entities=False):
                yield record
                record.clear()
                while (before := record.getprevious()) is not None:  # what lxml keeps of the records gone by
                    before.getparent().remove(before)
        except etree.XMLSyntaxError as error:
            raise ValueError(f"{path}: {error}") from error


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _entry_terms(record: etree._Element, name: str) -> str:
    """All terms of all concepts of a record, without its name, each once."""
    terms = (term.text or "" for term in record.iterfind("ConceptList/Concept/TermList/Term/String"))
    return _SEPARATOR.join(dict.fromkeys(t for t in terms if t and t != name and _SEPARATOR not in t))


def _text(record: etree._Element, place: str) -> str:
    return (record.findtext(place) or "").strip()


def _joined(record: etree._Element, place: str) -> str:
    return _SEPARATOR.join((found.text or "").strip() for found in record.iterfind(place))
