"""The commands: `variorum COMMAND …`. docs/commands.md shows each with its options; a test holds it to them.

=============  ====================================
`run`          the parser, and how problems are told
`site`         build, serve, check
`articles`     new, import; `sources` does it
`archive`      init
=============  ====================================
"""

from variorum.cli.run import main, program

__all__ = ["main", "program"]
