"""Runs other packages beside us on the same data in one run: what they find, how fast, how often they crash.

Every peer lives in a process of its own (`worker`), so that its memory and its load time are its own and a crash
ends nothing else; they take turns, page by page (`turns`). What is not installed is named, never left out.
"""
