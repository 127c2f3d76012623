"""One module for each kind of thing: what may be asked for, and what its template needs to know."""
