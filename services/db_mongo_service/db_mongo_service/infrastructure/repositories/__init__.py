"""One repository per thing that is kept or reported."""
