"""The official pipeline: publishers' files to checked figures for every level of area."""
