"""What stands around every handler, in the order of `dispatcher.py`."""
