"""Q5xx: how services talk to each other: HTTP for answers, events for news."""
