// Pages print: the content is there, what is only for the screen is not.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, widths, withPage } from './browser.mjs';
import { expectedOf, kinds } from './pages.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('every kind of page prints', async (t) => {
  for (const kind of kinds) {
    await t.test(kind.name, () =>
      withPage(
        browser,
        { viewport: widths.wide, colorScheme: 'dark' },
        async (page) => {
          await open(page, kind);
          await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
          assert.ok(await page.locator('h1').first().isVisible());
          const paper = await page.evaluate(() => {
            const colour = getComputedStyle(document.body).backgroundColor;
            return colour === 'rgba(0, 0, 0, 0)' || colour === 'rgb(255, 255, 255)';
          });
          assert.ok(paper, 'paper stays white, whatever the screen was');
          assert.ok(!(await page.locator('header nav, body > nav').first().isVisible()), 'menus stay off paper');
          const pdf = await page.pdf({ format: 'A4' });
          assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
          assert.ok(pdf.length > 2_000);
        },
        expectedOf(kind),
      ),
    );
  }
});
