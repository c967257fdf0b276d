"""Memory that is free, given back to the system.

Reading a statute book and counting its words leave hundreds of megabytes free that the C library keeps for what may come
(glibc, malloc_trim(3)); what comes here are long arrays, which it does not put there.
"""

from __future__ import annotations

import contextlib
import ctypes


def give_back() -> None:
    """Does what the C library can; where it cannot (other systems than Linux with glibc), nothing."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
