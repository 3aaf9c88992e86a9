"""Expected values of crates/stats/src/performance/paired_auc.rs, by the definition of placements.

Run with numpy and scipy: python tests/goldens/paired_auc.py
"""

import numpy as np
from scipy.stats import norm

i = np.arange(40)
scores = [i * 7 % 13, (i * i * 5 + i) % 17]
positive = i % 3 == 0


def psi(x, y):
    return (x > y) + 0.5 * (x == y)


by_pairs = [psi(s[positive][:, None], s[~positive]) for s in scores]
covariance = np.cov([v.mean(1) for v in by_pairs]) / positive.sum() + np.cov([v.mean(0) for v in by_pairs]) / (~positive).sum()
areas = [v.mean() for v in by_pairs]
error = np.sqrt(np.array([-1, 1]) @ covariance @ np.array([-1, 1]))
print([*map(float, areas), float(error), float(2 * norm.sf(abs(areas[1] - areas[0]) / error))])
