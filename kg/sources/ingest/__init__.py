"""Files of other people's making, turned into text: HTML, PDF, Word, Markdown, plain text. Knows nothing of statements.

What is read here comes from anywhere: each file is read in a child process with little memory, little time, no
network and no right to write (`run.py`, `fence.py`).
"""
