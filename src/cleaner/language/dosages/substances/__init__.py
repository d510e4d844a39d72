"""What an amount is of: in its sentence, before it, in a heading or the title."""
