"""The published language: versioned, validated event types and their catalogue."""
