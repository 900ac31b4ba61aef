#!/usr/bin/env python3
"""Gives our own naive model of a county to HiGHS and to OR-Tools CP-SAT and sets their plans beside ours, level by level.

    benches/compare.py FOLDER --limit SECONDS

Every solver gets the same problem at each level: the exported naive model, with all earlier levels held at the values
that our plan reached. It runs once from nothing and once with our first plan as a hint. The last columns say how many
times sooner we had a plan at least as good as its best. Needs `highspy` and `ortools` (see benches/requirements.txt) and
a release build; everything happens one after the other on `--threads` threads.
"""

import argparse
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import highspy
import ortools
from ortools.linear_solver.python import model_builder

ROOT = Path(__file__).resolve().parent.parent
# Level values are whole numbers, or real ones held to a millionth.
SLACK = 1e-6


@dataclass
class End:
    """What one solver reached at one level: value and bound (None = none), when its best plan came, seconds in all."""

    value: float | None = None
    bound: float | None = None
    best_after: float | None = None
    seconds: float = 0.0
    status: str = ""
    point: list[float] = field(default_factory=list, repr=False)


def run(command, **options):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


# --- ours ---------------------------------------------------------------------------------------------------------


def traced(args, folder, limit, work):
    """Our plan within a limit, and every bound and plan as it came."""
    trace, plan = work / "trace.csv", work / "plan.json"
    plan.unlink(missing_ok=True)
    options = ["--folder", folder, "--trace", trace, "--plan", plan, "--threads", args.threads]
    run([*args.phases, *options, *([] if limit is None else ["--limit", limit])])
    rows = list(csv.DictReader(trace.open()))
    return (json.loads(plan.read_text()) if plan.exists() else None), rows


def first_plan(args, folder, work):
    """The plan that we have after a few seconds: what the others get as a hint."""
    limit = args.hint_seconds
    while limit <= args.limit:
        plan, _ = traced(args, folder, limit, work)
        if plan:
            return plan
        limit *= 2
    return None


def ours_at(level, value, plan, trace):
    """Seconds of the whole run until we held a plan with this value at the level, which earlier levels' plans may do."""
    for row in trace:
        if row["level"] == level and row["incumbent"] and float(row["incumbent"]) <= value + SLACK * max(1, abs(value)):
            return float(row["seconds"])
    done = 0.0
    for row in plan["levels"]:
        done += row["seconds"]
        if row["code"] == level:
            return done if row["value"] <= value + SLACK * max(1, abs(value)) else None
    return None


# --- the exported model -------------------------------------------------------------------------------------------


class Exported:
    """One level's naive model, read back from its MPS file, with earlier levels as rows."""

    def __init__(self, args, folder, level, work):
        mps = work / f"{level}.mps"
        run([args.lungang, "export", folder, "--mps", mps, "--level", level, "--formulation", "naive", "--lang", "en"])
        self.level, self.path = level, mps
        names = list(csv.DictReader((work / f"{level}.names.csv").open()))
        self.names = [row for row in names if row["kind"] != "unit"]
        self.units = {(row["from"], row["stage"]): int(row["name"].split()[1]) for row in names if row["kind"] == "unit"}
        self.highs = quiet()
        self.highs.readModel(str(mps))
        lp = self.highs.getLp()
        assert lp.num_col_ == len(self.names), "the names do not map every column"
        self.costs, self.offset = list(lp.col_cost_), lp.offset_

    def value(self, point):
        return self.offset + sum(cost * x for cost, x in zip(self.costs, point))

    def lock(self, earlier):
        """Earlier levels may not be worse than the values reached."""
        for model, value in earlier:
            terms = [(i, cost) for i, cost in enumerate(model.costs) if cost]
            least = value + SLACK * max(1.0, abs(value)) - model.offset
            self.highs.addRow(-highspy.kHighsInf, least, len(terms), [i for i, _ in terms], [c for _, c in terms])
        self.highs.writeModel(str(self.path))

    def completed(self, plan):
        """Our plan as a point of this model: its people and itinerant lessons held, the rest left to HiGHS."""
        columns = held_columns(self, plan)
        highs = quiet()
        highs.readModel(str(self.path))
        for column, value in columns.items():
            highs.changeColBounds(column, value, value)
        highs.setOptionValue("time_limit", 120.0)
        highs.run()
        if highs.getInfo().primal_solution_status != 2:
            return None
        return list(highs.getSolution().col_value)


