"""What each paper reports, computed again and set beside it: one module and one `table` a paper."""
