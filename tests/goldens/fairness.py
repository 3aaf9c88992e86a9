"""Expected values of crates/stats/src/fairness: numpy and SciPy, written out from the definitions.

python tests/goldens/fairness.py
"""

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm, studentized_range

FOUR = [(334, 5871), (234, 3287), (163, 1367), (152, 2515)]


def wilson(k, n, z):
    ends = [brentq(lambda p: (k / n - p) - s * z * np.sqrt(p * (1 - p) / n), *at, xtol=1e-17, rtol=1e-15)
            for s, at in ((1, (1e-300, k / n)), (-1, (k / n, 1 - 1e-16)))]
    return ends


def low_of_difference(a, b, z, ratio=1.0):
    (p, q), ((l, _), (_, u)) = (a[0] / a[1], b[0] / b[1]), (wilson(*a, z), wilson(*b, z))
    return p - ratio * q - np.hypot(p - l, ratio * (u - q))


def high_of_difference(a, b, z, ratio=1.0):
    (p, q), ((_, u), (l, _)) = (a[0] / a[1], b[0] / b[1]), (wilson(*a, z), wilson(*b, z))
    return p - ratio * q + np.hypot(u - p, ratio * (q - l))


def ratio_ends(a, b, z):
    return [brentq(lambda r: end(a, b, z, r), 0, 1e4, xtol=1e-15, rtol=1e-15)
            for end in (low_of_difference, high_of_difference)]


pairs = [(a, b) for a in FOUR for b in FOUR if a is not b]
z4 = studentized_range.ppf(0.95, 4, np.inf) / np.sqrt(2)
print("z", z4, studentized_range.ppf(0.95, 10, np.inf) / np.sqrt(2), norm.isf((1 - 0.95**0.5) / 2))


def p_of(is_zero):
    z = brentq(is_zero, 0, 30, xtol=1e-14)
    return studentized_range.sf(z * np.sqrt(2), 4, np.inf)


print("difference", max(low_of_difference(a, b, z4) for a, b in pairs),
      max(high_of_difference(a, b, z4) for a, b in pairs),
      p_of(lambda z: max(low_of_difference(a, b, z) for a, b in pairs) - 0.03))
print("two", *map(repr, ratio_ends((12, 150), (40, 210), norm.isf(0.025))))
ends = [ratio_ends(a, b, z4) for a, b in pairs]
print("ratio", min(low for low, _ in ends), min(high for _, high in ends),
      p_of(lambda z: min(high_of_difference(a, b, z, 0.8) for a, b in pairs)))
