# How many completed projects are there in the United Kingdom?
curl --silent --fail "$INDIGO/api/v2/records/project?where.stage_development=Complete&country=GB&fields=name&sort=name&limit=5" |
  grep --only-matching '"total": [0-9]*'
