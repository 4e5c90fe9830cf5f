"""Calibration: free numbers in blocks, each fitted to its own facts with all others frozen."""
