"""What each further service may ask data services for, one file for each."""
