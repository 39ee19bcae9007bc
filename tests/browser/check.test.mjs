// What the check of a file has found, as a person sees it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults } from './axe.mjs';
import { launch, overflow, widths, withPage } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [width, viewport] of Object.entries(widths)) {
  test(`a file with faults is checked, ${width}`, () =>
    withPage(browser, { viewport, bypassCSP: true }, async (page) => {
      await page.goto('/check');
      await page.locator('input[type=file]').setInputFiles({
        name: 'organisations.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Organisation ID,Name - (Value)\nINDIGO-ORG-0007,Another name\n,Nobody\n'),
      });
      await page.getByRole('button', { name: /check/i }).first().click();
      await page.getByRole('heading', { name: 'What was found' }).waitFor();
      const [wide, culprits] = await page.evaluate(overflow);
      assert.ok(wide <= viewport.width, `${wide} wide: ${culprits.join(', ')}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await axeFaults(page), [], colorScheme);
      }
    }));
}
