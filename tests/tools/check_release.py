"""Checks the files of a release, or of the newest state, with the tools that people use.

    python check_release.py FOLDER

The folder holds all files of a release. Needs frictionless, pyarrow, pandas, duckdb and sqlite-utils;
datasette is asked too when it is installed. Ends with status 1 when anything is wrong.
"""

import csv
import hashlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

NOT_TABLES = {"dictionary", "codelists"}

faults = []


def fault(text):
    faults.append(text)
    print(f"wrong: {text}")


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        rows = 0
        for row in reader:
            rows += 1
            if len(row) != len(header):
                fault(f"{path.name}: row {rows + 1} has {len(row)} cells, the header {len(header)}")
        return header, rows


def check_sums(folder):
    listed = set()
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        listed.add(name)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            fault(f"{name}: its checksum differs")
    for path in folder.iterdir():
        if path.name not in listed and path.name != "SHA256SUMS":
            fault(f"{path.name} is not in SHA256SUMS")
    return len(listed)


def check_frictionless(folder):
    from frictionless import Package, validate

    report = validate(str(folder / "datapackage.json"))
    for task in report.tasks:
        for error in task.errors[:3]:
            fault(f"frictionless: {task.name}: {error.message}")
    for error in report.errors:
        fault(f"frictionless: {error.message}")
    return len(Package(str(folder / "datapackage.json")).resources)


def check_sqlite(folder, tables):
    import sqlite_utils

    path = folder / "indigo.sqlite"
    database = sqlite_utils.Database(str(path))
    names = set(database.table_names())
    for table, (header, rows) in tables.items():
        if table not in names:
            fault(f"indigo.sqlite has no table {table}")
            continue
        if database[table].count != rows:
            fault(f"indigo.sqlite: {table} has {database[table].count} rows, its CSV {rows}")
        said = [
            row["dotted_name"]
            for row in database["metadata_columns"].rows_where("table_name = ?", [table])
        ]
        if sorted(said) != sorted(header):
            fault(f"indigo.sqlite: the columns of {table} are not those of its CSV")
    views = 0
    for view in database.view_names():
        list(database.query(f"select * from [{view}] limit 3"))
        views += 1
    for table in ["metadata_release", "metadata_tables", "metadata_codelists", "records"]:
        if table not in names or database[table].count == 0:
            fault(f"indigo.sqlite: {table} is missing or empty")
    connection = sqlite3.connect(path)
    broken = connection.execute("pragma foreign_key_check").fetchall()
    if broken:
        fault(f"indigo.sqlite: {len(broken)} rows break a foreign key")
    if connection.execute("pragma integrity_check").fetchone()[0] != "ok":
        fault("indigo.sqlite is damaged")
    return views


def check_datasette(folder):
    if subprocess.run([sys.executable, "-c", "import datasette"], capture_output=True).returncode:
        print("left out: datasette is not installed")
        return
    asked = subprocess.run(
        [
            sys.executable,
            "-m",
            "datasette",
            str(folder / "indigo.sqlite"),
            "--get",
            "/indigo/projects.json?_size=1",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        answer = json.loads(asked.stdout)
    except ValueError:
        fault(f"datasette: {asked.stdout[:200]} {asked.stderr[-300:]}")
        return
    if not answer.get("rows"):
        fault("datasette gives no row of projects")


def check_parquet(folder, tables):
    import duckdb
    import pandas

    for table, (header, rows) in tables.items():
        path = folder / f"{table}.parquet"
        found = duckdb.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()[0]
        if found != rows:
            fault(f"{path.name}: DuckDB reads {found} rows, the CSV has {rows}")
        frame = pandas.read_parquet(path)
        if len(frame) != rows:
            fault(f"{path.name}: pandas reads {len(frame)} rows, the CSV has {rows}")
        if list(frame.columns) != header:
            fault(f"{path.name}: the columns are not those of the CSV")
            continue
        texts = pandas.read_csv(
            folder / f"{table}.csv", dtype=str, keep_default_na=False, na_values=[""]
        )
        for column in header:
            filled, in_csv = int(frame[column].notna().sum()), int(texts[column].notna().sum())
            if filled != in_csv:
                fault(f"{path.name}: {column} has {filled} values, in the CSV {in_csv}")


def check_others(folder, tables):
    from zipfile import ZipFile

    lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    with ZipFile(folder / "indigo.xlsx") as workbook:
        if workbook.testzip():
            fault("indigo.xlsx is damaged")
    for archive in ["csv.zip", "parquet.zip"]:
        with ZipFile(folder / archive) as opened:
            if opened.testzip():
                fault(f"{archive} is damaged")
            inside = {Path(name).stem for name in opened.namelist()}
            missing = set(tables) - inside
            if missing:
                fault(f"{archive} lacks {sorted(missing)[:5]}")
    places = json.loads((folder / "places.geojson").read_text(encoding="utf-8"))
    for feature in places["features"]:
        lng, lat = feature["geometry"]["coordinates"]
        if not (-180 <= lng <= 180 and -90 <= lat <= 90):
            fault(f"places.geojson: {feature['properties']['id']} is nowhere on earth")
    for name in ["datacite.json", "dictionary.json"]:
        json.loads((folder / name).read_text(encoding="utf-8"))
    return len(records), len(places["features"])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    print(f"{check_sums(folder)} checksums")
    tables = {
        path.stem: rows_of(path)
        for path in sorted(folder.glob("*.csv"))
        if path.stem not in NOT_TABLES
    }
    print(f"{len(tables)} tables, {sum(rows for _, rows in tables.values())} rows")
    print(f"frictionless: {check_frictionless(folder)} resources")
    print(f"SQLite: {check_sqlite(folder, tables)} views")
    check_datasette(folder)
    check_parquet(folder, tables)
    print("Parquet: read by DuckDB and pandas")
    records, places = check_others(folder, tables)
    print(f"{records} records, {places} places")
    if faults:
        sys.exit(f"{len(faults)} faults")
    print("all is well")


if __name__ == "__main__":
    main()
