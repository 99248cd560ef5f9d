"""The fields that a rep writes in: one widget per kind of field, all of them kept within a second."""
