"""Which documents are loaded and how others cite them: what an importer matches the ids of a foreign file with."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswalk import ids
from crosswalk.analysis.catalogue import documents, every_provision, mapping_sets, organisations
from crosswalk.formats.importers.known import Known, KnownDocument
from crosswalk.sparql import ask
from crosswalk.store.holder import Crosswalk, remembered


@dataclass(slots=True)
class _Aliases:
    prefixes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    spellings: list[tuple[str, str]] = field(default_factory=list)
    any_sign: bool = False


@remembered
def known(crosswalk: Crosswalk) -> Known:
    """Return every document that is loaded, with its provisions and aliases, and the ids of the mapping sets.

    >>> from crosswalk.store.holder import load
    >>> known(load()).documents["nist-csf-2.0"].find("gv.oc-1")
    'GV.OC-01'
    """
    aliases: dict[str, _Aliases] = {}
    for thing, prefix, address, spelling, any_sign in ask(crosswalk, "cited-as").rows:
        document, local = ids.split(str(thing))
        entry = aliases.setdefault(document, _Aliases())
        if prefix:
            entry.prefixes.append(str(prefix))
        elif address:
            entry.addresses.append(str(address))
        elif spelling:
            entry.spellings.append((str(spelling), local))
        else:
            entry.any_sign = bool(any_sign)
    every = every_provision(crosswalk)
    return Known(
        (
            KnownDocument(
                document.id,
                document.title,
                {ids.split(name)[1]: provision.label for name, provision in every.get(document.id, {}).items()},
                {ids.split(name)[1]: provision.notation for name, provision in every.get(document.id, {}).items()},
                tuple(entry.prefixes),
                tuple(entry.addresses),
                tuple(entry.spellings),
                entry.any_sign,
            )
            for document in documents(crosswalk)
            for entry in [aliases.get(document.id, _Aliases())]
        ),
        (entry.id for entry in mapping_sets(crosswalk)),
        organisations(crosswalk),
    )
