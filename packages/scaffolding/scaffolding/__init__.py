"""What `quintet new` and `quintet update` do: new rooms in a house that is lived in.

A generator (`generators`) turns words into a `Request`; `rendering` makes files and edits of it
from a template; `planning` decides what that means for a project, merged with what people changed
since; `generating` writes only then. What was generated is recorded (`records`), so that a later
template can be merged with it.
"""