def held_columns(model, plan):
    """Values of the columns that a plan decides, by the names of the export."""
    goes = {(row["teacher_id"], row["from"], row["to"], row["stage"], row["subject"]) for row in plan["rotations"]}
    columns = {}
    for i, row in enumerate(model.names):
        if row["teachers"] and row["label"].startswith("move "):
            key = (row["teachers"], row["from"], row["to"], row["stage"], row["subject"])
            columns[i] = 1.0 if key in goes else 0.0
    left = goes - {
        (row["teachers"], row["from"], row["to"], row["stage"], row["subject"]) for row in model.names if row["teachers"]
    }
    assert not left, f"the export has no column for {sorted(left)[:3]}"
    return columns


def quiet():
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    return highs


# --- the others ---------------------------------------------------------------------------------------------------


def by_highs(model, limit, threads, gap, hint):
    highs = quiet()
    highs.readModel(str(model.path))
    highs.setOptionValue("time_limit", limit)
    highs.setOptionValue("threads", threads)
    highs.setOptionValue("mip_rel_gap", gap)
    end, started = End(), time.perf_counter()

    def improved(_event):
        end.best_after = time.perf_counter() - started

    highs.cbMipImprovingSolution.subscribe(improved)
    if hint:
        solution = highspy.HighsSolution()
        solution.col_value = hint
        highs.setSolution(solution)
    highs.run()
    info = highs.getInfo()
    end.seconds = time.perf_counter() - started
    end.status = highs.modelStatusToString(highs.getModelStatus())
    end.bound = info.mip_dual_bound if abs(info.mip_dual_bound) < 1e29 else None
    if info.primal_solution_status == 2:
        end.value = model.value(highs.getSolution().col_value)
        end.best_after = end.seconds if end.best_after is None else end.best_after
    return end


# "#12  3.21s best:34    next:[..]" and "#Bound 1.05s best:inf next:[..]"
IMPROVED = re.compile(r"^#\d+\s+([0-9.]+)s")


@contextmanager
def logged():
    """What is written to stdout by C++, which takes no callback for it here."""
    text, sys_stdout = io.StringIO(), os.dup(1)
    sys.stdout.flush()
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        try:
            yield text
        finally:
            os.dup2(sys_stdout, 1)
            os.close(sys_stdout)
            file.seek(0)
            text.write(file.read().decode(errors="replace"))


def by_cp_sat(model, limit, threads, gap, hint):
    builder = model_builder.Model()
    builder.import_from_mps_file(str(model.path))
    if hint:
        for i, value in enumerate(hint):
            builder.add_hint(builder.var_from_index(i), value)
    solver = model_builder.Solver("sat")
    end = End()

    solver.enable_output(True)
    solver.set_time_limit_in_seconds(limit)
    solver.set_solver_specific_parameters(f"num_workers: {threads} relative_gap_limit: {gap} log_search_progress: true")
    started = time.perf_counter()
    with logged() as log:
        status = solver.solve(builder)
    end.seconds, end.status = time.perf_counter() - started, status.name
    for line in log.getvalue().splitlines():
        if found := IMPROVED.match(line):
            end.best_after = float(found[1])
    if status.name in ("OPTIMAL", "FEASIBLE"):
        end.value = model.value(solver.values(builder.get_variables()))
        end.best_after = end.seconds if end.best_after is None else end.best_after
    try:
        end.bound = solver.best_objective_bound
    except (ValueError, RuntimeError):
        end.bound = None
    if end.bound is not None and abs(end.bound) > 1e29:
        end.bound = None
    return end


