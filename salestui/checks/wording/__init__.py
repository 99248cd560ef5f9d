"""The wording check: which sentence claims what nobody could check, and whether an entry says action, effect and metric.

A sentence is vague when it claims a result, a quality, a change or a quantity without a number, a live number or a
named fact. The lists of words stand in the guide (`wording`), one set a language; what is done with them stands here:

- `lexicon`: the lists, looked up word by word
- `reading`: a text cut into sentences, words and names, without what is someone else's words
- `measures`: what in a sentence can be checked
- `vague`: the rules, in the order in which they are tried
- `meter`: action, effect, metric

2026: one finding a sentence, on its worst word; a rep must be able to believe it, so a doubtful word passes.
"""

from salestui.checks.wording.measures import Measure, measures
from salestui.checks.wording.meter import Meter, meter
from salestui.checks.wording.vague import Vague, find_vague, say

__all__ = ["Measure", "Meter", "Vague", "find_vague", "measures", "meter", "say"]
