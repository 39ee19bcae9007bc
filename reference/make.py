#!/usr/bin/env python3
"""Makes the files of this folder from the sources that README.md names.

    python3 reference/make.py SOURCES

SOURCES is a folder with

    iso/iso_3166-1.json      codes of countries, from the Debian package iso-codes
    iso/iso_4217.json        codes of currencies, from the same
    iso/m49-country-codes.csv  regions of M49 and minor units of currencies, from the data set country-codes
    sdg/SDG_Target_Indicator_UNSD_2023.csv  targets and indicators of the Sustainable Development Goals

Names of countries are kept as they stand in countries.csv, because records are shown by them; a
country that is new there gets its ISO name, to be looked at by hand.
"""

import csv
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent

# Written with an article inside a sentence.
ARTICLE = {
    "AE", "BS", "CD", "CF", "CG", "CK", "DO", "FK", "FO", "GB", "GM", "IM", "IO", "KM", "KY", "MH",
    "MP", "MV", "NL", "PH", "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
}

# What people write for a country besides its code and name.
ALSO_WRITTEN = {
    "AE": "UAE", "CD": "DRC", "CI": "Ivory Coast", "CV": "Cape Verde", "CZ": "Czech Republic",
    "FK": "Falkland Islands (Malvinas)", "GB": "UK", "KR": "ROK", "MM": "Burma",
    "MK": "Macedonia", "NL": "Holland", "RU": "Russian Federation", "SZ": "Swaziland",
    "TL": "East Timor", "TR": "Turkey", "US": "USA", "VA": "Vatican City",
}

NOTES = {
    "AQ": "M49 has no region for it.",
    "HK": "M49 calls it a special administrative region of China.",
    "MO": "M49 calls it a special administrative region of China.",
    "TW": "Not in M49; the source of the regions places it in Eastern Asia.",
}

# Units that the source of the minor units does not tell, because no country uses them as its first
# currency any more or yet; by ISO 4217 and its amendments.
MINOR_UNITS = {
    "ANG": "2", "BGN": "2", "BOV": "2", "CHE": "2", "CHW": "2", "CLF": "4", "COU": "2", "CUC": "2",
    "HRK": "2", "MXV": "2", "SLL": "2", "TRY": "2", "USN": "2", "UYI": "0", "ZWL": "2",
}

# Currencies of amendments that the list of codes does not hold yet: number, name, minor units.
NEWER = {
    "XCG": ("532", "Caribbean Guilder", "2"),
    "ZWG": ("924", "Zimbabwe Gold", "2"),
}

# The short names of the goals.
GOALS = (
    "No poverty",
    "Zero hunger",
    "Good health and well-being",
    "Quality education",
    "Gender equality",
    "Clean water and sanitation",
    "Affordable and clean energy",
    "Decent work and economic growth",
    "Industry, innovation and infrastructure",
    "Reduced inequalities",
    "Sustainable cities and communities",
    "Responsible consumption and production",
    "Climate action",
    "Life below water",
    "Life on land",
    "Peace, justice and strong institutions",
    "Partnerships for the goals",
)


def table(path, delimiter=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def write(name, header, rows):
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def countries(sources):
    codes = json.loads((sources / "iso/iso_3166-1.json").read_text("utf-8"))["3166-1"]
    regions = {row["ISO3166-1-Alpha-2"]: row for row in table(sources / "iso/m49-country-codes.csv")}
    names = {}
    if (HERE / "countries.csv").exists():
        names = {row["alpha_2"]: row["name"] for row in table(HERE / "countries.csv")}
    rows = []
    for one in sorted(codes, key=lambda one: one["alpha_2"]):
        code = one["alpha_2"]
        region = regions.get(code, {})
        rows.append([
            code,
            one["alpha_3"],
            one["numeric"],
            names.get(code) or one.get("common_name") or one["name"],
            "the" if code in ARTICLE else "",
            ALSO_WRITTEN.get(code, ""),
            region.get("Region Name", "").strip(),
            region.get("Sub-region Name", "").strip(),
            region.get("Intermediate Region Name", "").strip(),
            NOTES.get(code, ""),
        ])
    header = [
        "alpha_2", "alpha_3", "numeric", "name", "article", "also_written",
        "region", "sub_region", "intermediate_region", "note",
    ]
    write("countries.csv", header, rows)


def currencies(sources):
    units = {}
    for row in table(sources / "iso/m49-country-codes.csv"):
        pairs = zip(
            row["ISO4217-currency_alphabetic_code"].split(","),
            row["ISO4217-currency_minor_unit"].split(","),
        )
        units.update({code.strip(): unit.strip() for code, unit in pairs if unit.strip().isdigit()})
    codes = json.loads((sources / "iso/iso_4217.json").read_text("utf-8"))["4217"]
    rows = {
        one["alpha_3"]: [
            one["alpha_3"],
            one["numeric"],
            one["name"],
            units.get(one["alpha_3"]) or MINOR_UNITS.get(one["alpha_3"], ""),
        ]
        for one in codes
    }
    for code, (number, name, unit) in NEWER.items():
        rows.setdefault(code, [code, number, name, unit])
    write("currencies.csv", ["code", "number", "name", "minor_units"], [rows[code] for code in sorted(rows)])


def goals(sources):
    write("sdg-goals.csv", ["code", "name"], [[number, name] for number, name in enumerate(GOALS, 1)])
    texts = {}
    for row in table(sources / "sdg/SDG_Target_Indicator_UNSD_2023.csv", delimiter=";"):
        code = row["TargetsNumber"].strip().lower()
        texts.setdefault(code, " ".join(row["Targets"].split()))

    def place(code):
        goal, part = code.split(".")
        return int(goal), not part.isdigit(), int(part) if part.isdigit() else ord(part)

    rows = [[code, code.split(".")[0], texts[code]] for code in sorted(texts, key=place)]
    wrong = [row[0] for row in rows if not re.fullmatch(r"\d{1,2}\.(\d{1,2}|[a-z])", row[0])]
    if wrong or len(rows) != 169:
        sys.exit(f"{len(rows)} targets instead of 169; wrong codes: {wrong}")
    write("sdg-targets.csv", ["code", "goal", "text"], rows)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sources = pathlib.Path(sys.argv[1])
    countries(sources)
    currencies(sources)
    goals(sources)


if __name__ == "__main__":
    main()
