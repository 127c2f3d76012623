"""What staff do in the chat: figures, dead letters, refunds. The use cases say who may."""
