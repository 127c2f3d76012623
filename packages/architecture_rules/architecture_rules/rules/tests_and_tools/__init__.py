"""Q8xx: tests, tools, decisions and documents."""
