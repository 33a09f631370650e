"""Turn a council's own file into an indicator: read it strictly, convert its areas to wards, store the figures."""
