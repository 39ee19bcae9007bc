#!/usr/bin/env python3
"""Every figure of the landscape, computed anew from the CSV files of an export.

This shares no line with Indigo: it reads the files as anybody would who downloaded them, follows
the rules in docs/LANDSCAPE.md, and prints JSON. A test compares it with what Indigo says.

    python3 landscape.py EXPORT_FOLDER [--country GB] [--json-indent 2]

Only the standard library is used, so that it runs wherever Python 3.10 or newer is.
"""

import argparse
import csv
import json
import pathlib
import re
import sys
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation

COMMITMENT = "Overall project finance - Total investment commitment"
PEOPLE = "Service and beneficiaries"
PURPOSE = "Purpose and classifications"
DATES = "Dates"

# The tables of the export, and what a row of each is called in the figures.
TABLES = {
    "organisations": "organisations.csv",
    "funds": "funds.csv",
    "outcome_metrics": "projects_outcome_metrics.csv",
    "outcome_payments": "projects_outcome_payments.csv",
    "outcome_payment_plans": "projects_outcome_payment_plans.csv",
    "outcome_pricings": "projects_outcome_pricings.csv",
    "results": "projects_results.csv",
    "service_provisions": "projects_service_provisions.csv",
    "investments": "projects_investments.csv",
    "outcome_payment_commitments": "projects_outcome_payment_commitments.csv",
    "intermediary_services": "projects_intermediary_services.csv",
    "delivery_locations": "projects_delivery_locations.csv",
    "sources": "projects_sources.csv",
    "documents": "projects_documents.csv",
    "outcome_funds": "projects_outcome_funds.csv",
    "transactions": "projects_transactions.csv",
}


def rows(folder, name):
    """The rows of one file; none when the export has no such file."""
    path = folder / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(row, column):
    """What stands in `COLUMN - (Value)`, without the space around it."""
    return (row.get(f"{column} - (Value)") or "").strip()


def number(text):
    """A number in plain writing, or None: what cannot be read is not counted."""
    if not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def plain(value):
    """A number for JSON: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def median(values):
    """The middle value; of an even number of values, the mean of the two in the middle."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def month(text):
    """A date as months since year 0, with the precision it has: (months, precise to the month)."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        return None
    return int(match[1]) * 12 + (int(match[2]) - 1 if match[2] else 0), bool(match[2])


def capital(project):
    """What investors committed in USD, and whether it is stated or the least of a range."""
    for which in ("Exact", "Min"):
        value = number(cell(project, f"{COMMITMENT} - Amount USD - {which}"))
        if value is not None:
            return value, which.lower()
    return None, None


def users(project):
    """How many people the service reached, else how many it was to reach."""
    actual = f"{PEOPLE} - Actual number of unique service users or beneficiaries engaged (total)"
    target = f"{PEOPLE} - Targeted number of unique service users or beneficiaries (total)"
    for column, which in ((actual, "actual"), (target, "target")):
        value = number(cell(project, column))
        if value is not None:
            return value, which
    return None, None


def duration(project):
    """The months of service: as stated (actual, else anticipated), else from its dates."""
    for which in ("Actual", "Anticipated"):
        value = number(cell(project, f"{DATES} - {which} duration of service provision"))
        if value is not None:
            return value, f"stated_{which.lower()}"
    start = month(cell(project, f"{DATES} - Start date of service provision"))
    for which in ("Actual", "Anticipated"):
        end = month(cell(project, f"{DATES} - {which} end date of service provision"))
        if start and end and start[1] and end[1] and end[0] > start[0]:
            return Decimal(end[0] - start[0]), f"dates_{which.lower()}"
    return None, None


def figures(projects, places):
    """The figures of one selection of projects."""
    money = [capital(project) for project in projects]
    people = [users(project) for project in projects]
    months = [duration(project) for project in projects]
    amounts = [value for value, _ in money if value is not None]
    counts = [value for value, _ in people if value is not None]
    lengths = [value for value, _ in months if value is not None]
    countries = Counter()
    for project in projects:
        countries.update(places.get(project["ID"], set()))
    years = Counter()
    for project in projects:
        started = month(cell(project, f"{DATES} - Start date of service provision"))
        if started:
            years[str(started[0] // 12)] += 1
    goals = Counter()
    for project in projects:
        named = set()
        for which in ("Primary SDG goal", "Secondary SDG goals"):
            for part in cell(project, f"{PURPOSE} - {which}").split(","):
                if re.fullmatch(r"\s*([1-9]|1[0-7])\s*", part):
                    named.add(part.strip())
        goals.update(named)
    return {
        "projects": len(projects),
        "capital_usd": {
            "sum": plain(sum(amounts, Decimal(0))),
            "median": plain(median(amounts)),
            "n": len(amounts),
            "exact": sum(which == "exact" for _, which in money),
            "minimum": sum(which == "min" for _, which in money),
        },
        "service_users": {
            "sum": plain(sum(counts, Decimal(0))),
            "median": plain(median(counts)),
            "n": len(counts),
            "actual": sum(which == "actual" for _, which in people),
            "target": sum(which == "target" for _, which in people),
            "none": sum(which is None for _, which in people),
        },
        "duration_months": {
            "median": plain(median(lengths)),
            "mean": round(float(sum(lengths) / len(lengths)), 6) if lengths else None,
            "n": len(lengths),
            **{
                by: sum(which == by for _, which in months)
                for by in ("stated_actual", "stated_anticipated", "dates_actual", "dates_anticipated")
            },
        },
        "stages": ranked(Counter(cell(p, "Stage of Development") for p in projects)),
        "sectors": ranked(Counter(cell(p, f"{PURPOSE} - Policy sector") for p in projects)),
        "countries": ranked(countries),
        "start_years": dict(sorted(years.items())),
        "sdg_goals": ranked(goals),
    }


def ranked(counter):
    """Counts, the largest first, then by name; what is blank is left out."""
    named = [(name, count) for name, count in counter.items() if name]
    return dict(sorted(named, key=lambda item: (-item[1], item[0])))


def landscape(folder, countries):
    projects = rows(folder, "projects.csv")
    places = defaultdict(set)
    for place in rows(folder, "projects_delivery_locations.csv"):
        country = cell(place, "Location - Country")
        if country:
            places[place["Project ID"]].add(country)
    report = figures(projects, places)
    report["with_exact_commitment_in_any_currency"] = sum(
        number(cell(project, f"{COMMITMENT} - Amount - Exact")) is not None for project in projects
    )
    report["country_blocks"] = {
        country: figures([p for p in projects if country in places[p["ID"]]], places)
        for country in countries
    }
    report["rows"] = {name: len(rows(folder, file)) for name, file in TABLES.items()}
    report["projects_with"] = {
        name: len({row["Project ID"] for row in rows(folder, file)})
        for name, file in TABLES.items()
        if file.startswith("projects_")
    }
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", type=pathlib.Path, help="a folder with the CSV files")
    parser.add_argument("--country", action="append", default=[], help="a country block, by its code")
    parser.add_argument("--json-indent", type=int, default=2)
    asked = parser.parse_args()
    if not (asked.export / "projects.csv").exists():
        sys.exit(f"{asked.export} has no projects.csv: name the folder of an unpacked export")
    report = landscape(asked.export, asked.country or ["GB"])
    json.dump(report, sys.stdout, indent=asked.json_indent, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
