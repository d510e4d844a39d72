"""A statistical recogniser of disorders and substances: finds names that no vocabulary lists.

A linear-chain conditional random field over hashed features of words, their surroundings and the vocabulary's own
verdict on them. It knows two kinds of mention; the vocabulary and the name's shape decide between their labels.
"""
