"""Questions that need many runs, each module named by its question."""
