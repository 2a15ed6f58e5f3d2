"""The search package: a Whoosh index of articles and quotations, exported as JSON that a browser searches with the same scores.

===============  =======================================================  ==========================================
file             what                                                     takes -> gives
===============  =======================================================  ==========================================
analyzer.py      the one analyzer of index and queries                    text, language -> terms
documents.py     what the index holds                                     Archive -> Documents
slots.py         numbers that an edit leaves where they are               ids -> slots
schema.py        the two Whoosh indexes                                   Document -> fields
index.py         the index on disk                                        Documents -> Whoosh
export.py        shards read from Whoosh                                  Whoosh -> records
store.py         what hits show                                           Documents -> shards
shards.py        cutting and naming                                       records -> files
query.py         the query language                                       text -> Query
ask.py           answers on the command line                              Query -> hits
===============  =======================================================  ==========================================

The only package that imports whoosh. FORMAT.md describes the shards for those who write another reader.
"""

from .site import Changes, read, refresh, shards

__all__ = ["Changes", "read", "refresh", "shards"]
