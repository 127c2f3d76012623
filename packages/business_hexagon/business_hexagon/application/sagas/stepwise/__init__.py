"""Sagas made of a row of steps, each with its compensation: the kernel that all of them share."""
