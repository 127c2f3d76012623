"""What a person sees in the terminal, and what a pipe gets instead."""
