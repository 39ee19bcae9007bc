// axe finds nothing on any page for people with an account, as the role that sees it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './axe.mjs';
import { launch, open, widths, withPage } from './browser.mjs';
import { staffPages } from './staff-pages.mjs';
import { everybody, skip } from './staff.mjs';

let browser;
let people;
let pages;

before(async () => {
  if (skip) return;
  browser = await launch();
  people = await everybody();
  pages = await staffPages(people);
});
after(() => browser?.close());

// One page for both colour schemes: what differs between them is colour alone.
for (const width of Object.keys(widths)) {
  test(`axe, pages of accounts, ${width}`, { skip }, async (t) => {
    for (const who of [undefined, ...Object.keys(people)]) {
      const kinds = pages.filter(({ role }) => role === who);
      await t.test(who ?? 'nobody', () =>
        withPage(
          browser,
          { viewport: widths[width], bypassCSP: true },
          async (page, context) => {
            if (who) await context.addCookies(people[who].jar);
            const faults = [];
            for (const kind of kinds) {
              await page.emulateMedia({ colorScheme: 'light' });
              await open(page, kind);
              for (const colorScheme of ['light', 'dark']) {
                await page.emulateMedia({ colorScheme });
                const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
                for (const fault of await axeFaults(page, rules)) faults.push(`${kind.name}, ${colorScheme}: ${fault}`);
              }
            }
            assert.deepEqual(faults, []);
          },
          [403, 404],
        ),
      );
    }
  });
}
