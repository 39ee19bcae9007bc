# In which sectors are the projects of the United Kingdom? Needs jsonlite.
library(jsonlite)

address <- paste0(Sys.getenv("INDIGO"), "/api/v2/records/project?country=GB&facets=sector&limit=0")
answer <- fromJSON(address)
sectors <- answer$facets$sector
print(sectors)
cat(answer$total, "projects in", nrow(sectors), "sectors\n")
