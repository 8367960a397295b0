"""Addresses as they may be shown."""

from urllib.parse import quote, urldefrag, urlsplit

# What RFC 3986 lets stand in a fragment beside letters, digits and '-._~'.
FRAGMENT_MARKS = "!$&'()*+,;=:@/?"


def without_credentials(uri: str) -> str:
    """The address without the user or password that somebody wrote into it."""
    scheme, separator, rest = uri.partition("://")
    # The last @ ends the credentials, for a password may hold one itself.
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}"


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
