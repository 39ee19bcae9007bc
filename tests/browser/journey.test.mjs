// Home → list → filter → record → organisation → source → download, as a person goes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { launch, site, widths, withPage } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const pathOf = (page) => new URL(page.url()).pathname;

/** The links to records of a list, as addresses, each once. */
async function linksTo(page, prefix) {
  const links = page.locator(`main a[href^="${prefix}INDIGO-"]`);
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  return [...new Set(found)];
}

/** Opens what hides the filters on narrow pages, when something does. */
async function showFilters(page) {
  const sheet = page.locator('details.sheet');
  const summary = sheet.locator('summary').first();
  // Wide pages show the filters without a fold.
  if (await summary.isVisible()) await summary.click();
}

/** Chooses the first value of the first filter of the list. */
async function filter(page) {
  await showFilters(page);
  await page.locator('.facet li a').first().click();
  await page.waitForURL(/\/projects\?/);
}

async function walk(page) {
  await page.goto('/');
  assert.match(await page.title(), /Indigo/i);
  assert.equal(await page.locator('h1').count(), 1);

  await page.locator('a[href="/projects"]:visible').first().click();
  assert.equal(pathOf(page), '/projects');
  const all = await linksTo(page, '/projects/');
  assert.ok(all.length >= 10, `${all.length} projects in the list`);

  await filter(page);
  const some = await linksTo(page, '/projects/');
  assert.ok(some.length > 0, 'the filter leaves projects');
  const text = await page.locator('main').innerText();
  assert.match(text, /\d+ (projects?|of \d+)/, 'the list says how many are left');

  const first = page.locator(`main a[href="${some[0]}"]:visible`).first();
  const name = (await first.innerText()).trim();
  await first.click();
  assert.equal(pathOf(page), some[0]);
  assert.ok((await page.locator('h1').innerText()).includes(name), 'the record is the one that was chosen');

  // This one has parties, sources and results; the one before may have none.
  await page.goto('/projects/INDIGO-POJ-0198');
  const [organisation] = await linksTo(page, '/organisations/');
  await showDetailsAround(page, `main a[href="${organisation}"]`);
  await page.locator(`main a[href="${organisation}"]:visible`).first().click();
  assert.equal(pathOf(page), organisation);
  const back = await linksTo(page, '/projects/');
  assert.ok(back.includes('/projects/INDIGO-POJ-0198'), 'the organisation leads back to its project');

  await page.locator('main a[href="/projects/INDIGO-POJ-0198"]:visible').first().click();
  assert.equal(pathOf(page), '/projects/INDIGO-POJ-0198');
  await source(page);
  await downloads(page);
}

/** Follows the mark beside a fact to the source that supports it. */
async function source(page) {
  const mark = page.locator('main a[href^="#"][href*="source"]:visible').first();
  const target = decodeURIComponent((await mark.getAttribute('href')).slice(1));
  await mark.click();
  assert.equal(decodeURIComponent(new URL(page.url()).hash.slice(1)), target);
  const entry = page.locator(`[id="${target}"]`);
  await entry.waitFor();
  assert.ok(await entry.isVisible(), 'the source is shown');
  const outside = page.locator('main a[href^="http"]').first();
  assert.ok(await outside.count(), 'sources link to where they are');
}

/** Takes one file of each kind home. */
async function downloads(page) {
  await page.locator('a[href="/data"]:visible').first().click();
  assert.equal(pathOf(page), '/data');
  for (const [path, begins] of [
    ['/app/project_download', 'ID,'],
    ['/app/all_public_data_file_per_data_type_csv.zip', 'PK'],
    ['/app/all_public_data.sqlite', 'SQLite format 3'],
  ]) {
    const link = page.locator(`main a[href="${path}"]:visible`).first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const bytes = await readFile(await download.path());
    assert.equal(bytes.subarray(0, begins.length).toString('latin1'), begins, path);
  }
}

/** Opens every `details` that a place is folded into. */
async function showDetailsAround(page, selector) {
  await page.locator(selector).first().evaluate((element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  });
}

for (const [width, viewport] of Object.entries(widths)) {
  // With the site's own security policy in force, as visitors have it.
  test(`journey, ${width}`, () => withPage(browser, { viewport, acceptDownloads: true }, walk));
}

test('journey without script', () =>
  withPage(browser, { viewport: widths.phone, javaScriptEnabled: false }, async (page) => {
    await page.goto('/');
    await page.locator('a[href="/projects"]:visible').first().click();
    assert.equal(pathOf(page), '/projects');
    const search = page.locator('main input[name=q]:visible, main input[type=search]:visible').first();
    await search.fill('children');
    await search.press('Enter');
    await page.waitForURL(/q=children/);
    const link = page.locator('main a[href^="/projects/INDIGO-"]:visible').first();
    const address = await link.getAttribute('href');
    await link.click();
    assert.equal(pathOf(page), address);
    assert.ok((await page.locator('main').innerText()).length > 200);
  }));

test('old addresses lead to the new ones', () =>
  withPage(browser, {}, async (page) => {
    for (const [old, now] of [
      ['/app/', '/'],
      ['/app/project', '/projects'],
      ['/app/project/INDIGO-POJ-0198', '/projects/INDIGO-POJ-0198'],
      ['/app/organisation', '/organisations'],
      ['/app/joining_up_initiative', '/joining-up-initiatives'],
    ]) {
      await page.goto(old);
      assert.equal(page.url(), `${site}${now}`);
    }
  }));
