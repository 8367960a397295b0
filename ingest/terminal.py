"""What the commands of this room show at a terminal."""

from rich.console import Console

# Nobody wants a path cut at 80 columns in a file or a pipe.
PIPE_COLUMNS = 250


def results_console() -> Console:
    """Where results go; a pipe is given long lines."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPE_COLUMNS)


def visible(text: str) -> str:
    """`text` without the control characters that would steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
