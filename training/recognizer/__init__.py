"""Training of the recogniser of disorders and substances, reproducible from public corpora."""
