from period.domain.belief import beliefs
from period.domain.ovulation import *
from period.domain.population import CYCLE_LENGTH
def predict(task):
    d=beliefs(population=CYCLE_LENGTH,gaps=task['history'])[-1].posterior().next_length()
    if task['today']: d=d.not_before(task['today'])
    return {'point':d.median(),'pmf':dict(enumerate(d.probabilities,start=d.first))}
def predict_ovulation(task):
    d=beliefs(population=CYCLE_LENGTH,gaps=task['history'])[-1].posterior().next_length()
    o=expected_ovulation(cycles=[CompleteCycle(a,b) for a,b in zip(task['history'],task['ovulation'])],next_length=d)
    return {'point':o.median(),'pmf':dict(enumerate(o.probabilities,start=o.first))}
def from_periods(task): return predict_ovulation({**task,'ovulation':[None]*len(task['history'])})
