#!/usr/bin/env python3
"""Every figure of the landscape, computed anew from the CSV files of an export.

This shares no line with Indigo: it reads the files as anybody would who downloaded them, follows
the rules in docs/LANDSCAPE.md, and prints JSON. A test compares it with what Indigo says.

    python3 landscape.py EXPORT_FOLDER [--country GB] [--json-indent 2]

Only the standard library is used, so that it runs wherever Python 3.10 or newer is.
"""

import argparse
import csv
import itertools
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

# Edges of the bands.
CAPITAL_EDGES = (500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000)
DURATION_EDGES = (12, 24, 36, 48, 60, 84)

# Of a project with more parties than this nobody is paired with anybody.
MOST_PARTIES = 60

# Who has which role, by table.
PARTIES = {
    "payers": "projects_outcome_payment_commitments.csv",
    "investors": "projects_investments.csv",
    "providers": "projects_service_provisions.csv",
    "intermediaries": "projects_intermediary_services.csv",
}

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


def band(edges, value):
    """The band a number is in, such as `500-1000`; on an edge it is in the upper one."""
    lower = [edge for edge in edges if value >= edge]
    upper = [edge for edge in edges if value < edge]
    return f"{lower[-1] if lower else ''}-{upper[0] if upper else ''}"


def goals(project):
    """The goals of sustainable development that are named, primary or secondary."""
    named = set()
    for which in ("Primary SDG goal", "Secondary SDG goals"):
        for part in cell(project, f"{PURPOSE} - {which}").split(","):
            if re.fullmatch(r"\s*([1-9]|1[0-7])\s*", part):
                named.add(part.strip())
    return named


def selection(projects, export):
    """Figures and groups of one selection of projects."""
    ids = [project["ID"] for project in projects]
    money = [capital(project) for project in projects]
    people = [users(project) for project in projects]
    months = [duration(project) for project in projects]
    amounts = [value for value, _ in money if value is not None]
    counts = [value for value, _ in people if value is not None]
    lengths = [value for value, _ in months if value is not None]

    def by(kinds, wanted):
        return sum(kind == wanted for _, kind in kinds)

    starts = [month(cell(project, f"{DATES} - Start date of service provision")) for project in projects]
    return {
        "projects": len(projects),
        # How many projects have any, where one may have several.
        "known": {
            "countries": sum(bool(export["countries"].get(one)) for one in ids),
            "sdg_goals": sum(bool(goals(project)) for project in projects),
            **{
                role: sum(bool(parties.get(one)) for one in ids)
                for role, parties in export["parties"].items()
            },
        },
        "capital_usd": {
            "sum": plain(sum(amounts, Decimal(0))) if amounts else None,
            "median": plain(median(amounts)),
            "n": len(amounts),
            "exact": by(money, "exact"),
            "minimum": by(money, "min"),
            "none": by(money, None),
        },
        "service_users": {
            "sum": plain(sum(counts, Decimal(0))) if counts else None,
            "median": plain(median(counts)),
            "n": len(counts),
            "actual": by(people, "actual"),
            "target": by(people, "target"),
            "none": by(people, None),
        },
        "duration_months": {
            "median": plain(median(lengths)),
            "mean": round(float(sum(lengths) / len(lengths)), 6) if lengths else None,
            "n": len(lengths),
            **{
                kind: by(months, kind)
                for kind in ("stated_actual", "stated_anticipated", "dates_actual", "dates_anticipated")
            },
            "none": by(months, None),
        },
        "stages": ranked([{cell(project, "Stage of Development")} for project in projects]),
        "sectors": ranked([{cell(project, f"{PURPOSE} - Policy sector")} for project in projects]),
        "countries": ranked([export["countries"].get(one, set()) for one in ids]),
        "start_years": ranked([{str(start[0] // 12)} if start else set() for start in starts]),
        "sdg_goals": ranked([goals(project) for project in projects]),
        "capital_bands": banded(CAPITAL_EDGES, amounts),
        "duration_bands": banded(DURATION_EDGES, lengths),
        **{
            role: ranked([parties.get(one, set()) for one in ids])
            for role, parties in export["parties"].items()
        },
    }


def banded(edges, values):
    """How many values are in each band, those of which none is included."""
    bands = [*(band(edges, edge - 1) for edge in edges), band(edges, edges[-1])]
    counter = Counter(band(edges, value) for value in values)
    return {name: counter[name] for name in bands}


def ranked(values):
    """How many projects have each value, the largest first; blank ones are none."""
    counter = Counter(value for one in values for value in one if value)
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def ties(export):
    """Organisations that share at least two projects, by any role; the closest first."""
    together = Counter()
    for one in export["ids"]:
        members = set().union(*(parties.get(one, set()) for parties in export["parties"].values()))
        if len(members) <= MOST_PARTIES:
            together.update(itertools.combinations(sorted(members), 2))
    shared = [(pair, count) for pair, count in together.items() if count > 1]
    shared.sort(key=lambda item: (-item[1], item[0]))
    return [{"a": a, "b": b, "projects": count} for (a, b), count in shared]


def read(folder):
    """What the figures are made from."""
    projects = rows(folder, "projects.csv")
    countries = defaultdict(set)
    for place in rows(folder, "projects_delivery_locations.csv"):
        country = cell(place, "Location - Country")
        if country:
            countries[place["Project ID"]].add(country)
    known = {row["ID"].strip() for row in rows(folder, "organisations.csv")}
    parties = {}
    for role, file in PARTIES.items():
        parties[role] = defaultdict(set)
        for row in rows(folder, file):
            # Some cells name several organisations; an id that no public record has is nobody.
            named = {part.strip() for part in cell(row, "Organisation ID").split(",")}
            parties[role][row["Project ID"]] |= named & known
    return {
        "ids": [project["ID"] for project in projects],
        "projects": projects,
        "countries": countries,
        "parties": parties,
    }


def landscape(folder, countries):
    export = read(folder)
    projects = export["projects"]
    report = selection(projects, export)
    report["ties"] = ties(export)
    report["country_blocks"] = {
        country: selection([p for p in projects if country in export["countries"][p["ID"]]], export)
        for country in countries
    }
    # What is known of the export besides, to tell that it was read whole.
    report["tables"] = {name: len(rows(folder, file)) for name, file in TABLES.items()}
    report["projects_in_tables"] = {
        name: len({row["Project ID"] for row in rows(folder, file)})
        for name, file in TABLES.items()
        if file.startswith("projects_")
    }
    report["exact_in_any_currency"] = sum(
        number(cell(project, f"{COMMITMENT} - Amount - Exact")) is not None for project in projects
    )
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
