"""The register: who was asked, what they said, what was decided, and whether it helped. Only it knows SQLAlchemy.

``database.py`` opens it, ``tables.py`` has its tables, ``items.py`` reads and writes items, ``history.py`` keeps every
change, ``access.py`` says who may do what, and ``register.py`` is the door: everything is read and written through it.
"""
