"""Thirty-two visitors for a minute, one of them hostile: is everybody answered, rightly and in time, and is the memory
given back?

    python benchmarks/soak.py             # prints a table; exits 1 when a bar is missed
    python benchmarks/soak.py 8 20        # so many visitors, for so many seconds

Visitors speak Streamlit's protocol over a websocket, without a browser. Each opens pages, checks what is on them, asks
a query of its own and checks its answer, and reads for about ten seconds in between. The hostile one runs queries that
do not end and answers that do not fit, closes its tabs, and sends what is not a message at all.

Bars: no wrong answer, no error for the others, their median page at most twice that of a visitor who is alone, and the
memory of the server 30 seconds later at most 1.2 times that before they came.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import statistics
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from crosswalk import coverage, load, provisions
from crosswalk.analysis.answers import compared
from tests.explorer.running import running_process
from tests.explorer.visitors import Shown, Visitor, Wrong, pressed

VISITORS, SECONDS, READS, AFTER = 32, 60.0, 10.0, 30.0
CODE = "dsit-ai-code-2025"
SLOWER, MEMORY = 2.0, 1.2
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = (
    "SELECT ?f { ?s a cw:Provision BIND('"
    + "x" * 50
    + "' AS ?y) "
    + " ".join(f"BIND(CONCAT(?{a},?{a},?{a},?{a}) AS ?{b})" for a, b in ("yz", "za", "ab", "bc", "cd", "de", "ef"))
    + " }"
)


@dataclass
class Tally:
    """What the visitors met."""

    pages: list[float] = field(default_factory=list)
    queries: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """The right answers: how many provisions each reference document covers, and what a provision is called."""

    covered: dict[str, int]
    labels: dict[str, str]


def known() -> Known:
    """Work the right answers out here."""
    crosswalk = load()
    references = compared(crosswalk, CODE)
    covered = {reference: coverage(crosswalk, CODE, reference)[0].counts["covered"] for reference in references}
    asked = [one for one in provisions(crosswalk, CODE) if one.kind == "provision"]
    return Known(covered, {one.id: one.notation or one.id for one in asked})


async def timed(visitor: Visitor, tally: Tally, page: str, **state: str) -> Shown:
    """Open a page and note how long it took and whether it was one."""
    start = time.perf_counter()
    shown = await visitor.open(page, **state)
    tally.pages.append(time.perf_counter() - start)
    if shown.errors:
        raise Wrong(f"{page} {state}: {shown.errors[0]}")
    return shown


async def round_of(
    visitor: Visitor, tally: Tally, answers: Known, dice: random.Random, name: str
) -> AsyncIterator[None]:
    """Open three pages and ask one query, checking each; yield where a person would read."""
    reference = dice.choice(list(answers.covered))
    shown = await timed(visitor, tally, "compare", reference=reference)
    chips = next(text for text in shown.texts if 'class="xw-chips"' in text)
    number = re.search(r"<strong>([\d,]+)", chips)
    if number is None or int(number[1].replace(",", "")) != answers.covered[reference]:
        raise Wrong(f"{reference} covers {answers.covered[reference]}: {chips[:200]}")
    yield
    provision = dice.choice(list(answers.labels))
    shown = await timed(visitor, tally, "answers", id=provision)
    if not any(answers.labels[provision] in text for text in shown.texts):
        raise Wrong(f"{provision} is not on its page")
    yield
    await timed(visitor, tally, dice.choice(["coverage", "search", "tracker", "document", "editions"]), q="poisoning")
    yield
    start = time.perf_counter()
    own = f"{name}-{dice.random()}"
    query = f'SELECT ("{own}" AS ?who) {{}}'
    shown = await timed(visitor, tally, "sparql", query=query)
    shown = await visitor.press(shown.buttons["Run"])
    while not shown.tables and not shown.errors:
        await asyncio.sleep(0.5)
        shown = await visitor.open("sparql", query=query)
    tally.queries.append(time.perf_counter() - start)
    if shown.errors or not any(own.encode() in table for table in shown.tables):
        raise Wrong(f"{own} was not answered with itself: {shown.errors}")
    yield


async def visit(address: str, tally: Tally, answers: Known, number: int, until: float, reads: float) -> None:
    """Be one visitor until the time is up; each reads for another time."""
    dice = random.Random(number)
    await asyncio.sleep(dice.uniform(0, reads))
    async with Visitor(address) as visitor:
        while time.monotonic() < until:
            try:
                async for _ in round_of(visitor, tally, answers, dice, f"visitor {number}"):
                    await asyncio.sleep(dice.uniform(0.5, 1.5) * reads)
                    if time.monotonic() > until:
                        return
            except Exception as error:
                tally.wrong.append(f"visitor {number}: {type(error).__name__}: {error}")
                return


async def attack(address: str, until: float) -> int:
    """Be the hostile one until the time is up; return how many attacks were made."""
    dice, made = random.Random(0), 0
    while time.monotonic() < until:
        made += 1
        with contextlib.suppress(Exception):
            async with Visitor(address) as visitor:
                kind = dice.choice(["runaway", "doubled", "noise", "long", "pages", "close"])
                if kind in ("runaway", "doubled"):
                    query = RUNAWAY if kind == "runaway" else DOUBLED
                    shown = await visitor.open("sparql", query=query)
                    await visitor.send(pressed("sparql", {"query": query}, shown.buttons["Run"]))
                    await asyncio.sleep(1)
                elif kind == "noise":
                    await visitor.send(dice.randbytes(dice.randrange(1, 900_000)))
                elif kind == "long":
                    await visitor.open("compare", reference="a" * 200_000)
                elif kind == "pages":
                    for page in ("no-such-page", "../../etc/passwd", "document", "quality"):
                        await visitor.open(page, id="![x](http://127.0.0.1:9/)")
                else:
                    await visitor.send(b"")
        await asyncio.sleep(0.2)
    return made


def memory(pid: int) -> float:
    """Return the memory of a process in megabytes, as the system counts it."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", text)
    assert found
    return int(found[1]) / 1000


