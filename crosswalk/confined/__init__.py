"""Work that must not hang, eat the memory or call out: it is done in a process of its own, which can be killed.

A `Job` starts `python -m crosswalk.confined`, which limits its own time and memory, leaves the network, and then calls
`run(request, note)` of the module that the job names. Users' queries and the rules of a data folder are run this way.
"""

from __future__ import annotations

from crosswalk.confined.job import Job, Limits, Stopped
from crosswalk.confined.places import Places

__all__ = ["Job", "Limits", "Places", "Stopped"]
