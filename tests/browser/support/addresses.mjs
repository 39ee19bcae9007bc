// A page of every kind; records are those of the demo set.
export const pages = [
  { name: "home", path: "/" },
  { name: "projects", path: "/projects" },
  { name: "projects-filtered", path: "/projects?sector=Homelessness" },
  { name: "projects-none", path: "/projects?q=zzzz" },
  { name: "project", path: "/projects/INDIGO-POJ-0198" },
  { name: "organisations", path: "/organisations" },
  { name: "organisation", path: "/organisations/INDIGO-ORG-1517" },
  { name: "funds", path: "/funds" },
  { name: "fund", path: "/funds/INDIGO-FUND-0012" },
  { name: "pipelines", path: "/pipelines" },
  { name: "pipeline", path: "/pipelines/INDIGO-PL-0028" },
  { name: "assessment-resources", path: "/assessment-resources" },
  { name: "assessment-resource", path: "/assessment-resources/INDIGO-ARES-9001" },
  { name: "joining-up-initiatives", path: "/joining-up-initiatives" },
  { name: "joining-up-initiative", path: "/joining-up-initiatives/INDIGO-JUI-9001" },
  { name: "search", path: "/search?q=home" },
  { name: "about", path: "/about" },
  { name: "data", path: "/data" },
  { name: "dictionary", path: "/data/dictionary/project" },
  { name: "not-found", path: "/nowhere", status: 404 },
];

// Wide screen, phone, and the smallest phone that a page has to fit.
export const widths = { wide: 1280, phone: 390, smallest: 320 };
