"""Variorum builds an annotated news archive. The stages, in order:

====================  =====================================================  =============================================
stage                 where                                                  takes -> gives
====================  =====================================================  =============================================
1 load                load/                                                  content/ -> Articles, Outlets, Problems
2 quotations          quotations/                                            Article -> Annotation
3 speakers            speakers/                                              Annotations -> Speakers, Annotations
4 coverage            coverage/                                              Articles, Annotations -> Clusters, Utterances
5 pages, exports      pages/, exports/                                       Archive -> OutputFiles
6 search              search/ (in a checkout beside this package)            Archive -> OutputFiles
7 write               write.py                                               OutputFiles -> site/
====================  =====================================================  =============================================

`model` holds the values between them, `pipeline` strings them together. docs/architecture.md says why.
"""

from variorum.home import HOME

if str(HOME) != __path__[0]:  # a checkout: `variorum.search` stands beside this package, not in it
    __path__.append(str(HOME))

__version__ = "0.1.0"
