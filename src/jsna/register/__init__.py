"""The register: who was asked, what they said, what was decided, and whether it helped. Only it knows SQLAlchemy.

``register.py`` is the door: everything is read and written through it. Behind it, ``looking.py`` reads items as a
person sees them, and ``changing.py`` saves what a person changed. ``opening.py`` opens it, ``database.py`` connects,
``tables.py`` has its tables, ``items.py`` reads and writes items, ``rules.py`` says what must hold, ``history.py``
keeps every change, ``search.py`` finds words. ``backup.py`` and ``archive.py`` copy it, ``check.py`` says whether it
is whole, ``erasing.py`` and ``retiring.py`` take out what must go, and ``keepsake.py`` keeps what is known of it beside
it.
"""
