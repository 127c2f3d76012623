"""Tasks in the chat: written down in one's own words, listed, done, put off, given away."""
