"""One atomic call: everything of a state change in one statement, in one round trip.

A statement is put together from parts (claim, guards, rows, stock, events), one module each, for
the shape of the write: which parts it has. Shapes are few, so each is compiled once.
Everything to be written travels as one JSON parameter, the document.
"""
