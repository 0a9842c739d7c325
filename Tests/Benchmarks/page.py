"""The page of results, in Markdown."""


def page(state, versions, corpora, sections):
    parts = [
        "# What was measured",
        "Written by `Tests/Benchmarks/run`, which installs, builds, makes and runs all that is shown; nothing is filled in by "
        "hand. The programs take turns, each round in another order, after a round that does not count. Times are on the "
        "clock, medians with quartiles; memory is the resident set at its peak. 1 MB is a million bytes.",
        budgets([budget for section in sections for budget in section.budgets]),
        table(["on", ""], [*state, ("texts", corpora.origin)]),
        table(["program", "version"], versions),
    ]
    for section in sections:
        parts += [f"## {section.title}", section.text, *(table(each.heads, each.rows) for each in section.tables)]
    return "\n\n".join(parts) + "\n"


def budgets(rows):
    """Returns the table of the design's budgets, and whether they are met."""
    heads = ["what", "measured", "budget", "", "measured for the aim", "aim", ""]
    return table(heads, [budget_row(budget) for budget in rows])


def budget_row(budget):
    sign = "≥" if budget.at_least else "≤"
    row = [
        budget.what, number(budget.measured, budget), f"{sign} {budget.budget} {budget.unit}",
        verdict(budget.meets(budget.measured, budget.budget))]
    if budget.aim is None:
        return row + ["", "", ""]
    for_aim = budget.measured if budget.measured_for_aim is None else budget.measured_for_aim
    return row + [number(for_aim, budget), f"{sign} {budget.aim} {budget.unit}", verdict(budget.meets(for_aim, budget.aim))]


def number(value, budget):
    return "stopped" if value is None else f"{value:.2f} {budget.unit}"


def verdict(is_met):
    return "met" if is_met else "**not met**"


def table(heads, rows):
    rows = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
