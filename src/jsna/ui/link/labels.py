"""Labels for the parts of a link, as the reader sees them."""

from __future__ import annotations

from jsna.model.comparison import LIKE_IT
from jsna.model.selection import Baseline, View

#: Each filter's name, as the reader sees it.
LABELS = {
    "area": "Place",
    "characteristic": "Protected characteristic",
    "indicator": "Indicator",
    "group": "Group",
    "baseline": "Compared with",
    "measure": "Show",
    "ward": "Ward",
    "wards": "Wards of",
}
BASELINE_LABELS = {
    Baseline.ENGLAND: "England",
    Baseline.REGION: "its region",
    Baseline.COUNTY: "its county or unitary authority",
    Baseline.DISTRICT: "its district",
    Baseline.ALIKE: LIKE_IT,
}
VIEW_LABELS = {
    View.DIFFERENCE: "Difference",
    View.SHARE: "Figure",
    View.EXTRA: "Extra people",
    View.RATIO: "Ratio",
}
#: For a link that names no measure: the page picks the one that shows most.
SHOWS_MOST = "what shows most"