SOLVERS = [
    ("HiGHS", by_highs, False),
    ("HiGHS + hint", by_highs, True),
    ("CP-SAT", by_cp_sat, False),
    ("CP-SAT + hint", by_cp_sat, True),
]


# --- the table ----------------------------------------------------------------------------------------------------


def said(value):
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-6 else f"{value:,.4f}"


def gap_of(level, value, bound):
    if value is None or bound is None:
        return "–"
    least = 1e-6 if level == "balance" else 1.0
    return f"{100 * abs(value - bound) / max(least, abs(value)):.2f} %"


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def report(level, name, end, ours):
    """One line; the ratio is of the seconds until its best plan to ours until one as good."""
    ratio = "–" if end.best_after is None or not ours else f"{end.best_after / ours:.1f}"
    seconds = "–" if end.best_after is None else f"{end.best_after:.1f}"
    reached = "–" if ours is None else f"{ours:.1f}"
    row(f"`{level}`", name, said(end.value), said(end.bound), gap_of(level, end.value, end.bound), f"{end.seconds:.1f}",
        seconds, reached, ratio)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="scenario folder, such as one from `lungang generate`")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of each solver for each level, and of us in all")
    parser.add_argument("--hint-seconds", type=float, default=5.0, help="our first plan is what we have by then")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--levels", help="comma-separated; default: every level of our plan")
    parser.add_argument("--solvers", help="comma-separated, such as `HiGHS,CP-SAT + hint`; default: all four")
    parser.add_argument("--lungang", default=str(ROOT / "target/release/lungang"))
    parser.add_argument("--phases", default="cargo bench --quiet --locked --bench phases --",
                        help="how `benches/phases` is started; a path of its program serves too")
    args = parser.parse_args()
    args.phases = args.phases.split()
    args.folder = args.folder.resolve()
    return args


def main():
    args = arguments()
    chosen = args.solvers.split(",") if args.solvers else [name for name, _, _ in SOLVERS]
    print(f"{args.folder.name}: HiGHS {highspy.Highs().version()}, OR-Tools {ortools.__version__}, {args.threads} threads, "
          f"{args.limit:g} s a level for each, {args.limit:g} s for all of ours\n")
    row("level", "solver", "value", "bound", "gap", "seconds", "best after", "ours as good after", "ratio")
    row(*["---"] * 9)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        hint_plan = first_plan(args, args.folder, work)
        plan, trace = traced(args, args.folder, args.limit, work)
        if plan is None:
            sys.exit("we found no plan within the limit")
        wanted = args.levels.split(",") if args.levels else None
        earlier = []
        for ours in plan["levels"]:
            model = Exported(args, args.folder, ours["code"], work)
            model.lock(earlier)
            earlier.append((model, ours["value"]))
            if wanted and ours["code"] not in wanted:
                continue
            compared(args, model, ours, plan, hint_plan, trace, chosen)


def compared(args, model, ours, plan, hint_plan, trace, chosen):
    """The lines of one level. The first plan may break a lock of a later level; then our last plan's people are the hint."""
    level, gap = ours["code"], ours.get("gap") or 0.0
    best = ours_at(level, ours["value"], plan, trace)
    row(f"`{level}`", "lungang", said(ours["value"]), said(ours["bound"]), gap_of(level, ours["value"], ours["bound"]),
        f"{ours['seconds']:.1f}", "–" if best is None else f"{best:.1f}", "", "")
    point = None
    if any(with_hint and name in chosen for name, _, with_hint in SOLVERS):
        point = (hint_plan and model.completed(hint_plan)) or model.completed(plan)
    for name, solve, with_hint in SOLVERS:
        if name not in chosen:
            continue
        if with_hint and point is None:
            row(f"`{level}`", name, "no point of the model for our plan", *[""] * 6)
            continue
        end = solve(model, args.limit, args.threads, gap, point if with_hint else None)
        reached = None if end.value is None else ours_at(level, end.value, plan, trace)
        report(level, name, end, reached)


if __name__ == "__main__":
    main()
