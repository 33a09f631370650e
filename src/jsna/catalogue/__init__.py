"""The data folder, read and checked: indicators and their figures, areas, places, events, and the release."""
