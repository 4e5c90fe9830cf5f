"""Twinladder."""
