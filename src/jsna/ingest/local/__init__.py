"""A council's own figures: a file read strictly, its areas carried to wards, and an indicator written from it."""
