"""Aims: what an undertaking is about and for, and the principles it keeps."""
