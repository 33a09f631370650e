"""Geography: boundaries, neighbours, postcodes and the map's geometry."""
