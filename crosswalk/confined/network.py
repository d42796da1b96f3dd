"""Leave the network: what runs in this process can send nothing out.

Three lines, each where the system has it: an empty network namespace (Linux, as root or with user namespaces), a filter
of system calls (Linux, also in containers), and a hook that stops Python's own connections (everywhere). The first two
also stop the connections of compiled libraries; `leave` says whether one of them could be had.
"""

from __future__ import annotations

import ctypes
import struct
import sys

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
#: machine → (its audit architecture, and the numbers of its calls `socket` and `io_uring_setup`)
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_LOCAL = 1  # AF_UNIX
_REFUSED = 0x00050000 | 13  # SECCOMP_RET_ERRNO, EACCES
_ALLOWED = 0x7FFF0000

#: What Python says before it connects, looks up a name, or starts another program.
_EVENTS = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "urllib.Request",
    }
)


def leave() -> str | None:
    """Leave the network for good. Call it before any thread starts: the system allows a namespace only then.

    Returns None when compiled libraries are cut off too, or else the reason why only Python's connections are.
    """
    why = None if _into_namespace() or _filter_calls() else f"{sys.platform} offers no way without more rights"
    _hook()
    return why


def _into_namespace() -> bool:
    """Move into an empty network namespace. Return False where the system does not allow it."""
    try:
        unshare = ctypes.CDLL(None).unshare
    except (AttributeError, OSError, TypeError):
        return False
    return bool(unshare(_NEW_NETWORK) == 0 or unshare(_NEW_USER | _NEW_NETWORK) == 0)


def _filter_calls() -> bool:
    """Have the kernel refuse sockets that are not local ones. Return False where it cannot."""
    import os

    machine = os.uname().machine if hasattr(os, "uname") else ""
    if sys.platform != "linux" or machine not in _CALLS:
        return False
    architecture, socket, uring = _CALLS[machine]
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    program = [  # (operation, jump if true, jump if false, value)
        (load, 0, 0, 4),
        (equal, 0, 7, architecture),  # another architecture's calls have other numbers
        (load, 0, 0, 0),
        (at_least, 5, 0, 0x40000000),  # the x32 calls
        (equal, 4, 0, uring),
        (equal, 0, 2, socket),
        (load, 0, 0, 16),  # the family of the socket
        (equal, 0, 1, _LOCAL),
        (give, 0, 0, _ALLOWED),
        (give, 0, 0, _REFUSED),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code)
    header = struct.pack("HxxxxxxP" if struct.calcsize("P") == 8 else "HxxP", len(program), ctypes.addressof(buffer))
    try:
        prctl = ctypes.CDLL(None).prctl
    except (AttributeError, OSError):
        return False
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0) == 0)


def _hook() -> None:
    """Stop what Python itself would send out or start. A hook cannot be removed."""

    def refuse(event: str, _: object) -> None:
        if event in _EVENTS:
            raise PermissionError(f"calls to the outside are not allowed here ({event})")

    sys.addaudithook(refuse)
