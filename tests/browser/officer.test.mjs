// The question of a council officer: projects for homeless people in the United Kingdom and the
// Netherlands with results: what did they count, what did they pay? At most four clicks from home,
// and the answer is what the files say.

//
// It runs on the real export, on a server of its own; without the shared data it is left out.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const shared = process.env.INDIGO_TEST_SHARED ?? path.join(root, '../shared');
const exported = path.join(shared, 'data/indigo/2025-05');
const program = process.env.INDIGO_PROGRAM ?? path.join(root, 'target/debug/indigo');
const reason = [
  [exported, 'the shared data folder is not beside the project'],
  [program, 'the program is not built'],
].find(([file]) => !existsSync(file))?.[1];
if (reason) console.log(`left out: ${reason}`);

let browser;
let server;
let folder;
let site;
let widths = { wide: {}, phone: {} };
let withPage;

/** A port that nobody listens at. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Waits until the server answers. */
async function answers() {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${site}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('the server does not answer');
}

before(async () => {
  if (reason) return;
  folder = mkdtempSync(path.join(tmpdir(), 'indigo-officer-'));
  const imported = spawnSync(program, ['import', exported, '--data', folder], { encoding: 'utf8' });
  assert.equal(imported.status, 0, imported.stderr);
  const listen = `127.0.0.1:${await freePort()}`;
  site = `http://${listen}`;
  server = spawn(program, ['serve', '--data', folder, '--listen', listen], { stdio: 'ignore' });
  await answers();
  // Pages are watched against the address that stands here when they are opened first.
  process.env.INDIGO_SITE = site;
  const tools = await import('./browser.mjs');
  ({ widths, withPage } = tools);
  browser = await tools.launch();
});
after(async () => {
  await browser?.close();
  server?.kill();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The rows of a CSV text, each as an object by its header. */
function table(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isQuoted) {
      if (letter === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (letter === '"') isQuoted = false;
      else cell += letter;
    } else if (letter === '"') isQuoted = true;
    else if (letter === ',') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      [row, cell] = [[], ''];
    } else cell += letter;
  }
  if (cell || row.length) rows.push([...row, cell]);
  const [header, ...rest] = rows;
  return rest
    .filter((cells) => cells.length === header.length)
    .map((cells) => Object.fromEntries(header.map((name, place) => [name, cells[place]])));
}

/** The CSV files of the bundle of all public data, by name. */
async function files() {
  const answer = await fetch(`${site}/app/all_public_data_file_per_data_type_csv.zip`);
  assert.equal(answer.status, 200);
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

/** The files of a zip archive. */
async function unzip(bytes) {
  const { inflateRawSync } = await import('node:zlib');
  const found = {};
  let at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = bytes.readUInt16LE(at + 10);
  at = bytes.readUInt32LE(at + 16);
  for (let number = 0; number < count; number += 1) {
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + packed);
    found[name.split('/').pop()] = (method === 8 ? inflateRawSync(data) : data).toString('utf8');
    at += 46 + nameLength + extra + comment;
  }
  return found;
}

/** What the files say: for each project its metrics, and what was paid, planned payments aside. */
function answerOf(csv) {
  const value = (row, name) => row[`${name} - (Value)`].trim();
  const of = (name) => table(csv[`projects_${name}.csv`]);
  const countries = new Map();
  for (const row of of('delivery_locations')) {
    const known = countries.get(row['Project ID']) ?? new Set();
    countries.set(row['Project ID'], known.add(value(row, 'Location - Country')));
  }
  const withResults = new Set(of('results').map((row) => row['Project ID']));
  const header = Object.keys(table(csv['projects.csv'])[0])[0];
  const projects = table(csv['projects.csv']).filter(
    (row) =>
      value(row, 'Purpose and classifications - Policy sector') === 'Homelessness' &&
      ['GB', 'NL'].some((code) => countries.get(row[header])?.has(code)) &&
      withResults.has(row[header]),
  );
  const answer = new Map();
  for (const project of projects) {
    const id = project[header];
    const mine = (name) => of(name).filter((row) => row['Project ID'] === id);
    const metrics = mine('outcome_metrics');
    const actual = mine('outcome_payments').filter((row) => value(row, 'Type') === 'Actual');
    const amounts = actual.map((row) => value(row, 'Payments - Amount')).filter(Boolean);
    answer.set(id, {
      countries: countries.get(id),
      counted: metrics.map((row) => value(row, 'Outcome Definition')),
      paid: amounts.reduce((sum, amount) => sum + Number(amount), 0),
      payments: amounts.length,
    });
  }
  return answer;
}

for (const width of Object.keys(widths)) {
  test(`what did they count, what did they pay? in four clicks (${width})`, { skip: reason }, async () => {
    const viewport = widths[width];
    const expected = answerOf(await files());
    assert.ok(expected.size > 0, 'there is something to find');
    await withPage(browser, { viewport }, async (page) => {
      let clicks = 0;
      const click = async (link) => {
        await link.click();
        clicks += 1;
      };
      const country = async (name) => {
        // On a phone, the filters lie in a sheet, which is open once something is chosen.
        const sheet = page.locator('details.sheet');
        assert.ok(await sheet.evaluate((all) => all.open || !all.querySelector('summary').checkVisibility()));
        await click(page.locator('#by-country a', { hasText: name }).first());
      };
      await page.goto('/');
      await click(page.getByRole('link', { name: /^\d+ with results in Homelessness$/ }));
      await country('United Kingdom');
      await country('Netherlands');
      await click(page.getByRole('link', { name: 'What they counted and paid', exact: true }));
      assert.equal(clicks, 4);

      const said = await page.locator('#said').innerText();
      // A country that was chosen and has none of the projects is said to have none.
      const places = Object.entries({ GB: 'the United Kingdom', NL: 'the Netherlands' });
      const without = places
        .filter(([code]) => ![...expected.values()].some((project) => project.countries.has(code)))
        .map(([, name]) => name);
      const none = without.length ? ` (none in ${without.join(' or ')})` : '';
      const chosen = `homelessness, in ${places.map(([, name]) => name).join(' or ')}${none}, with results`;
      assert.ok(said.toLowerCase().endsWith(chosen.toLowerCase()), said);
      assert.match(said, new RegExp(`^${expected.size} of `));
      const ids = await page.locator('.of-record .id').allInnerTexts();
      assert.deepEqual([...ids].sort(), [...expected.keys()].sort());

      const href = await page.locator('main a', { hasText: 'Take this table as CSV' }).getAttribute('href');
      const rows = table(await (await fetch(site + href)).text());
      for (const [id, { counted, paid, payments }] of expected) {
        const mine = rows.filter((row) => row['Project ID'] === id);
        const metrics = mine.filter((row) => row['Id of metric']).map((row) => row['What was counted']);
        assert.deepEqual(metrics.map((text) => text.trim()), counted, `${id}: what was counted`);
        const sum = (name) => mine.reduce((all, row) => all + Number(row[name] || 0), 0);
        assert.ok(Math.abs(sum('Paid') - paid) < 0.02, `${id}: ${sum('Paid')} paid, the files say ${paid}`);
        assert.equal(sum('Paid: payments'), payments, `${id}: number of payments`);
      }
    });
  });
}
