"""HTTP clients of the data services that implement the hexagon's ports."""
