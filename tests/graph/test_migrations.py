import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from neo4j import Driver

from graph.errors import MigrationChanged
from graph.integrity import fingerprint
from graph.migrations import Migration, migrate, migrations
from graph.schema import constraints, statements

NAMED = re.compile(r"CREATE (?:FULLTEXT )?(?:CONSTRAINT|INDEX) (\w+)")
EXTRA = Migration("900", "V900__extra", "extra", "CREATE INDEX extra IF NOT EXISTS FOR (n:Theme) ON (n.definition);")


def rules(driver: Driver) -> dict[str, tuple[object, ...]]:
    """Every constraint and index by its name: what it is, on what."""
    records, _, _ = driver.execute_query(
        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint, state WHERE type <> 'LOOKUP'"
    )
    return {
        name: (type_, labels, properties, owner is not None, state) for name, type_, labels, properties, owner, state in map(tuple, records)
    }


@pytest.fixture
def bare_database(empty_database: Driver) -> Iterator[Driver]:
    """A database without any constraint or index; they are put back afterwards."""
    drop_all(empty_database)
    yield empty_database
    drop_all(empty_database)
    migrate(empty_database)


def drop_all(driver: Driver) -> None:
    driver.execute_query("MATCH (n) DETACH DELETE n")
    for name, (_, _, _, owned, _) in rules(driver).items():
        driver.execute_query(f"DROP {'CONSTRAINT' if owned else 'INDEX'} {name} IF EXISTS")


def test_migrations_make_exactly_what_the_kinds_ask_for(bare_database: Driver) -> None:
    applied = migrate(bare_database)
    made = rules(bare_database)

    drop_all(bare_database)
    for statement in [*statements(constraints().partition("// ---\n")[2])]:
        bare_database.execute_query(statement)
    bare_database.execute_query("CALL db.awaitIndexes(60)")
    asked = rules(bare_database)

    assert applied == [migration.name for migration in migrations()]
    assert {name: rule for name, rule in made.items() if name not in ("policygraph_lock", "neo4j_migration")} == asked
    assert set(asked) == set(NAMED.findall(constraints()))


def test_indexes_are_online_when_migrating_returns(bare_database: Driver) -> None:
    migrate(bare_database)

    assert {state for *_, state in rules(bare_database).values()} == {"ONLINE"}


def test_each_migration_is_applied_once(empty_database: Driver) -> None:
    migrate(empty_database)

    assert migrate(empty_database) == []


def test_a_later_migration_is_applied_alone(bare_database: Driver) -> None:
    migrate(bare_database)

    assert migrate(bare_database, known=[*migrations(), EXTRA]) == ["V900__extra"]
    assert "extra" in rules(bare_database)


def test_a_migration_changed_after_it_was_applied_is_refused(bare_database: Driver) -> None:
    migrate(bare_database, known=[EXTRA])
    edited = Migration(EXTRA.version, EXTRA.name, EXTRA.description, "CREATE INDEX other IF NOT EXISTS FOR (n:Theme) ON (n.name);")

    with pytest.raises(MigrationChanged, match="V900__extra"):
        migrate(bare_database, known=[edited])
    assert "other" not in rules(bare_database)


def test_processes_that_start_at_once_do_not_get_in_each_others_way(bare_database: Driver) -> None:
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(lambda _: migrate(bare_database), range(4)))

    assert sorted(applied, key=len) == [[], [], [], [migration.name for migration in migrations()]]


def test_bookkeeping_is_no_part_of_the_graph(empty_database: Driver) -> None:
    before = fingerprint(empty_database)
    migrate(empty_database)

    assert fingerprint(empty_database) == before


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [int(migration.version) for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_rewording_a_comment_does_not_change_a_migration() -> None:
    assert [migration.text for migration in migrations() if "// ---" in migration.text] == []
