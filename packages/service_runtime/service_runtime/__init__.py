"""What every process needs around its work: settings, health, signals, serving."""
