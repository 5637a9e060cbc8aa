"""Measure what leaflets cost: `make bench`. Everything in one run, on the machine at hand.

Figures are CPU seconds and seconds by the clock, the least of several runs: what else a machine does only adds. With
`against=COMMIT`, an edition must not cost a tenth more CPU than at that commit.
"""
