"""How each peer is loaded and asked: one function a peer. A package is imported by its own function only."""
