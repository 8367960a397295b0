"""Messages over a pipe: eight bytes that say how long, then so many bytes."""

import struct
from typing import BinaryIO

LENGTH = struct.Struct("<Q")


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write one message.

    Raises:
        OSError: nobody is at the other end.
    """
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes:
    """The next message; b"" when the other end has closed, also in the middle of one."""
    length = pipe.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return b""
    expected: int = LENGTH.unpack(length)[0]
    message = pipe.read(expected)
    return message if len(message) == expected else b""
