"""Expected values of stats::performance::UnitRows: python tests/goldens/clustered_contrast.py (statsmodels, numpy)."""
import numpy as np, statsmodels, statsmodels.api as sm
i = np.arange(60)
unit = (i * 7) % 13
inside = ((i * 5) % 11 < 4).astype(float)
value = ((i * i + unit * 3) % 5 < 2).astype(float)
amount = 1e6 + (i * 37 % 17) * 1.5 + unit
for name, y in [("share", value), ("amount", amount)]:
    fit = sm.OLS(y, sm.add_constant(inside)).fit(cov_type="cluster", cov_kwds={"groups": unit})
    one = sm.OLS(y, np.ones(60)).fit(cov_type="cluster", cov_kwds={"groups": unit})
    naive = y.var(ddof=1) / 60
    # One mean has one parameter: (N-1)/(N-1) = 1 is its correction.
    print(name, repr(float(fit.params[1])), repr(float(fit.bse[1])), "design effect", repr(float(one.bse[0] ** 2 / naive)), "statsmodels", statsmodels.__version__, "numpy", np.__version__)
