"""The keys of a link, in their order: a public interface, so never rename or reuse one."""

from __future__ import annotations

KEYS = ("area", "characteristic", "indicator", "group", "baseline", "measure", "ward", "wards", "release")
