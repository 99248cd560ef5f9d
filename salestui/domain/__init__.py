"""What a review is made of: periods, money, deals, goals, entries, actions.

Knows the words of the trade and nothing else: no file, no SQL, no screen, no wording.

Decisions
- 2026-11: records that come by the hundred thousand (deals, changes, activities, movements) are NamedTuples, since a
  tuple is made three times as fast as a dataclass and goes to the store as it is; everything else is a frozen dataclass.
- 2026-11: a faulty wish is a `Refusal` with a slug and values; its sentence stands in the guide, in each language.
"""
