"""Maps, charts and tables made from comparisons."""
