"""Expected values of crates/stats/src/performance/paired_ratio_difference.rs: the delta method with every covariance.

python tests/goldens/paired_ratio_difference.py
"""

import numpy as np
from scipy.stats import norm

i = np.arange(40)
positive, called = i % 3 == 0, [i % 2 == 0, i % 5 < 2]
# Numerator and denominator of the precision of each model.
columns = np.array([positive & called[0], called[0], positive & called[1], called[1]], dtype=float)
a, b, c, d = columns.mean(axis=1)
value = c / d - a / b
gradient = np.array([-1 / b, a / b**2, 1 / d, -c / d**2])
error = np.sqrt(gradient @ np.cov(columns) @ gradient / 40)
print(repr(value), *(repr(value + sign * norm.isf(0.025) * error) for sign in (-1, 1)))
