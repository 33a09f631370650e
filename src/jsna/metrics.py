"""What this process counts of its own work, for whoever watches over the server. Nothing of it is about a person.

Names and labels are fixed by the program: no name, address, choice or word of a reader becomes one.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, disable_created_metrics

#: This process's own: with several processes, each answers for itself.
REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
# The moment at which each number began is a second line for each, and nobody asks for it. It has no annotations.
disable_created_metrics()  # type: ignore[no-untyped-call]

#: Upper bounds in seconds.
_BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

PAGE_SECONDS = Histogram(
    "jsna_page_run_seconds",
    "Time that a run of a page took, by the page's address.",
    ["page"],
    buckets=_BOUNDS,
    registry=REGISTRY,
)
PAGE_FAULTS = Counter(
    "jsna_page_faults", "Runs of a page that ended in a fault of the program.", ["page"], registry=REGISTRY
)
SESSIONS = Gauge("jsna_sessions", "Readers' sessions that are connected.", registry=REGISTRY)
RUNNING = Gauge("jsna_page_runs_in_progress", "Runs of pages in progress.", registry=REGISTRY)
READY = Gauge("jsna_ready", "1 where the process is ready to serve, 0 where it is not.", registry=REGISTRY)
RELEASE = Gauge("jsna_release_info", "The release of the data that is shown.", ["release"], registry=REGISTRY)
DATA_PROBLEMS = Gauge(
    "jsna_data_problems", "Findings that keep an indicator out of the release that is shown.", registry=REGISTRY
)
REGISTER_WRITES = Counter("jsna_register_writes", "Changes of the register that were kept.", registry=REGISTRY)
REGISTER_FAULTS = Counter(
    "jsna_register_faults",
    "Calls of the register that its database refused, by the reason.",
    ["reason"],
    registry=REGISTRY,
)
REGISTER_WRITING = Gauge("jsna_register_writes_in_progress", "Changes of the register in progress.", registry=REGISTRY)


def is_writing() -> bool:
    """Return whether somebody is changing the register now."""
    return bool(REGISTRY.get_sample_value("jsna_register_writes_in_progress"))
