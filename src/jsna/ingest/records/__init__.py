"""Records of people, one row a response, made into protected counts; the records themselves are never kept."""
