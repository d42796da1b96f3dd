"""How long a connection may take to ask, and how many there may be: a few that never finish would keep all places."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

from crosswalk.limits import CONNECTIONS, REQUEST_SECONDS

if TYPE_CHECKING:
    import h11


class Patient(H11Protocol):
    """A connection that is closed when a request takes too long to arrive, or would open one websocket too many."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._forget()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection on to the protocol of websockets; other requests over the limit are answered with 503."""
        if len(self.connections) > CONNECTIONS:
            self.transport.close()
        else:
            super().handle_websocket_upgrade(event)

    def _await_request(self) -> None:
        if not self._is_waiting():
            self._forget()
        elif self._late is None:
            self._late = self.loop.call_later(REQUEST_SECONDS, self._end_if_late)

    def _is_waiting(self) -> bool:
        """Whether no request has arrived: none is being answered, and the connection is not a websocket by now."""
        answered = self.cycle is None or self.cycle.response_complete
        return answered and self.transport.get_protocol() is self

    def _end_if_late(self) -> None:
        if self._is_waiting():
            self.transport.close()

    def _forget(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None
