"""Stage 1: content/ -> Articles, Outlets, SpeakerRecords, and every problem an archivist can mend.

=============  ==========================================================
`files`        which files are content; bytes -> text
`article`      a content file -> Article
`body`         Markdown -> blocks
`dates`        EDTF -> Published
`notes`        `<id>.notes.yaml` -> Notes
`authority`    `outlets.yaml`, `speakers.yaml`, `topics.yaml` -> records
`whole`        what only shows once all files are read: ids taken twice, unknown outlets
`keys`         every key there is
=============  ==========================================================
"""

from variorum.load.whole import Loaded, load

__all__ = ["Loaded", "load"]
