# How many people were completed projects to reach, by sector? Needs pandas.
import os

import pandas

INDIGO = os.environ["INDIGO"]
SECTOR = "purpose_and_classifications.policy_sector"
PEOPLE = "service_and_beneficiaries.targeted_number_service_users_or_beneficiaries_total"

address = f"{INDIGO}/api/v2/records/project.jsonl"
records = pandas.read_json(
    f"{address}?where.stage_development=Complete&fields=name,{SECTOR},{PEOPLE}", lines=True
)
table = pandas.json_normalize(records["data"]).set_index(records["id"])
people = pandas.to_numeric(table[f"{PEOPLE}.value"], errors="coerce")
by_sector = people.groupby(table[f"{SECTOR}.value"]).agg(["count", "sum"])
print(by_sector.sort_values("sum", ascending=False).to_string())
print(f"{len(table)} completed projects, {people.count()} say how many: {people.sum():.0f} people")
