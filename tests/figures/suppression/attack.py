"""An attack on a published document: a linear programme over everything that it tells, to bound what it withholds.

It shares no code with the program: it knows what any reader knows – that people are whole numbers from nought up, that
totals are the sums of their parts, that percentages are rounded – and what stands in the document.
"""

import numpy as np
from scipy.optimize import linprog


class Attack:
    """What a reader knows of some numbers, by name."""

    def __init__(self):
        self.names = []
        self.equal = []
        self.at_most = []

    def number(self, name):
        """The place of a number, new or old."""
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def knows(self, name, value):
        """A number stands in the document."""
        if value is not None:
            self.sums({name: 1}, value)

    def sums(self, terms, value):
        """A sum of numbers with factors is known."""
        self.equal.append(({self.number(name): factor for name, factor in terms.items()}, value))

    def between(self, terms, low, high):
        """A sum of numbers with factors lies between two bounds."""
        places = {self.number(name): factor for name, factor in terms.items()}
        self.at_most.append((places, high))
        self.at_most.append(({place: -factor for place, factor in places.items()}, -low))

    def percent(self, part, whole, value, half):
        """So many percent of the whole are the part: rounded, halves upwards."""
        self.at_most.append(({self.number(part): 100, self.number(whole): -(value + half) + 1e-7}, 0))
        self.at_most.append(({self.number(part): -100, self.number(whole): value - half}, 0))

    def reads(self, table, prefix="", total="Totalt"):
        """A table with totals in a row and a column of that name, where it has any."""
        columns = list(next(iter(table.values())))
        for row, cells in table.items():
            for column, value in cells.items():
                self.knows((prefix, row, column), value)
            if total in columns:
                parts = {(prefix, row, column): 1 for column in columns if column != total}
                self.sums({**parts, (prefix, row, total): -1}, 0)
        if total in table:
            for column in columns:
                parts = {(prefix, row, column): 1 for row in table if row != total}
                self.sums({**parts, (prefix, total, column): -1}, 0)

    def bounds(self, name, *, whole=True):
        """The smallest and the largest that a number can be."""
        size = len(self.names)
        matrices = [_matrix(rows, size) for rows in (self.equal, self.at_most)]
        found = []
        for direction in (1, -1):
            aim = np.zeros(size)
            aim[self.number(name)] = direction
            answer = linprog(
                aim,
                A_eq=matrices[0][0],
                b_eq=matrices[0][1],
                A_ub=matrices[1][0],
                b_ub=matrices[1][1],
                bounds=[(0, 10_000)] * size,
                integrality=np.full(size, int(whole)),
                method="highs",
            )
            assert answer.status == 0, f"{answer.message} – the document contradicts itself"
            found.append(direction * answer.fun)
        return round(found[0], 6), round(found[1], 6)


def _matrix(rows, size):
    if not rows:
        return None, None
    matrix = np.zeros((len(rows), size))
    for line, (places, _) in enumerate(rows):
        for place, factor in places.items():
            matrix[line, place] = factor
    return matrix, np.array([value for _, value in rows], dtype=float)


def given_away(attack, truth, threshold=5):
    """The numbers that the attack pins down closer than the threshold allows, with their bounds.

    Args:
        attack: what a reader knows.
        truth: name → the true number, for every number that the document does not tell.
        threshold: numbers from 1 to below it are small.
    """
    found = {}
    for name, value in truth.items():
        low, high = attack.bounds(name)
        assert low <= value <= high, f"{name} is {value}, not from {low} to {high}: the attack is mistaken"
        small = 0 < value < threshold
        if (low > 1 or high < threshold - 1) if small else high - low < threshold - 1:
            found[name] = (low, high)
    return found
