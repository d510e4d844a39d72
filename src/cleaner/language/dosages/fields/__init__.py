"""What a dose says beside its amount: bound, kind, timing, route, form, whom it is for, which study it was given in."""
