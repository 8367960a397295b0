"""Web addresses: which are taken, how they are written, and which machines a page may send us to."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address

from httpx2 import URL, InvalidURL

from ingest.documents import Problem

# A name (international ones are in ASCII by then), or an IP address.
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
LONGEST_ADDRESS = 2_000
NAME_ANOTHER = "Name an address that begins with https:// or http://."


def is_web_address(text: str) -> bool:
    """Whether `text` is meant as the address of a page and not as a path."""
    return text.lower().startswith(("http://", "https://"))


def web_address(text: str) -> str | Problem:
    """The address as it is asked for and stored: without a fragment, its host in lower case.

    Returns:
        The address, or what is wrong with it.
    """
    text = text.strip()
    if len(text) > LONGEST_ADDRESS:
        return Problem("address", "", f"the address has more than {LONGEST_ADDRESS:,} characters", NAME_ANOTHER)
    try:
        url = URL(text)
    except (InvalidURL, UnicodeError) as error:
        return Problem("address", "", f"it is no address: {error}", NAME_ANOTHER)
    if url.scheme not in {"http", "https"} or not HOST.fullmatch(url.raw_host.decode("ascii")):
        return Problem("address", "", "it is not the address of a web page", NAME_ANOTHER)
    if url.userinfo:
        # It would be stored beside every claim and sent to whatever server a redirect names.
        return Problem("address", "", "it holds a user name or password", "Save the page as a file and ingest that.")
    return str(url.copy_with(fragment=None))


def may_lead_to(address: str, *, named_host: str, host: str, start_is_public: bool) -> bool:
    """Whether a page may send us to the machine at `address`.

    A redirect must not make us ask machines that only this one can reach:
    what is not public is asked only when the user has named that very host.

    Args:
        address: an IP address, v4 or v6.
        named_host: the host in the address the user named.
        host: the host that `address` belongs to.
        start_is_public: whether `named_host` itself is at a public address.
    """
    return is_public(address) or (host == named_host and not start_is_public)


def is_public(address: str) -> bool:
    """Whether an IP address is one that everybody on the internet can reach."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _within(parsed)
    return inner.is_global and not inner.is_multicast


def _within(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for, for then it is the one that is reached."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or (address.teredo or (address, address))[1]
    return address
