"""The same map, drawn in four ways: one small app in each folder, served by ``benchmarks.map``."""
