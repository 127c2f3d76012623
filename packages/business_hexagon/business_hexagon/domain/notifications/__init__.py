"""What people were told, through which channel."""
