"""The processes of a month, a module each; `month` has them in their order."""
