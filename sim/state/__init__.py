"""The columns, and what they are made with."""
