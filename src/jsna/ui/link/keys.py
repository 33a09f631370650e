"""The keys of a link, in their order: public interface, so none is ever renamed or reused."""

from __future__ import annotations

KEYS = ("area", "characteristic", "indicator", "group", "baseline", "measure", "ward", "release")
