"""Links to other pages: titles printed twice, behind label words, in lists, pagers and regions."""
