# A notebook in small: fetch projects, keep those that reached delivery, and draw when they began.
# Needs pandas and matplotlib; draws into starts.png, or the file that is named.
import os
import sys

import matplotlib
import pandas

matplotlib.use("Agg")
import matplotlib.pyplot as plot

INDIGO = os.environ["INDIGO"]
START = "dates.start_date_of_service_provision"
STAGE = "stage_development"
CAPITAL = "overall_project_finance.total_investment_commitment.amount_usd.exact"

# Fetch: only the fields that are needed, only records with a start, one a line.
address = f"{INDIGO}/api/v2/records/project.jsonl"
records = pandas.read_json(
    f"{address}?where.{START}__exists=true&fields=name,{START},{STAGE},{CAPITAL}", lines=True
)
table = pandas.json_normalize(records["data"])
table.index = records["id"]

# Filter: a date may be a year, a month or a day; the year is known in all of them.
table["year"] = table[f"{START}.value"].str.slice(0, 4).astype(int)
begun = table[table[f"{STAGE}.value"].isin(["Implementation", "Complete"])]
capital = pandas.to_numeric(begun[f"{CAPITAL}.value"], errors="coerce")

# Plot: bars by year, and how many of the projects say what capital they had.
by_year = begun.groupby("year").size()
by_year = by_year.reindex(range(by_year.index.min(), by_year.index.max() + 1), fill_value=0)
figure, axes = plot.subplots(figsize=(8, 4), layout="constrained")
axes.bar(by_year.index, by_year.values, color="#22577a")
axes.set_title(f"Start of service, {len(begun)} projects")
axes.set_ylabel("Projects")
figure.savefig(sys.argv[1] if len(sys.argv) > 1 else "starts.png", dpi=150)

print(
    f"{len(begun)} projects began from {by_year.index.min()} to {by_year.index.max()}; "
    f"{capital.count()} say their capital in dollars"
)
