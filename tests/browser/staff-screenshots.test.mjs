// Pictures of every page for people with an account, in screenshots-staff/, for people to look at.

import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, open, widths, withPage } from './browser.mjs';
import { staffPages } from './staff-pages.mjs';
import { everybody, roles, skip } from './staff.mjs';

const folder = new URL('./screenshots-staff/', import.meta.url).pathname;
let browser;
let people;
let pages;

before(async () => {
  if (skip) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  browser = await launch();
  people = await everybody();
  pages = await staffPages(people);
});
after(() => browser?.close());

for (const who of [undefined, ...roles]) {
  test(`pictures, pages of accounts, ${who ?? 'nobody'}`, { skip }, () =>
    withPage(
      browser,
      { viewport: widths.wide },
      async (page, context) => {
        if (who) await context.addCookies(people[who].jar);
        for (const kind of pages.filter(({ role }) => role === who)) {
          await open(page, kind);
          for (const [width, colorScheme] of [
            ['wide', 'light'],
            ['wide', 'dark'],
            ['phone', 'light'],
          ]) {
            await page.setViewportSize(widths[width]);
            await page.emulateMedia({ colorScheme });
            const path = `${folder}${kind.name}-${width}-${colorScheme}.png`;
            const picture = await page.screenshot({ path, fullPage: true, timeout: 60_000 });
            assert.ok(picture.length > 1_000);
          }
        }
      },
      [403, 404],
    ),
  );
}
