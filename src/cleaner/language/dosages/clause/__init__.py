"""An amount in its sentence: what stands around it, what may belong to it, and how one of several answers is chosen."""
