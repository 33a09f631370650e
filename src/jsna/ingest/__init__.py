"""From publishers' tables, a council's files and records of people to checked figures under ``data/``."""
