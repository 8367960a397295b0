"""Addresses: which are taken, and which machines a page may send us to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.connectors.addresses import is_public, is_web_address, may_lead_to, web_address
from ingest.documents import Problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://Plans.Example/Harbour#aims", "https://plans.example/Harbour"),
        ("  http://plans.example  ", "http://plans.example"),
        ("https://plans.example/a?b=c", "https://plans.example/a?b=c"),
        ("https://münchen.example/plan", "https://xn--mnchen-3ya.example/plan"),
        ("http://127.0.0.1:8000/plan", "http://127.0.0.1:8000/plan"),
        ("https://plans.example:443/plan", "https://plans.example/plan"),
    ],
)
def test_an_address_is_written_in_one_way(text: str, expected: str) -> None:
    assert web_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plan.md",
        "ftp://plans.example/",
        "file:///etc/passwd",
        "https://",
        "https://[",
        "http://a b/",
        "https://me:secret@plans.example/",
        "https://plans.example/" + "x" * 2_000,
        "javascript:alert(1)",
        "https://plans.example:port/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(text: str) -> None:
    found = web_address(text)

    assert isinstance(found, Problem)
    assert found.code == "address"


@given(st.text())
def test_any_text_is_an_address_or_a_problem(text: str) -> None:
    found = web_address("https://" + text)

    assert isinstance(found, Problem) or web_address(found) == found


@pytest.mark.parametrize(
    ("text", "expected"), [("https://a", True), ("HTTP://a", True), ("http:/a", False), ("httpx://a", False), ("a.md", False)]
)
def test_addresses_are_told_from_paths(text: str, expected: bool) -> None:
    assert is_web_address(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "not an address",
        "",
    ],
)
def test_machines_that_only_some_can_reach_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.144", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_machines_that_everybody_can_reach_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("address", "host", "start_is_public", "expected"),
    [
        ("8.8.8.8", "other.example", True, True),
        ("8.8.8.8", "other.example", False, True),
        ("10.0.0.1", "other.example", True, False),
        ("10.0.0.1", "other.example", False, False),
        ("10.0.0.1", "plans.example", False, True),
        # The name now stands for another machine than before.
        ("10.0.0.1", "plans.example", True, False),
    ],
)
def test_only_public_machines_and_the_named_one_may_be_led_to(address: str, host: str, start_is_public: bool, expected: bool) -> None:
    assert may_lead_to(address, named_host="plans.example", host=host, start_is_public=start_is_public) == expected
