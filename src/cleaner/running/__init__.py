"""Many pages: batches, worker processes, incremental state. Used by the command and by the flows alike."""
