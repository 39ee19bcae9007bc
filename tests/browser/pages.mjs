// Every kind of page, with an address that shows it in the demo set.

import { site } from './browser.mjs';

/** The list of each record type, and a record of it. */
export const records = [
  { type: 'project', list: '/projects', id: 'INDIGO-POJ-0198' },
  { type: 'organisation', list: '/organisations', id: 'INDIGO-ORG-0180' },
  { type: 'fund', list: '/funds', id: 'INDIGO-FUND-0005' },
  { type: 'pipeline', list: '/pipelines', id: 'INDIGO-PL-0074' },
  { type: 'assessment-resource', list: '/assessment-resources', id: 'INDIGO-ARES-9001' },
  { type: 'joining-up-initiative', list: '/joining-up-initiatives', id: 'INDIGO-JUI-9001' },
];

/** All kinds: name, path, and the status when it is not 200. */
export const kinds = [
  { name: 'home', path: '/' },
  ...records.map(({ type, list }) => ({ name: `list-${type}`, path: list })),
  ...records.map(({ type, list, id }) => ({ name: `record-${type}`, path: `${list}/${id}` })),
  { name: 'list-searched', path: '/projects?q=children' },
  { name: 'list-table', path: '/projects?view=table&sort=capital_usd' },
  { name: 'list-map', path: '/projects?view=map' },
  { name: 'list-outcomes', path: '/projects?results=yes&view=outcomes' },
  { name: 'list-find', path: '/projects?find-payer=council' },
  { name: 'list-empty', path: '/projects?q=nothinghasthisword' },
  { name: 'search', path: '/search?q=children' },
  { name: 'search-empty', path: '/search?q=nothinghasthisword' },
  { name: 'search-blank', path: '/search' },
  { name: 'about', path: '/about' },
  { name: 'landscape', path: '/landscape' },
  { name: 'landscape-compared', path: '/landscape?as_of=2026-01-31&compare=2025-12-31&about=GB' },
  { name: 'record-before', path: '/projects/INDIGO-POJ-0198?as_of=2020-01-01', status: 404 },
  { name: 'data', path: '/data' },
  { name: 'releases', path: '/releases' },
  // The demo set has two; what changed is told of the second.
  { name: 'release', path: '/releases/demo-2' },
  { name: 'release-first', path: '/releases/demo-1' },
  { name: 'release-record', path: '/releases/demo-2/records/project/INDIGO-POJ-0198' },
  { name: 'api', path: '/data/api' },
  { name: 'reference', path: '/data/reference' },
  { name: 'check', path: '/check' },
  { name: 'quality', path: '/quality' },
  { name: 'history', path: '/projects/INDIGO-POJ-0198/history' },
  { name: 'suggest', path: '/projects/INDIGO-POJ-0198/suggest' },
  { name: 'suggest-blank', path: '/projects/INDIGO-POJ-0198/suggest?place=%2Fstage_development%2Fvalue' },
  { name: 'confirm', path: '/confirm-correction/nosuchlink' },
  // The largest and the smallest; one template makes them all.
  { name: 'dictionary-project', path: '/data/dictionary/project' },
  { name: 'dictionary-joining-up-initiative', path: '/data/dictionary/joining_up_initiative' },
  { name: 'codelists', path: '/data/codelists' },
  { name: 'codelist', path: '/data/codelists/countries' },
  { name: 'not-found', path: '/no-such-page', status: 404 },
  { name: 'record-not-found', path: '/projects/INDIGO-POJ-9998', status: 404 },
];

/** The kinds, a list with the first filter that it offers, and the project with most to show. */
export async function allKinds() {
  return [
    ...kinds,
    { name: 'list-filtered', path: await filteredList() },
    { name: 'record-project-largest', path: await largestProject() },
  ];
}

/** The address of the project whose body is the longest. */
export async function largestProject() {
  const { projects } = await (await fetch(`${site}/app/api1/project`)).json();
  let largest = { length: 0 };
  for (const { id } of projects.filter((project) => project.public)) {
    const { length } = await (await fetch(`${site}/app/api1/project/${id}`)).text();
    if (length > largest.length) largest = { id, length };
  }
  return `/projects/${largest.id}`;
}

/** The status codes that a kind means to meet. */
export const expectedOf = (kind) => (kind.status ? [kind.status] : []);

/** The address of the list of projects with the first value of its first filter chosen. */
export async function filteredList() {
  const page = await (await fetch(`${site}/projects`)).text();
  const href = page.match(/<details class="facet"[\s\S]*?<a rel="nofollow" href="([^"]*)"/)?.[1];
  if (!href) throw new Error('the list of projects offers no filter');
  return decode(href);
}

const decode = (text) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#38;', '&').replaceAll('&amp;', '&');
