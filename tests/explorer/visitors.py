"""Visitors without a browser: they speak Streamlit's protocol over a websocket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Wrong(Exception):
    """A visitor was shown something else than he should be."""


@dataclass
class Shown:
    """What a page shows: its texts, its tables as bytes, its buttons by label, and its errors."""

    texts: list[str] = field(default_factory=list)
    tables: list[bytes] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def note(self, message: ForwardMsg) -> None:
        """Take in one message of the server."""
        element = message.delta.new_element
        match element.WhichOneof("type"):
            case "markdown":
                self.texts.append(element.markdown.body)
            case "html":
                self.texts.append(element.html.body)
            case "heading":
                self.texts.append(element.heading.body)
            case "dataframe":
                self.tables.append(element.dataframe.SerializeToString())
            case "button":
                self.buttons[element.button.label] = element.button.id
            case "exception":
                self.errors.append(element.exception.message)
            case "alert" if element.alert.format == element.alert.ERROR:
                self.errors.append(element.alert.body)


def pressed(page: str, state: Mapping[str, str], button: str = "") -> bytes:
    """Return the message of a page that is opened or, with the id of a button, of one that is pressed there."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, urlencode(state)
    if button:
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = button, True
    return bytes(message.SerializeToString())


class Visitor:
    """A tab: one session of the explorer."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._place: tuple[str, dict[str, str]] = ("", {})

    async def __aenter__(self) -> Visitor:
        socket = self._address.replace("http://", "ws://") + "/_stcore/stream"
        self._socket = await websockets.connect(
            socket,
            subprotocols=["streamlit"],
            origin=self._address,
            max_size=None,
            open_timeout=60,  # type: ignore[list-item, arg-type]
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def open(self, page: str, **state: str) -> Shown:
        """Open a page in a state, and return what it shows when it is drawn."""
        self._place = (page, state)
        return await self._run()

    async def press(self, button: str) -> Shown:
        """Press a button, by its id, and return what the page shows then."""
        return await self._run(button)

    async def send(self, message: bytes) -> None:
        """Send any bytes."""
        await self._socket.send(message)

    async def _run(self, button: str = "") -> Shown:
        await self._socket.send(pressed(*self._place, button))
        return await asyncio.wait_for(self._drawn(), 120)

    async def _drawn(self) -> Shown:
        shown = Shown()
        while True:
            message = ForwardMsg.FromString(await self._socket.recv())  # type: ignore[arg-type]
            shown.note(message)
            if message.WhichOneof("type") == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return shown
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise Wrong(f"the page was not drawn: {message.script_finished}")
                shown = Shown()
