#!/usr/bin/env python3
"""Opens the files of a release with the tools that readers have.

    python open_tables.py FOLDER

Every Parquet file is opened with DuckDB and with pandas, which have to find the same rows and
columns, and as many rows as the CSV file of the same name, if there is one. `datapackage.json` is
validated with frictionless, data and all.
"""

import csv
import pathlib
import sys
import tempfile
import zipfile

import duckdb
import frictionless
import pandas

csv.field_size_limit(10**9)


def fail(text):
    sys.exit(f"open_tables: {text}")


def unpacked(folder, scratch):
    """Zip archives of tables are opened beside the folder; everything else is read where it is."""
    yield folder
    for archive in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            if any(name.endswith(".parquet") for name in opened.namelist()):
                target = scratch / archive.stem
                opened.extractall(target)
                yield target


def parquet_files(folder, scratch):
    return [file for place in unpacked(folder, scratch) for file in sorted(place.rglob("*.parquet"))]


def csv_rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def open_parquet(file, folder):
    quoted = str(file).replace("'", "''")
    relation = duckdb.sql(f"select * from '{quoted}'")
    frame = pandas.read_parquet(file)
    counted = duckdb.sql(f"select count(*) from '{quoted}'").fetchall()[0][0]
    if counted != len(frame):
        fail(f"{file.name}: DuckDB counts {counted} rows, pandas {len(frame)}")
    if list(relation.columns) != list(frame.columns):
        fail(f"{file.name}: DuckDB and pandas name different columns")
    twins = [path for path in folder.rglob(f"{file.stem}.csv")]
    if twins and csv_rows(twins[0]) != counted:
        fail(f"{file.name} has {counted} rows, {twins[0].name} {csv_rows(twins[0])}")
    return counted


def validate_package(package):
    report = frictionless.validate(str(package))
    if report.valid:
        return len(report.tasks)
    told = [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]
    told += [error.message for error in report.errors]
    fail(f"{package.name} is not valid:\n  " + "\n  ".join(told[:20]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        files = parquet_files(folder, pathlib.Path(scratch))
        if not files:
            fail(f"{folder} holds no Parquet file")
        rows = sum(open_parquet(file, folder) for file in files)
    if rows == 0:
        fail("all Parquet files are empty")
    packages = sorted(folder.rglob("datapackage.json"))
    if not packages:
        fail(f"{folder} holds no datapackage.json")
    resources = sum(validate_package(package) for package in packages)
    print(f"{len(files)} Parquet files with {rows} rows, {resources} resources of data packages valid")


if __name__ == "__main__":
    main()
