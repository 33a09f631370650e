"""Records of people, one row per response, made into protected counts; the records themselves are never kept."""
