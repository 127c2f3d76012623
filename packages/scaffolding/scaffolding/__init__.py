"""What `quintet new` and `quintet update` do: new rooms in the house, without touching what is lived in.

A generator (`generators`) turns words into a `Request`; `rendering` makes files and edits of it from
a template; `placing` plans what that means for a project, merges it with what people changed since,
and only then writes. What was generated is recorded (`records`), so that a later template can be
merged with it.
"""
