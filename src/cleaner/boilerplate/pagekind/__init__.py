"""What kind of page a page is: article, forum, product ... by what it declares, its address and how it is built."""

from cleaner.boilerplate.pagekind.recognise import KindChances, chances, recognise

__all__ = ["KindChances", "chances", "recognise"]
