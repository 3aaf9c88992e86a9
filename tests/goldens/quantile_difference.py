"""Differences of quantiles with the interval of the profiled deviance, by a look at all pairs of values.

Prints the value, both ends and the p-value of the cases in crates/stats/src/experiment/quantile_difference.rs.
Run with NumPy 2.4.6 and SciPy 1.17.1.
"""

import numpy as np
from scipy.special import xlogy
from scipy.stats import chi2


def lin(n, a, c, m, d):
    return np.array([((a * i + c) % m) / d for i in range(n)])


def deviance(k, n, p):
    return 2 * (xlogy(k, k / (n * p)) + xlogy(n - k, (n - k) / (n * (1 - p))))


def deviances(rows, candidates, p):
    """How far each number is from being the p-quantile; one that only one row has counts with half of it."""
    n = len(rows)
    under = np.array([(rows < q).sum() for q in candidates])
    up_to = np.array([(rows <= q).sum() for q in candidates])
    half = np.where(up_to - under == 1, 0.5, 0)
    over = np.where(under > n * p, deviance(under + half, n, p), 0)
    return np.where(up_to < n * p, deviance(up_to - half, n, p), over)


def difference(control, treatment, p):
    most = chi2.ppf(0.95, 1)
    c, t = np.unique(control), np.unique(treatment)
    sums = deviances(treatment, t, p)[:, None] + deviances(control, c, p)[None, :]
    pairs = (t[:, None] - c[None, :])[sums <= most]
    value = np.quantile(treatment, p) - np.quantile(control, p)
    over = sums[t[:, None] >= c[None, :]].min()
    under = sums[t[:, None] <= c[None, :]].min()
    least = max(over, under)
    return value, min(pairs.min(), value), max(pairs.max(), value), chi2.sf(least, 1)


A, B = lin(200, 7919, 13, 1009, 100), lin(150, 104729, 7, 997, 90)
TIES = np.array([i * i % 7 for i in range(60)], float)
OTHERS = np.array([i * i % 11 for i in range(45)], float)
CASES = [
    ("a(), b()", A, B, 0.5),
    ("a(), b()", A, B, 0.9),
    ("b(), a()", B, A, 0.25),
    ("sorted(&ties), sorted(&others)", TIES, OTHERS, 0.5),
    ("sorted(&others), sorted(&ties)", OTHERS, TIES, 0.75),
]
for text, control, treatment, p in CASES:
    numbers = ", ".join(repr(float(number)) for number in difference(control, treatment, p))
    print(f"            ({text}, {p}, {numbers}),")
