"""The search package: a Whoosh index of articles and quotations, exported as JSON that a browser searches with the same scores.

===============  =======================================================  ==========================================
file             what                                                     takes -> gives
===============  =======================================================  ==========================================
stemmers.py      Snowball, compiled or in Python                          word -> stem
analyzer.py      the one analyzer of index and queries                    text, language -> terms
documents.py     what the index holds                                     Archive -> Documents
slots.py         numbers that an edit leaves where they are               ids -> slots
fields.py        what the indexes are given of an article                  Document -> terms, postings
schema.py        the two Whoosh indexes                                   -
commits.py       at which commits they are                                -
blocks.py        Whoosh's postings, written whole                         postings -> bytes
tokens.py        postings of a text field, as whole numbers               terms -> postings
segments.py      Whoosh's segments written fast                           fields -> segments
index.py         the indexes on disk, made anew or changed                Documents -> Whoosh
pieces.py        the same postings on their way, by ranges of terms       postings -> columns of records
export.py        records of a term                                        columns -> records
postings.py      columns of records, as text                              column, postings -> column
patch.py         records of a term after an edit                          record, postings -> record
shelf.py         shards in which some records change                      -
ranges.py        records cut into shards                                  records -> shards
shards.py        cutting, naming, writing                                 records -> files
store.py         what hits show                                           Documents -> shards
holdings.py      what is said of all articles together                    Archive -> Holdings
state.py         what is remembered between builds                        -
rebuild.py       everything anew, in several processes                    Holdings -> shards
update.py        what an edit touches                                     Holdings, Change -> shards
site.py          which of the two, and the site's files                   Archive -> OutputFiles
query.py         the query language                                       text -> Query
living.py        Whoosh's scores without deleted documents                -
ask.py, find.py  answers for the command line                             text -> hits
===============  =======================================================  ==========================================

The only package that imports whoosh. FORMAT.md describes the shards for those who write another reader.
"""

from .site import Changes, ShardFiles, read, refresh, shards

__all__ = ["Changes", "ShardFiles", "read", "refresh", "shards"]