async def alone(address: str, answers: Known) -> Tally:
    """Be the only visitor, five times over; the first time the explorer has to work everything out."""
    tally = Tally()
    async with Visitor(address) as visitor:
        for number in range(6):
            if number == 1:
                tally.pages.clear()
            async for _ in round_of(visitor, tally, answers, random.Random(number), "alone"):
                pass
        for reference in answers.covered:
            await visitor.open("compare", reference=reference)
    return tally


async def soak(address: str, pid: int, visitors: int, seconds: float) -> int:
    """Measure, print, and return 1 when a bar is missed."""
    answers = known()
    idle = await alone(address, answers)
    before = memory(pid)
    tally, until = Tally(), time.monotonic() + seconds
    *_, attacks = await asyncio.gather(
        *(visit(address, tally, answers, number, until, READS) for number in range(1, visitors)),
        attack(address, until),
    )
    highest = memory(pid)
    await asyncio.sleep(AFTER)
    after = memory(pid)
    pages, alone_for = statistics.median(tally.pages), statistics.median(idle.pages)
    slower = pages / alone_for
    print(f"{visitors - 1} visitors and a hostile one, {seconds:.0f} s")
    print(f"pages, queries, attacks    {len(tally.pages)}, {len(tally.queries)}, {attacks}")
    print(f"wrong answers and errors   {len(tally.wrong)}")
    for wrong in tally.wrong[:10]:
        print(f"  {wrong[:300]}")
    print(f"median page                {pages:.2f} s, alone {alone_for:.2f} s: {slower:.2f} (bar {SLOWER})")
    print(f"median query, with waiting {statistics.median(tally.queries or [0.0]):.2f} s")
    print(f"memory                     {before:.0f} MB before, {highest:.0f} MB at the end")
    print(f"memory after {AFTER:.0f} s          {after:.0f} MB: {after / before:.2f} (bar {MEMORY})")
    return int(bool(tally.wrong) or slower > SLOWER or after / before > MEMORY or not tally.queries)


def main() -> int:
    """Start an explorer and soak it."""
    visitors = int(sys.argv[1]) if len(sys.argv) > 1 else VISITORS
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    with running_process() as (address, pid):
        return asyncio.run(soak(address, pid, visitors, seconds))


if __name__ == "__main__":
    sys.exit(main())
