"""`quintet new`: one file for each kind of thing, and what they all do with a request."""
