"""The CoSAI Risk Map, from the project's own files.

The state that was read for 2026-08 is of 19 August 2026. The map has no version numbers: the files written are those of
the newest edition `cosai-risk-map-<year>-<month>` that has a head in data/documents.

Writes:
  data/documents/cosai-risk-map-<edition>.yaml                           components, personas, risks, controls, groups
  mappings/published/cosai-risk-map-<edition>--risks.sssom.tsv           control → risk, inside the map
  mappings/published/cosai-risk-map-<edition>--<framework>.sssom.tsv     one set a framework that the map refers to

Every value of the map names the edition it means (`AML.T0020@5.0.1`, `LLM04:2025`), which has to be the one that
frameworks.yaml registers. Controls for which the map writes `risks: all` have no rows: no pair is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.extract.common import COLUMNS, Changes, Item, SourceError, load_yaml, merge_document, write_rows
from tools.extract.source import Source, State

FOLDER = "risk-map/yaml"
MANUAL = "semapv:ManualMappingCuration"
#: framework of the map → (last part of the name of the set, document it points into)
FRAMEWORKS = {
    "mitre-atlas": ("mitre-atlas-{version}", "mitre-atlas-{version}"),
    "owasp-top10-llm": ("owasp-llm-{version}", "owasp-llm-{version}"),
    "nist-ai-rmf": ("nist-ai-rmf-{version}", "nist-ai-rmf-{version}"),
    "stride": ("stride", "microsoft-stride-cited-{edition}"),
    "iso-22989": ("iso-iec-22989-{version}", "iso-iec-22989-{version}"),
}


def update(source: Path, root: Path) -> Iterator[Changes | int]:
    """Update the newest edition of the CoSAI Risk Map from a checkout of its repository."""
    documents = sorted((root / "data" / "documents").glob("cosai-risk-map-*.yaml"))
    if not documents:
        raise SourceError("There is no document cosai-risk-map-<year>-<month> yet: write its head first.")
    folder = source / FOLDER
    names = ("components", "personas", "risks", "controls")
    parts = {name: load_yaml(folder / f"{name}.yaml") for name in names}
    document, published = documents[-1].stem, root / "mappings" / "published"
    yield merge_document(documents[-1], items(parts))
    yield write_rows(published / f"{document}--risks.sssom.tsv", COLUMNS, addressed(document, parts))
    for framework in load_yaml(folder / "frameworks.yaml")["frameworks"]:
        if references := list(mapped(parts, framework)):
            name, rows = published_set(document, framework, references)
            yield write_rows(published / name, COLUMNS, rows)


def items(parts: dict[str, Any]) -> Iterator[Item]:
    """Yield groups and what is in them. The file of the risks names its groups only by their ids."""
    for name, kind in (
        ("components", "component"),
        ("personas", "persona"),
        ("risks", "risk"),
        ("controls", "control"),
    ):
        members = parts[name][name]
        groups = parts[name].get("categories")
        if groups is None:
            groups = [
                {"id": member}
                for member in dict.fromkeys(member["category"] for member in members if "category" in member)
            ]
        for group in groups:
            yield Item(group["id"], "category", title=group.get("title"))
            for part in group.get("subcategory", []):
                yield Item(part["id"], "category", title=part["title"], parent=group["id"])
        for member in members:
            yield Item(
                member["id"], kind, title=member["title"], parent=member.get("subcategory") or member.get("category")
            )


def addressed(document: str, parts: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the rows control → risk, which the map states on both sides."""
    order = {entry["id"]: number for number, entry in enumerate(parts["risks"]["risks"])}
    stated = {(control, risk["id"]) for risk in parts["risks"]["risks"] for control in risk["controls"]}
    listed = {
        entry["id"]: entry["risks"] for entry in parts["controls"]["controls"] if isinstance(entry["risks"], list)
    }
    if stated != {(control, risk) for control, risks in listed.items() for risk in risks}:
        raise SourceError("risks.yaml and controls.yaml of the map do not state the same pairs.")
    for control, risks in listed.items():
        for risk in sorted(risks, key=order.__getitem__):
            yield (f"{document}:{control}", "cw:addresses", "", f"{document}:{risk}", MANUAL, "")


def mapped(parts: dict[str, Any], framework: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield id in the map and id in the framework, without the edition that is written behind the latter."""
    version = framework["version"]
    for name in ("personas", "risks", "controls"):
        for entry in parts[name][name]:
            for value in sorted((entry.get("mappings") or {}).get(framework["id"], [])):
                target, token = re.split(r"[@:](?=[^@:]*$)", value) if version else (value, None)
                if token != version:
                    raise SourceError(f"{entry['id']} refers to {value}, but the map registers version {version}.")
                yield entry["id"], target


def published_set(
    document: str, framework: dict[str, Any], references: list[tuple[str, str]]
) -> tuple[str, Iterator[tuple[str, ...]]]:
    """Return the name of the set for one framework, and its rows."""
    if framework["id"] not in FRAMEWORKS:
        raise SourceError(f"The map now refers to {framework['id']}: say in FRAMEWORKS which document that is.")
    edition = document.removeprefix("cosai-risk-map-")
    name, target = (
        pattern.format(version=framework["version"], edition=edition) for pattern in FRAMEWORKS[framework["id"]]
    )
    rows = (row(f"{document}:{local}", target, theirs, framework["id"]) for local, theirs in references)
    return f"{document}--{name}.sssom.tsv", rows


def row(subject: str, target: str, theirs: str, framework: str) -> tuple[str, ...]:
    """Return one row; the roles of ISO/IEC 22989 have no ids, so that such a row points to the whole standard."""
    if framework == "iso-22989":
        return (subject, "dcterms:references", "", f"cwdoc:{target}", MANUAL, f'Role given as "{theirs}".')
    return (subject, "skos:closeMatch", "", f"{target}:{theirs}", MANUAL, "")


SOURCE = Source(
    id="cosai_risk_map",
    title="The CoSAI Risk Map",
    licence="Apache-2.0",
    states=(State("cosai-oasis/secure-ai-tooling", "18ab1ef1", (FOLDER,)),),
    targets=(
        "data/documents/cosai-risk-map-2026-08.yaml",
        *(
            f"mappings/published/cosai-risk-map-2026-08--{name}.sssom.tsv"
            for name in (
                *("risks", "mitre-atlas-5.0.1", "nist-ai-rmf-1.0"),
                *("owasp-llm-2025", "stride", "iso-iec-22989-2022"),
            )
        ),
    ),
    run=update,
)
