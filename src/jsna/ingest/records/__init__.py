"""Turn records of people, one row per response, into protected counts; the records themselves are never kept."""
