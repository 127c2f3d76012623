"""`quintet update`: templates of a newer platform, merged with what people and generators changed.

Two projects are imagined beside the real one: what was generated from the records when they were
written, and what a newer platform makes of the same records (`sides`). Both hold the lines that
generators add to shared files, so that what differs from the real project is people's work alone.
Each file is then decided (`deciding`), and only when all are, they are written (`update`).
"""
