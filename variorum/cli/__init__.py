"""The commands: `variorum COMMAND …`. docs/commands.md shows each with its options; a test holds it to them.

=============  ====================================
`run`          the parser, and how problems are told
`articles`     new, import
=============  ====================================
"""

from variorum.cli.run import main

__all__ = ["main"]
