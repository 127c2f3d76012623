"""Send what the consumers have given up back to work, or throw it away."""
