"""Settings: one class, read from the environment (POLICYGRAPH_...) and from a .env file."""

from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Neo4jVersion = Literal["5.26", "2026.09"]


class Settings(BaseSettings):
    """Where the graph lives and how it is reached; every field is POLICYGRAPH_ plus its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="POLICYGRAPH_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("policygraph"), description="Folder of the local Neo4j's data.")
    cache: Path = Field(default_factory=lambda: user_cache_path("policygraph"), description="Folder of what is downloaded once.")
    neo4j_uri: str | None = Field(None, description="A Neo4j of your own, e.g. 'neo4j://db.example:7687'; unset means the local one.")
    neo4j_user: str = Field("neo4j", description="User name on that Neo4j.")
    neo4j_password: SecretStr | None = Field(None, description="Password on that Neo4j.")
    neo4j_password_file: Path | None = Field(None, description="File that holds the password, instead of the password itself.")
    neo4j_database: str = Field("neo4j", description="Database on that Neo4j.")
    neo4j_version: Neo4jVersion = Field("5.26", description="Version of the local Neo4j.")
    neo4j_port: int | None = Field(None, ge=1, le=65535, description="Port of the local Neo4j; unset takes a free one and keeps it.")
    neo4j_heap: str = Field("1g", pattern=r"^[1-9]\d*[mg]$", description="Most memory its heap may take, e.g. '512m' or '2g'.")
    neo4j_start_timeout_s: float = Field(120.0, gt=0, description="Longest to wait for the local Neo4j to answer, in seconds.")
    maven_url: str | None = Field(None, description="A Maven mirror to fetch the local Neo4j from; unset means Maven Central.")
    query_timeout_s: float = Field(30.0, gt=0, le=600, description="Longest a single read may take, in seconds.")
    readers: int | None = Field(None, ge=1, le=256, description="Processes that read documents at once; unset means one for each core.")
    reader_memory_mb: int = Field(
        700, ge=100, description="Most memory that reading one document may take, in megabytes, on top of the 150 that a process takes."
    )
    reader_patience_s: float = Field(
        5.0, gt=0, description="Longest that even the smallest document may compute, to be read and again to be extracted, in seconds."
    )
    vocabulary: str = Field(
        "", description="Files of organisations and themes of your own, YAML or SKOS, separated by commas; see docs/vocabulary.md."
    )
    judgements: Path | None = Field(
        None, description="File of what is the same and what is not, see docs/review.md; unset means judgements.yaml in the home folder."
    )
    llm_url: str | None = Field(
        None, description="An OpenAI-compatible endpoint for 'policygraph consult', e.g. 'http://127.0.0.1:11434/v1'; unset means none."
    )
    llm_model: str | None = Field(None, description="The language model whose answers count; unset means that none does.")
    llm_key: SecretStr | None = Field(None, description="The key for that endpoint.")
    llm_timeout_s: float = Field(60.0, gt=0, le=3600, description="Longest to wait for one of its answers, in seconds.")
    llm_answers: Path | None = Field(None, description="Folder in which its answers are kept; unset means one in the home folder.")
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the API listens on; 0 takes a free one.")
    allowed_hosts: str = Field(
        "", description="Host names the API answers to besides localhost, separated by commas, e.g. 'graph.example'."
    )
    queries: Path | None = Field(None, description="Folder with questions of your own, .cypher files as those in cypher/explore.")
    keys_file: Path | None = Field(None, description="File with the digests of the API's keys; unset means keys.json in the home folder.")
    reading_needs_key: bool | None = Field(
        None, description="Whether reading needs a key; unset means: unless the API listens on this machine only."
    )
    requests_per_minute: int | None = Field(
        None, ge=1, description="Most requests of one key or address a minute; unset means 1200 where reading needs a key, else no limit."
    )
    cypher: bool = Field(False, description="Whether the API takes Cypher of its users, at /v1/cypher and with a key.")
    cypher_timeout_s: float = Field(5.0, gt=0, le=60, description="Longest such a query may take, in seconds.")
    log_requests: bool = Field(False, description="Whether the API writes a line of JSON for each request to stderr.")
