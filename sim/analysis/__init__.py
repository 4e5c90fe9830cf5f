"""Analysis: tables in, tables out; imports none of ours."""
