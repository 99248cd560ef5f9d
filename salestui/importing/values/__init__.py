"""What the cells of a column mean: each kind of value judges its column as a whole, then types it.

A column is first shown every cell (`look`), then asked what it could not decide (`undecided`), then turns cells into values
(`read`). No guess is made per cell.
"""
