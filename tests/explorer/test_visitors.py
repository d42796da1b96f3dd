"""One visitor does not keep the places of all: the queries of tabs that were closed end."""

from __future__ import annotations

import asyncio
import time

from tests.explorer.running import run_to_end, running_process
from tests.explorer.visitors import Visitor

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
OWN = 'SELECT ("my own answer" AS ?text) {}'


async def run(visitor: Visitor, query: str) -> None:
    shown = await visitor.open("sparql", query=query)
    await visitor.press(shown.buttons["Run"])


def test_queries_of_closed_tabs_make_room_for_others() -> None:
    """S7: thirty closed tabs kept every place for over a minute; here each would keep one for ten minutes."""

    async def visit(address: str) -> None:
        for _ in range(8):
            async with Visitor(address) as closed:
                await run(closed, RUNAWAY)
        async with Visitor(address) as visitor:
            await run(visitor, OWN)
            until = time.monotonic() + 60
            while True:
                shown = await visitor.open("sparql", query=OWN)
                if shown.tables:
                    break
                assert not shown.errors
                assert time.monotonic() < until, shown.texts
                await asyncio.sleep(0.5)
        assert any(b"my own answer" in table for table in shown.tables)

    with running_process(CROSSWALK_PAGE_SECONDS="600") as (address, _):
        run_to_end(visit(address))
