"""Values of the questions that staff ask about the shop."""
