"""Drafting: prose becomes proposed claims, each anchored to words; a person accepts, edits or rejects them."""
