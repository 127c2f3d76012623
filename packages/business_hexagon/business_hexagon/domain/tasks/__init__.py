"""What people have to do, and by when."""
