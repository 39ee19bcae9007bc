-- Full text stands beside the database now, in an index that follows what is published.
drop table search;
