"""The site on this machine while it is being worked on: built again, and shown again, on every change.

============  =====================================================================
`server`      HTTP and the connection to open pages; nothing but this machine gets in
`watch`       saved files -> one build a burst -> what open pages should do
`builder`     the process that builds, and keeps what it knows for the next time
`failure`     what is wrong, as a page that stands in place of every other
============  =====================================================================

livereload brings the server and the browser's script. docs/adr/serve.md tells what is done differently here, and why.
"""

from variorum.serve.server import serve

__all__ = ["serve"]
