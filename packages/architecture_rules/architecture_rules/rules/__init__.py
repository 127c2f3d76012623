"""One file for each rule, found by walking these folders."""
