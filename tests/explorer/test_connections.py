"""A connection that does not finish asking is closed, and one too many is refused; no other is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
import uvicorn

from crosswalk.explorer import connections
from crosswalk.explorer.connections import Patient
from tests.explorer.running import run_to_end

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def answering(scope, receive, send):
    """Answer `/slow` only when the test says so, and everything else at once; accept every websocket."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await receive()
        return
    if scope["path"] == "/slow":
        await answering.may_go_on.wait()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def attack(what: Callable[[Callable[[], Awaitable[Client]]], Awaitable[None]]) -> None:
    """Run an attack on a server of our connections; it is given a function that opens one."""

    async def run() -> None:
        answering.may_go_on = asyncio.Event()
        config = uvicorn.Config(
            answering, port=0, http=Patient, ws="websockets-sansio", lifespan="off", log_level="critical"
        )
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            async with asyncio.timeout(30):
                await what(lambda: asyncio.open_connection("127.0.0.1", port))
        finally:
            answering.may_go_on.set()
            server.force_exit = True
            await server.shutdown()

    run_to_end(run())


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.2)


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("part", [b"", b"G", b"GET / HTTP/1.1\r\nHost: local"])
def test_a_request_that_never_ends_is_closed(part: bytes) -> None:
    async def half_a_request(opened) -> None:
        reader, writer = await opened()
        writer.write(part)
        assert await reader.read() == b""

    attack(half_a_request)


@pytest.mark.usefixtures("_impatient")
def test_so_is_one_that_comes_byte_by_byte_and_the_second_on_a_connection() -> None:
    async def byte_by_byte(opened) -> None:
        reader, writer = await opened()
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200 OK")
        ended = asyncio.ensure_future(reader.read())
        while not ended.done():
            writer.write(b"G")
            await asyncio.sleep(0.02)

    attack(byte_by_byte)


@pytest.mark.usefixtures("_impatient")
def test_an_answer_and_a_websocket_may_take_their_time() -> None:
    async def patient(opened) -> None:
        slow, asking = await opened()
        asking.write(b"GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n")
        visitor, writer = await opened()
        writer.write(HANDSHAKE)
        assert b" 101 " in await visitor.readuntil(b"\r\n\r\n")
        await asyncio.sleep(0.6)  # three times as long as a request may take to arrive
        answering.may_go_on.set()
        assert (await slow.readuntil(b"ok")).startswith(b"HTTP/1.1 200 OK")
        assert not visitor.at_eof()
        writer.close()

    attack(patient)


def test_a_websocket_too_many_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 2)

    async def crowd(opened) -> None:
        answers, writers = [], []
        for _ in range(4):
            reader, writer = await opened()
            writer.write(HANDSHAKE)
            answers.append(await reader.read(4_000))
            writers.append(writer)
        assert [b" 101 " in answer for answer in answers] == [True, True, False, False]
        writers[0].close()
        await writers[0].wait_closed()

    attack(crowd)
