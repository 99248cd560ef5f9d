"""Numbers typed by hand: what a text claims of which figure, and whether it fits the data.

- `vocabulary`: the guide's `number_words`, one set a language
- `typed`: a number as it is written, and a sentence as tokens
- `heard`: which phrases stand where in a sentence
- `claims`: which number is said of which figure
- `fits`: whether a typed number is a rounded value

2026: a number is held against the data only where every word around it is known. A rep who is once told that a right number
is wrong stops reading; one that is missed costs less.
"""
