"""Link targets made absolute, quickly: pages hold hundreds."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

_NO_PAGE = ("javascript:", "data:", "blob:", "about:")


class Base:
    """What relative links on a page are relative to; unknown for a page without an address."""

    def __init__(self, url: str | None, base_href: str | None = None) -> None:
        href = (base_href or "").strip()
        self.url = (_join(url, href) if url else href) if href else url
        parts = _split(self.url)
        self._origin = f"{parts[0]}://{parts[1]}" if parts else None

    def resolve(self, href: str) -> str | None:
        """The absolute address; None where the link leads to no page or its base is unknown."""
        href = href.strip()
        if href.startswith(("https://", "http://")):
            return href
        if not href or href[:11].lower().startswith(_NO_PAGE):
            return None
        if self._origin is None or self.url is None:
            return href if href.startswith(("mailto:", "tel:")) else None
        if href[0] == "/" and not href.startswith("//") and "/." not in href:
            return self._origin + href
        return _join(self.url, href)


def _join(base: str, href: str) -> str | None:
    try:
        return urljoin(base, href)
    except ValueError:  # "http://[broken"
        return None


def _split(url: str | None) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return (parts.scheme, parts.netloc) if parts.scheme and parts.netloc else None
