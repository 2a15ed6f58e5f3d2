"""How long a file must have stood before its time tells whether it was changed."""

SETTLED = 50_000_000  # ns. A file changed later than this before it was read may change again within one tick of its clock.
