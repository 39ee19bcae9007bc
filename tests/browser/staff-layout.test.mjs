// No page for people with an account scrolls sideways or weighs too much, and none is kept.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, overflow, withPage } from './browser.mjs';
import { staffPages } from './staff-pages.mjs';
import { everybody, roles, skip } from './staff.mjs';

/** Bytes of a page; a form for a record is the largest. */
const MOST_BYTES = 150_000;

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

for (const who of [undefined, ...roles]) {
  test(`layout, pages of accounts, ${who ?? 'nobody'}`, { skip }, () =>
    withPage(
      browser,
      { viewport: { width: 320, height: 800 } },
      async (page, context) => {
        if (who) await context.addCookies(people[who].jar);
        const faults = [];
        for (const kind of pages.filter(({ role }) => role === who)) {
          const answer = page.waitForResponse((response) => response.url().endsWith(kind.path));
          await open(page, kind);
          const response = await answer;
          const bytes = (await response.body()).length;
          if (bytes > MOST_BYTES) faults.push(`${kind.name} weighs ${bytes} bytes`);
          assert.equal(await response.headerValue('cache-control'), 'no-store', kind.name);
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('main details')) details.open = true;
          });
          // 320 is the narrowest phone and also a 1280 wide page at 400 %.
          for (const width of [320, 390, 1280]) {
            await page.setViewportSize({ width, height: 800 });
            const [wide, culprits] = await page.evaluate(overflow);
            if (wide > width) faults.push(`${kind.name} is ${wide} wide at ${width}: ${culprits.join(', ')}`);
          }
        }
        assert.deepEqual(faults, []);
      },
      [403, 404],
    ),
  );
}
