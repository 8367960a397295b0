"""Addresses as they may be shown."""


def without_credentials(uri: str) -> str:
    """The address without the user or password that somebody wrote into it."""
    scheme, separator, rest = uri.partition("://")
    # The last @ ends the credentials, for a password may hold one itself.
    authority, slash, path = rest.partition("/")
    return f"{scheme}{separator}{authority.rpartition('@')[2]}{slash}{path}"
