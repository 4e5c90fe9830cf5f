"""The plain twin: the same model as ordinary Mesa agents, one object per person, written for reading.

It says the month once more from its meaning, without the compiled rules, and must equal the fast model
with `==` in every column of every month. A module per process, in the order of `model.PlainModel.step`.
"""
