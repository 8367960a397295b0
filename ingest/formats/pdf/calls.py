"""PDFium's functions, called with plain addresses and numbers.

Each call through the declared types of pypdfium2's raw module makes objects of
its arguments, and there are thousands of calls a page.
"""

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium


def direct(name: str, result: type | None, *arguments: type) -> Callable[..., Any]:  # Any: as the C function says.
    """PDFium's function `name`; it keeps Python's lock, which costs more to give away than these short calls take."""
    return PYFUNCTYPE(result, *arguments)(cast(getattr(pdfium, name), c_void_p).value or 0)
