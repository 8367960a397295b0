"""Addresses as they may be shown."""

import re
from urllib.parse import quote, urldefrag, urlsplit

# What RFC 3986 lets stand in a fragment beside letters, digits and '-._~'.
FRAGMENT_MARKS = "!$&'()*+,;=:@/?"
AUTHORITY_END = re.compile("[/?#]")
SLASH = re.compile("/")


def without_credentials(uri: str) -> str:
    """The address without the user or password that somebody wrote into it."""
    scheme, separator, rest = uri.partition("://")
    # In the address of a page an @ may well stand behind a question mark; in one of Neo4j it ends a password that has one in it.
    end = AUTHORITY_END if scheme.lower() in {"http", "https"} else SLASH
    authority = end.split(rest, maxsplit=1)[0]
    # The last @ ends the credentials, for a password may hold one itself.
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{rest[len(authority) :]}"


def web_address(uri: str) -> str | None:
    """`uri` when it is an http or https address, which is all that a page may link to."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    # An address such as javascript:… comes from a document, and would run when it is clicked.
    return uri if parts.scheme in {"http", "https"} and parts.netloc and uri.isprintable() else None


def passage_address(uri: str, place: str | None) -> str | None:
    """Where a reader finds a passage on the web; None when its document is not there.

    Args:
        uri: the document's.
        place: the passage's; an anchor such as '#goals' leads to that part of the page, other places to its beginning.
    """
    page = web_address(uri)
    if page is None or place is None or len(place) < 2 or not place.startswith("#"):
        return page
    return f"{urldefrag(page).url}#{quote(place[1:], safe=FRAGMENT_MARKS, errors='replace')}"
