"""Validation: every fact of the evidence, computed from simulated companies the way its source computed it.

`facts` says what is known, `report` computes all of it; the other modules hold one study each: which
companies are lived, and what is read off them.
"""
