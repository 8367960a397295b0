"""Opening a verified connection to Neo4j: the one in the settings, or the local one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase, NotificationDisabledClassification
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, ServiceUnavailable, SessionExpired

from graph.addresses import without_credentials
from graph.errors import (
    DatabaseMissing,
    DatabaseUnavailable,
    LocalServerDown,
    PasswordUnreadable,
    ServerVersionUnsupported,
    UriMalformed,
    WrongPassword,
)
from graph.local import LocalNeo4j
from graph.progress import Report, silent
from graph.settings import Settings

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
# 5.26 is the oldest release that the statements are tried on.
OLDEST_SUPPORTED = (5, 26)
# Somebody waits for what is read, so it fails soon. What is written outlasts a restart of the server: in the middle of
# a load one cost 17 s, and the driver's own 30 s are little more.
READ_RETRY_S = 3.0
WRITE_RETRY_S = 90.0
# Without it the driver waits 60 s for a free connection, too long for somebody at a web page.
CONNECT_TIMEOUT_S = 3.0
DATABASE_NOT_FOUND = "Neo.ClientError.Database.DatabaseNotFound"


@dataclass(frozen=True)
class Target:
    """Which Neo4j to speak to, and as whom."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str


@contextmanager
def connect(settings: Settings, *, start: bool = False, retry_time_s: float = READ_RETRY_S, report: Report = silent) -> Iterator[Driver]:
    """A driver whose server answers, lets us in and is new enough; closed at the end.

    Args:
        settings: says which Neo4j; without `neo4j_uri` it is the local one.
        start: start the local one when it does not run.
        retry_time_s: how long a failed transaction is tried again; `WRITE_RETRY_S` for those who write.
        report: is told how far the start has come.

    Raises:
        LocalServerDown: no URI is set and the local Neo4j does not run.
        DatabaseUnavailable: the server does not answer, now or while the driver is in use.
        WrongPassword, DatabaseMissing, ServerVersionUnsupported, UriMalformed: see their texts.
    """
    if start and settings.neo4j_uri is None:
        LocalNeo4j(settings).start(report)
    aim = target(settings)
    with translated_errors(aim), open_driver(aim, retry_time_s=retry_time_s) as driver:
        verify(driver, aim)
        yield driver


def target(settings: Settings) -> Target:
    """The Neo4j that the settings name, else the running local one.

    Raises:
        LocalServerDown: no URI is set and the local Neo4j does not run.
        UriMalformed: the URI is not one.
        PasswordUnreadable: the password file cannot be read.
    """
    if settings.neo4j_uri is None:
        local = LocalNeo4j(settings)
        if local.status().state == "stopped":
            raise LocalServerDown
        return Target(local.uri, local.user, local.password, settings.neo4j_database)
    check_uri(settings.neo4j_uri)
    return Target(settings.neo4j_uri, settings.neo4j_user, configured_password(settings), settings.neo4j_database)


def open_driver(aim: Target, *, retry_time_s: float = READ_RETRY_S) -> Driver:
    """A driver that has not tried yet whether the server answers."""
    return GraphDatabase.driver(
        aim.uri,
        auth=(aim.user, aim.password),
        connection_timeout=CONNECT_TIMEOUT_S,
        connection_acquisition_timeout=max(CONNECT_TIMEOUT_S, min(retry_time_s, 60.0)),
        max_transaction_retry_time=retry_time_s,
        # On a graph without people, each question that names Person would otherwise warn that there is no such label.
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )


def verify(driver: Driver, aim: Target) -> None:
    """Check that the server lets us in, has the database and is new enough."""
    with translated_errors(aim):
        check_version(driver.get_server_info().agent, uri=aim.uri)
        # The server's greeting is for any database; only a transaction finds out whether this one is there.
        with driver.session(database=aim.database) as session:
            session.begin_transaction().close()


@contextmanager
def translated_errors(aim: Target) -> Iterator[None]:
    """Turn what the driver says about reaching the server into our errors."""
    try:
        yield
    # An AuthError is a ClientError too, and a ConfigurationError a DriverError: the narrower one has to come first.
    except AuthError as error:
        fix = "Check POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD, or the file in POLICYGRAPH_NEO4J_PASSWORD_FILE."
        raise WrongPassword(aim.uri, user=aim.user, fix=fix) from error
    except ConfigurationError as error:
        raise UriMalformed(aim.uri, reason=str(error)) from error
    except ClientError as error:
        if error.code != DATABASE_NOT_FOUND:
            raise
        raise DatabaseMissing(aim.uri, database=aim.database) from error
    except (ServiceUnavailable, SessionExpired) as error:
        raise DatabaseUnavailable(aim.uri, reason=first_line(error)) from error


def check_uri(uri: str) -> None:
    """Refuse what cannot be the address of a Neo4j.

    Raises:
        UriMalformed: the scheme or the host is missing or wrong, or it carries a password.
    """
    try:
        parts = urlsplit(uri)
        # urlsplit looks at the port only when it is asked for, and refuses a bad one then.
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UriMalformed(without_credentials(uri), reason=str(error)) from error
    if parts.scheme not in SCHEMES:
        raise UriMalformed(without_credentials(uri), reason=f"it has to begin with one of {', '.join(SCHEMES)} and '://'")
    if not host:
        raise UriMalformed(without_credentials(uri), reason="it names no host")
    # An address is shown in errors, by 'doctor' and by 'up'; a password in it would be shown too.
    if parts.username is not None:
        raise UriMalformed(
            without_credentials(uri), reason="user and password belong into POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD"
        )


def check_version(agent: str, *, uri: str) -> None:
    """Refuse a server older than our queries need.

    Args:
        agent: what the server calls itself, e.g. 'Neo4j/5.26.30' or 'Neo4j/2026.09-aura'.
        uri: its address, for the message.

    Raises:
        ServerVersionUnsupported: it is too old, or no Neo4j at all.
    """
    product, _, version = agent.partition("/")
    # Aura says '2026.09-aura': only what stands before the hyphen counts.
    numbers = tuple(int(part) for part in version.split("-")[0].split(".")[:2] if part.isdecimal())
    if product != "Neo4j" or numbers < OLDEST_SUPPORTED:
        raise ServerVersionUnsupported(uri, version=agent.replace("/", " "))


def configured_password(settings: Settings) -> str:
    """The password of a Neo4j of the user's own: from the settings, else from the file they name; empty when neither is set."""
    if settings.neo4j_password is not None:
        return settings.neo4j_password.get_secret_value()
    path = settings.neo4j_password_file
    if path is None:
        return ""
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordUnreadable(path, reason=str(error), fix="Set POLICYGRAPH_NEO4J_PASSWORD_FILE to a text file you can read.") from error


def first_line(error: DriverError) -> str:
    """The first line of the driver's message, without its full stop."""
    return str(error).partition("\n")[0].rstrip(".:")
