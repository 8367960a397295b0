"""Addresses: which of them a page may link to, and where on a page a passage is found."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.addresses import passage_address, web_address

PLAN = "https://www.gov.uk/plan"


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x",
        "plan.txt",
        "https:",
        "http://[broken",
        "https://example.org/\u202e",
        "https://example.org/\nx",
    ],
)
def test_only_web_addresses_become_links(uri: str) -> None:
    assert web_address(uri) is None


@pytest.mark.parametrize("uri", ["https://www.gov.uk/plan", "http://example.org/a?b=c&d"])
def test_a_web_address_becomes_a_link(uri: str) -> None:
    assert web_address(uri) == uri


@pytest.mark.parametrize(
    ("place", "fragment"),
    [
        ("#goals", "#goals"),
        ("#section-2.1_a~b", "#section-2.1_a~b"),
        ("#a/b?c=d&e", "#a/b?c=d&e"),
        ("#100%", "#100%25"),
        ("#a#b", "#a%23b"),
        ("#a b", "#a%20b"),
        ("#größe", "#gr%C3%B6%C3%9Fe"),
        ('#"><script>', "#%22%3E%3Cscript%3E"),
        ("#\ud800", "#?"),
    ],
)
def test_an_anchor_leads_to_its_part_of_the_page(place: str, fragment: str) -> None:
    assert passage_address(PLAN, place) == PLAN + fragment


@pytest.mark.parametrize("place", [None, "", "#", "Actions!A7:F7", "/items/3", "items#3"])
def test_any_other_place_leads_to_the_page(place: str | None) -> None:
    assert passage_address(PLAN, place) == PLAN


def test_an_anchor_takes_the_place_of_the_one_that_the_address_has() -> None:
    assert passage_address("https://example.org/a?b=c#top", "#goals") == "https://example.org/a?b=c#goals"


@pytest.mark.parametrize("uri", ["plan.html", "javascript:alert(1)", "file:///plan.html", "https:"])
def test_what_is_not_on_the_web_has_no_address_to_link_to(uri: str) -> None:
    assert passage_address(uri, "#goals") is None


@given(st.text(min_size=1).filter(lambda name: name.isprintable()))
def test_every_anchor_makes_an_address_that_says_it_again(name: str) -> None:
    address = passage_address(PLAN, "#" + name)

    assert address is not None
    assert web_address(address) == address
    assert address.isascii()
    assert unquote(urlsplit(address).fragment) == name
