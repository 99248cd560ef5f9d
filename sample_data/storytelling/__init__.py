"""How the sample stories are told: lives of deals in plain text, projected onto the exports that a CRM would have given.

Decisions
- A story is the deals' lives, day by day. Exports, activities and last-activity dates are all projections of them, so that no
  file can contradict another.
- Nothing is drawn from a stream of random numbers: each choice is a hash of what it is for, so that a deal added to a
  story changes nothing else in it.
"""
