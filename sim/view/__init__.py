"""View: words, tables, figures, report and dashboard."""
