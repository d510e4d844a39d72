"""Which site a page is taken to belong to."""

from __future__ import annotations

import pytest

from cleaner.boilerplate.memory.site import site_of


@pytest.mark.parametrize(
    ("url", "uri", "site"),
    [
        ("https://www.Health.example/iron?page=2", "pages/iron.html", "health.example"),
        ("http://m.health.example:8080/", "x", "health.example"),
        ("https://amp.health.example/iron", "x", "health.example"),
        ("https://heart.health.example/", "x", "heart.health.example"),
        ("https://m.example/", "x", "m.example"),
        ("https://192.0.2.7/iron", "x", "192.0.2.7"),
        ("/iron", "pages/iron.html", "pages/"),
        (None, "mirror/www.health.example/a/b/iron.html", "health.example"),
        (None, "mirror/health.example/old.example/iron.html", "old.example"),
        (None, "crawl/2024/iron.txt", "crawl/2024/"),
        (None, "/data/iron.txt", "/data/"),
        (None, "iron.txt", "./"),
        (None, "crawl/feed.jsonl#12", "crawl/feed.jsonl/"),
        (None, "health.example/feed.jsonl#12", "health.example"),
        (None, "health.example.jsonl#12", "health.example.jsonl/"),
    ],
)
def test_the_site_of_a_page(url: str | None, uri: str, site: str) -> None:
    assert site_of(url, uri) == site


@pytest.mark.parametrize("url", ["https://[broken/iron", "http://:80/", "//", "https://"])
def test_a_broken_address_is_none(url: str) -> None:
    assert site_of(url, "in/page.txt") == "in/"
