"""The gap between mean score and share of the class: expected values of stats::calibration::GapSums.

Run with numpy and scipy; `python tests/goldens/mean_gap.py` prints mean score, share, gap, the ends of its interval,
and the p-value.
"""

import numpy as np
from scipy.stats import binom, norm

row = np.arange(400)
score, is_class = (row * 37) % 101 / 101, (row * 31) % 91 < 40
n, k = len(row), int(is_class.sum())
share = k / n
z = norm.ppf(0.975)
centre = (k + z**2 / 2) / (n + z**2)
half = z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
narrowed = min(1, np.sqrt(np.var(score - is_class) / (share * (1 - share))))
gap = score.mean() - share
low, high = gap - narrowed * (centre + half - share), gap + narrowed * (share - (centre - half))
rows = round(score.sum() ** 2 / (score**2).sum())
chance = score.sum() / rows
p = min(1, 2 * min(binom.cdf(k, rows, chance), binom.sf(k - 1, rows, chance)))
print(*map(repr, map(float, (score.mean(), share, gap, low, high, p))), sep="\n")
