"""What the text says: spaCy components, registered as factories, and the data they read."""
