"""Expected values of crates/stats/src/performance/mix_and_within.rs: the parts by their definition, and
their standard errors by numerical derivatives of both parts by the share and the sums of every cell.

Run with numpy and scipy: python tests/goldens/attribution.py
"""

import numpy as np
from scipy.stats import chi2

BEFORE = np.array([(600, 60), (300, 60), (100, 50)], float)
AFTER = np.array([(300, 36), (400, 88), (300, 165)], float)


def parts(before, after):
    p, q = before[:, 0] / before[:, 0].sum(), after[:, 0] / after[:, 0].sum()
    m, l = before[:, 1] / before[:, 0], after[:, 1] / after[:, 0]
    return np.array([((q - p) * (m + l) / 2).sum(), ((p + q) / 2 * (l - m)).sum()])


def variance(cells, of):
    """Each row is a draw of its cell and its value, 0 or 1, whose variance in a cell has n - 1 below."""
    n = cells[:, 0].sum()
    total = np.zeros(2)
    influences, weights = [], []
    for k, (rows, ones) in enumerate(cells):
        for value, count in ((0.0, rows - ones), (1.0, ones)):
            step = 1e-4
            more, less = cells.copy(), cells.copy()
            more[k] += step * np.array([1.0, value])
            less[k] -= step * np.array([1.0, value])
            influences.append((of(more) - of(less)) / (2 * step) * n)
            weights.append((count, k))
    influences = np.array(influences)
    counts = np.array([count for count, _ in weights])
    of_cell = np.array([k for _, k in weights])
    for k, (rows, _) in enumerate(cells):
        own = of_cell == k
        mean = (counts[own, None] * influences[own]).sum(0) / rows
        total += rows * mean**2
        total += (counts[own, None] * (influences[own] - mean) ** 2).sum(0) * rows / (rows - 1)
    return total / n**2


errors = np.sqrt(
    variance(BEFORE, lambda cells: parts(cells, AFTER)) + variance(AFTER, lambda cells: parts(BEFORE, cells))
)
m, l = BEFORE[:, 1] / BEFORE[:, 0], AFTER[:, 1] / AFTER[:, 0]
v = sum(r * (1 - r) / (n - 1) for r, n in ((m, BEFORE[:, 0]), (l, AFTER[:, 0])))
mean = ((l - m) / v).sum() / (1 / v).sum()
print([*map(float, parts(BEFORE, AFTER)), *map(float, errors), float(chi2.sf((((l - m) - mean) ** 2 / v).sum(), 2))])
