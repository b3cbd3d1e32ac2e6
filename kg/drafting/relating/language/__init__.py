"""What English lends to drafting: lists of words, as text files, and phrases cut by them."""
