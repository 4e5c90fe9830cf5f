"""The model as Mesa sees it."""
