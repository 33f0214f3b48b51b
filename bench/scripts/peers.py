"""The Python peers of analyses.sh on its made-up data: peers.py DATA_FOLDER PART_OF_A_TASK [CSV ROWS]... Writes task, peer, seconds, note with tabs between."""
import csv
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import time


def there(module, tasks):
    if importlib.util.find_spec(module):
        return True
    print(f"skipped: the Python package {module} is not installed ({tasks})", file=sys.stderr)
    return False


def wanted(task):
    return part in task.lower()


def timed(task, peer, work, times=3, note=""):
    if not wanted(task):
        return
    taken = []
    try:
        for _ in range(times):
            begun = time.perf_counter()
            work()
            taken.append(time.perf_counter() - begun)
    except Exception as wrong:  # a peer that fails is said and passed over
        print(f"{task}: {peer} failed: {wrong}", file=sys.stderr)
        return
    print(task, peer, f"{statistics.median(taken):.4g}", note, sep="\t", flush=True)


folder, part, files = sys.argv[1], sys.argv[2].lower(), list(zip(sys.argv[3::2], sys.argv[4::2]))
numeric = there("numpy", "all but CSV")
if numeric:
    import numpy as np

    def read(name, columns):
        return np.fromfile(f"{folder}/{name}.bin", "<f8").reshape(columns, -1)

    points, stacked = read("points", 2), read("stacked", 2)

if numeric and there("scipy", "KDE, MCLP"):
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.signal import fftconvolve
    from scipy.sparse import coo_matrix, hstack, identity, vstack
    from scipy.spatial import cKDTree

    def binned(x, y, cell, many):
        reach = int(np.ceil(500 / cell))
        axis = np.arange(-reach, reach + 1) * cell
        u = 1 - (axis[:, None] ** 2 + axis[None, :] ** 2) / 500.0**2
        kernel = np.where(u > 0, 3 / (np.pi * 500.0**2) * u * u, 0)
        edges = np.arange(many + 1) * cell
        counts = np.histogram2d(y, x, [edges, edges])[0]
        return fftconvolve(counts, kernel, mode="same")

    for task, (x, y), n, cell in [("100k at 250 m", points, 100_000, 250), ("100k at 50 m", points, 100_000, 50), ("1M at 250 m", points, 1_000_000, 250),
                                  ("1M at 50 m", points, 1_000_000, 50), ("1M stacked at 50 m", stacked, 1_000_000, 50)]:
        timed(f"KDE {task}", "scipy", lambda: binned(x[:n], y[:n], cell, 60_000 // cell), note="binned, FFT")

    def covering():
        demand, sites = read("demand", 2).T, read("sites", 2).T
        pairs = cKDTree(sites).query_ball_point(demand, 1000)
        rows = np.repeat(np.arange(len(demand)), [len(p) for p in pairs])
        reach = coo_matrix((np.ones(len(rows)), (rows, np.concatenate([np.array(p, int) for p in pairs]))), (len(demand), len(sites)))
        n, m = len(demand), len(sites)
        some = vstack([hstack([identity(n), -reach]), hstack([coo_matrix((1, n)), coo_matrix(np.ones((1, m)))])])
        found = milp(np.r_[-np.ones(n), np.zeros(m)], constraints=LinearConstraint(some, -np.inf, np.r_[np.zeros(n), 50]), bounds=Bounds(0, 1),
                     integrality=np.r_[np.zeros(n), np.ones(m)])
        assert found.status == 0
        with open(f"{folder}/covering.lp", "w") as out:
            out.write("Maximize\n" + " + ".join(f"z{i}" for i in range(n)) + "\nSubject To\n")
            for i, p in enumerate(pairs):
                out.write(f"z{i} " + " ".join(f"- y{j}" for j in p) + " <= 0\n")
            out.write(" + ".join(f"y{j}" for j in range(m)) + " <= 50\nBounds\n" + "".join(f"z{i} <= 1\n" for i in range(n)) + "Binaries\n" + " ".join(f"y{j}" for j in range(m)) + "\nEnd\n")

    timed("MCLP 5,000 x 1,000, 50 sites", "scipy (HiGHS)", covering, times=1, note="to the optimum")
    if not wanted("MCLP 5,000 x 1,000, 50 sites"):
        pass
    elif shutil.which("cbc") and os.path.exists(f"{folder}/covering.lp"):
        timed("MCLP 5,000 x 1,000, 50 sites", "CBC", lambda: subprocess.run(["cbc", f"{folder}/covering.lp", "solve"], check=True, capture_output=True), note="to the optimum, from a file")
    else:
        print("skipped: cbc is not installed (MCLP)", file=sys.stderr)

if numeric and there("sklearn", "KDE, DBSCAN"):
    from sklearn.cluster import DBSCAN
    from sklearn.neighbors import KernelDensity

    middles = (np.arange(240) + 0.5) * 250
    cells = np.stack(np.meshgrid(middles, middles), -1).reshape(-1, 2)
    timed("KDE 100k at 250 m", "sklearn", lambda: KernelDensity(bandwidth=500, kernel="epanechnikov").fit(points.T[:100_000]).score_samples(cells), times=1, note="Epanechnikov")
    half = points.T[:500_000]
    timed("DBSCAN 500k, eps 50, 20", "sklearn", lambda: DBSCAN(eps=50, min_samples=20).fit(half), times=1)
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    if free > 14 or not wanted("DBSCAN 500k, eps 100, 50"):
        timed("DBSCAN 500k, eps 100, 50", "sklearn", lambda: DBSCAN(eps=100, min_samples=50).fit(half), times=1, note="takes 10 GB")
    else:
        print(f"skipped: sklearn's DBSCAN at eps 100 takes 10 GB of memory and {free:.0f} GB are free", file=sys.stderr)

if numeric and there("statsmodels", "STL"):
    from statsmodels.tsa.seasonal import STL

    months = np.fromfile(f"{folder}/months.bin", "<f8").reshape(700, 60)
    timed("robust STL, 700 x 60 months", "statsmodels", lambda: [STL(m, period=12, seasonal=7, robust=True).fit() for m in months])

for path, rows in files:
    task, by = f"CSV of {rows} rows by LSOA, month, type", ["LSOA code", "Month", "Crime type"]
    if there("pandas", "CSV"):
        import pandas as pd

        timed(task, "pandas", lambda: pd.read_csv(path, usecols=by, dtype=str).groupby(by).size(), times=1, note="three columns read")

    def plain():
        counts = {}
        with open(path, newline="") as text:
            lines = csv.reader(text)
            head = next(lines)
            a, b, c = (head.index(name) for name in by)
            for line in lines:
                key = (line[a], line[b], line[c])
                counts[key] = counts.get(key, 0) + 1

    timed(task, "python csv", plain, times=1)
    if there("duckdb", "CSV"):
        import duckdb

        timed(task, "DuckDB", lambda: duckdb.sql(f"select \"LSOA code\", Month, \"Crime type\", count(*) from read_csv('{path}') group by all").fetchall())
