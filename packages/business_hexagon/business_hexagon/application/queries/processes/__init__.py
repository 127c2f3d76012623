"""Questions about processes: sagas made of steps."""
