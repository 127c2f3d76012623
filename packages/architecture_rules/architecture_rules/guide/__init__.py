"""The architecture guide's sentences, and the rules that hold them."""
