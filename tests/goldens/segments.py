"""What the ranking of segments of the credit data says of chance, by statsmodels and SciPy.

Usage: segments.py PRODUCTION.csv > segments_credit.csv, with the production file of the data set c_credit
(pandas 2.3, statsmodels 0.14 or later, SciPy 1.16 or later). Written apart from the engine: rows are cut by the labels
below with pandas, intervals of shares are statsmodels' Wilson ones, their difference is Newcombe's (1998, method 10), its
p-value is that of a normal law whose standard error is the interval's half towards 0, and adjusted ones are
statsmodels' multipletests(method="fdr_bh") over all segments.
"""

import csv
import sys

import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

SEGMENTS = {
    "age": ["25 to 27", "28 to 29", "30 to 34", "35 to 37", "38 to 39", "40 to 49", "50 or more", "under 25"],
    "age_band": ["30-39", "40-49", "50+", "<30"],
    "bill_amt1": ["1000 to 4999", "10000 to 19999", "100000 or more", "20000 to 39999", "40000 to 59999", "5000 to 9999", "60000 to 99999", "under 1000"],
    "bill_amt2": ["0 to 1999", "10000 to 19999", "100000 or more", "2000 to 9999", "20000 to 39999", "40000 to 59999", "60000 to 99999", "under 0"],
    "credit_limit": ["100000 to 149999", "150000 to 199999", "200000 to 249999", "250000 to 299999", "300000 or more", "50000 to 99999", "under 50000"],
    "education": ["Graduate school, \"postgrad\"", "High school (高中)", "Other / unknown", "Université"],
    "marriage": ["Married", "Single"],
    "pay_0": ["0", "1", "2 or more", "−1", "−2"],
    "pay_2": ["0", "2", "3 or more", "−1", "−2"],
    "pay_amt1": ["0", "1 to 999", "1000 to 1499", "10000 or more", "1500 to 1999", "2000 to 2999", "3000 to 4999", "5000 to 9999"],
    "pay_amt2": ["0", "1 to 999", "1000 to 1499", "10000 or more", "1500 to 1999", "2000 to 2999", "3000 to 4999", "5000 to 9999", "missing"],
    "sex": ["female", "male"],
}


def rows(values, label):
    """Which rows a label is of."""
    label = label.replace("\u2212", "-")
    if label == "missing":
        return values.isna()
    if label.startswith("under "):
        return values < float(label[6:])
    if label.endswith(" or more"):
        return values >= float(label[:-8])
    if " to " in label:
        low, high = map(float, label.split(" to "))
        return (values >= low) & (values <= high)
    return values.astype(float) == float(label) if values.dtype.kind in "if" else values == label


def p_of_gap(inside, others):
    """Accuracy of all others less that inside, as right rows and rows: how likely such a gap is by chance."""
    (a, n), (b, m) = others, inside
    (la, ua), (lb, ub) = (proportion_confint(k, all_, method="wilson") for k, all_ in ((a, n), (b, m)))
    gap = a / n - b / m
    half = np.hypot(a / n - la, ub - b / m) if gap > 0 else np.hypot(ua - a / n, b / m - lb)
    return min(1.0, 2 * norm.sf(norm.ppf(0.975) * abs(gap) / half)) if gap else 1.0


def main():
    data = pd.read_csv(sys.argv[1], keep_default_na=False, na_values=[""])
    data = data[data["default_next_month"].notna()]
    right = data["pred_control"] == data["default_next_month"]
    found = []
    for column, labels in SEGMENTS.items():
        for label in labels:
            own = rows(data[column], label)
            inside, others = ((int(right[of].sum()), int(of.sum())) for of in (own, ~own))
            found.append((column, label, inside[1], p_of_gap(inside, others)))
    adjusted = multipletests([p for *_, p in found], method="fdr_bh")[1]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["column", "label", "rows", "p", "p_adjusted"])
    for (column, label, n, p), q in zip(found, adjusted):
        out.writerow([column, label, n, repr(float(p)), repr(float(q))])


main()
