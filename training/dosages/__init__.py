"""Training of what chooses in the dosage reader: what belongs to an amount, and the kind of a dose."""
