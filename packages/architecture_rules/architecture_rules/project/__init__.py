"""What is looked at: files, members of the workspace, what pyproject declares."""
