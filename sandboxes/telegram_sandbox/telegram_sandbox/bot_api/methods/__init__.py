"""The methods by theme; `method_table` lists them."""
