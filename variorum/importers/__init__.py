"""Sources -> content files, words unchanged.

==========  =======================================================================
`text`      plain text -> Imported: title, dek, paragraphs, what is site matter
`content`   Imported + what the curator knows -> the text of a content file
`languages` what a language's sources look like: months, prompts and footers of sites
==========  =======================================================================
"""
