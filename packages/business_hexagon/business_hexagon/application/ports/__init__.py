"""What the use cases need from the outside, one small Protocol per file."""
