"""Time the scores between the provisions of all documents against networkx, in one run.

    python benchmarks/proximity.py    # prints a table and, last, a line "ratio=… same=true"

The crosswalk is made up in the shape of OpenCRE: a hub of 400 concepts in a hierarchy, some of them related, and twelve
documents whose 2,800 provisions have 9,400 links to the hub and none to one another. Wanted is the score of least
penalty from every provision to every provision of another document, with OpenCRE's penalties, and the best path of any
pair on demand. networkx runs `single_source_dijkstra` with paths from each provision, once, ours three times; only the
ratio means anything on another machine.
"""

from __future__ import annotations

import random
import time
from itertools import pairwise

import networkx as nx
import numpy as np

from crosswalk.analysis.proximity import OPENCRE, edges, near

HUB, DOCUMENTS, PROVISIONS, LINKS, RELATED, CHECKED = 400, 12, 2_800, 9_400, 150, 2_000
Steps = list[tuple[int, int, int]]


def made_up() -> tuple[Steps, list[int]]:
    """Return directed steps (source, target, penalty), and the document of every node (-1 for the hub)."""
    chance = random.Random(2)
    document = [-1] * HUB + sorted(chance.randrange(DOCUMENTS) for _ in range(PROVISIONS))
    found: Steps = []
    for concept in range(1, HUB):
        parent = chance.randrange(max(0, concept // 6), concept)
        found += [(concept, parent, OPENCRE.up), (parent, concept, OPENCRE.down)]
    pairs = {tuple(sorted(chance.sample(range(HUB), 2))) for _ in range(RELATED)}
    found += [step for a, b in sorted(pairs) for step in ((a, b, OPENCRE.related), (b, a, OPENCRE.related))]
    links = {(HUB + number, chance.randrange(HUB)) for number in range(PROVISIONS)}
    while len(links) < LINKS:
        links.add((HUB + chance.randrange(PROVISIONS), chance.randrange(HUB)))
    found += [step for a, b in sorted(links) for step in ((a, b, OPENCRE.stated), (b, a, OPENCRE.stated))]
    return found, document


def main() -> None:
    """Print the times, and whether every score agrees and sampled paths cost what their score says."""
    steps, document = made_up()
    provisions = np.arange(HUB, HUB + PROVISIONS, dtype=np.int32)
    seconds = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        found = near(edges(steps, len(document)), provisions)
        seconds = min(seconds, time.perf_counter() - start)
    graph = nx.DiGraph()
    for source, target, penalty in steps:
        if not graph.has_edge(source, target) or penalty < graph[source][target]["weight"]:
            graph.add_edge(source, target, weight=penalty)
    start = time.perf_counter()
    theirs = {source: nx.single_source_dijkstra(graph, source)[0] for source in provisions.tolist()}
    networkx_seconds = time.perf_counter() - start
    pairs = 0
    same = True
    for place, source in enumerate(provisions.tolist()):
        ours, known = found.scores[place].tolist(), theirs[source]
        for target in range(HUB, HUB + PROVISIONS):
            if document[target] != document[source]:
                pairs += 1
                same &= ours[target] == round(known.get(target, -1))
    chance = random.Random(3)
    for _ in range(CHECKED):
        place, target = chance.randrange(PROVISIONS), HUB + chance.randrange(PROVISIONS)
        path = found.path(place, target)
        cost = sum(graph[a][b]["weight"] for a, b in pairwise(path))
        same &= not path or (path[0], path[-1], cost) == (HUB + place, target, int(found.scores[place, target]))
    print(f"{HUB} concepts, {DOCUMENTS} documents, {PROVISIONS:,} provisions, {LINKS:,} links: {pairs:,} ordered pairs")
    print(f"  ours {seconds:.2f} s, networkx {networkx_seconds:.1f} s; {CHECKED:,} paths taken back and added up")
    print(f"ratio={networkx_seconds / seconds:.1f} same={str(same).lower()}")


if __name__ == "__main__":
    main()
