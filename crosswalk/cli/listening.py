"""Where the explorer listens: an address of this machine, a free port, and the names by which it may be called."""

from __future__ import annotations

import errno
import ipaddress
import os
import re
import socket
from contextlib import suppress

import click

from crosswalk.errors import UsageError, shown
from crosswalk.public import public_url

#: The port of the explorer, and how many after it are tried when it is in use.
PORT, _TRIED = 8501, 20
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62}\.?)*", re.IGNORECASE)
_BACKLOG = 128


class Address(click.ParamType[str]):
    """An address of this machine, such as 127.0.0.1 or ::1. No name is looked up."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address as sockets take it. Raises UsageError for anything else."""
        if value == "localhost":
            return "127.0.0.1"
        try:
            return str(ipaddress.ip_address(_bare(value)))
        except ValueError as error:
            raise UsageError(
                f"--address: “{shown(value)}” is not an address; give one of this machine: 127.0.0.1, ::1, 0.0.0.0."
            ) from error


class HostName(click.ParamType[str]):
    """A name or address as a web address has it."""

    name = "name"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name as the Host header has it. Raises UsageError for anything else."""
        with suppress(ValueError):
            return in_url(str(ipaddress.ip_address(_bare(value))))
        if not _NAME.fullmatch(value):
            raise UsageError(
                f"--host: “{shown(value)}” is not the name of a host; give it as it is written in the web address, "
                "without “https://” and without a port, as in crosswalk.example.org."
            )
        return value.lower()


class PublicUrl(click.ParamType[str]):
    """The address by which others open the explorer."""

    name = "url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address as links begin. Raises UsageError for anything else."""
        return public_url(value)


def _bare(value: str) -> str:
    return value[1:-1] if value.startswith("[") and value.endswith("]") else value


def in_url(address: str) -> str:
    """Return an address as a web address has it.

    >>> in_url("::1"), in_url("127.0.0.1")
    ('[::1]', '127.0.0.1')
    """
    return f"[{address}]" if ":" in address else address


def listen(address: str, port: int | None) -> socket.socket:
    """Return a socket that listens on a port of this address: the one given, or else the first that is free.

    Raises UsageError with the remedy when the port given is in use, none is free, or the address cannot be used.
    """
    if port is None:
        opened = _first_free(address, PORT)
        if opened is None:
            raise UsageError(f"The ports {PORT} to {PORT + _TRIED} are all in use: give another with --port.")
        return opened
    opened = _opened(address, port)
    if opened is None:
        raise UsageError(f"Port {port} is in use by another program: {_remedy(address, port)}")
    return opened


def _remedy(address: str, port: int) -> str:
    free = _first_free(address, port + 1)
    if free is None:
        return "end that program, or give another port with --port."
    with free:
        return f"end that program, or use --port {free.getsockname()[1]}, which is free."


def _first_free(address: str, port: int) -> socket.socket | None:
    tries = (_opened(address, tried) for tried in range(port, min(port + _TRIED, 65535) + 1))
    return next(filter(None, tries), None)


def _opened(address: str, port: int) -> socket.socket | None:
    """Return a listening socket, or None when the port is in use."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        opened = socket.socket(family)
    except OSError as error:
        raise UsageError(f"The explorer cannot listen on {address}: {error.strerror}.") from error
    try:
        if os.name != "nt":  # where it would let two programs listen on one port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen(_BACKLOG)
    except OSError as error:
        opened.close()
        if error.errno == errno.EADDRINUSE:
            return None
        if error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(
                f"{address} is not an address of this machine: give one that is with --address."
            ) from error
        if error.errno == errno.EACCES:
            raise UsageError(
                f"The system does not allow port {port}: give one from 1024 upwards with --port."
            ) from error
        raise UsageError(f"The explorer cannot listen on {address}, port {port}: {error.strerror}.") from error
    return opened
