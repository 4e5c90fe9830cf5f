"""The dashboard: a page on which policies are tried before they are tried on people.

`link` says what is asked and keeps it in the address; `limits` refuses the absurd; `desk` does the work away
from the event loop; `study` is what that work is; `controls`, `page` and `panels` write HTML; `session` is
one open tab; `app` serves it and `door` stands before it. Numbers, words, cards and charts are those of
`comparison` and the report.
"""
