"""Technology stack, containers and performance: one runtime, one image, no blocking call."""
