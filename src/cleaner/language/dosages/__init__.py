"""Dosages: amounts of what is taken, with bound, unit, timing, duration, route, form, substance, population and kind.

`nlp.add_pipe("dosages")` adds the component to any spaCy pipeline (`component`); `dosages` turns what it read into the
contract's `Dosage` records.
"""

from cleaner.language.dosages.component import DosageReader, make_dosages, reading_of
from cleaner.language.dosages.model import Dose, Quantity, RejectReason
from cleaner.language.dosages.record import dosages

__all__ = ["DosageReader", "Dose", "Quantity", "RejectReason", "dosages", "make_dosages", "reading_of"]
