// The keyboard alone is enough, and one always sees where one is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { focused, launch, open, widths, withPage } from './browser.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('the skip link comes first and leads to the content', () =>
  withPage(browser, { viewport: widths.wide }, async (page) => {
    await open(page, { path: '/projects' });
    await page.keyboard.press('Tab');
    const first = await page.evaluate(focused);
    assert.match(first.href ?? '', /^#/, `${first.name} comes first`);
    assert.ok(first.inView, 'it is seen when it has the focus');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
    assert.ok(inMain, 'the next thing is in the content');
  }));

for (const path of ['/', '/projects', '/projects/INDIGO-POJ-0198', '/data']) {
  for (const colorScheme of ['light', 'dark']) {
    test(`the focus shows on ${path}, ${colorScheme}`, () =>
      withPage(browser, { viewport: widths.wide, colorScheme }, async (page) => {
        await open(page, { path });
        const seen = new Set();
        for (let step = 0; step < 40; step += 1) {
          await page.keyboard.press('Tab');
          const here = await page.evaluate(focused);
          if (here.isBody) break;
          seen.add(here.name);
          assert.ok(here.inView, `${here.name} is out of sight with the focus`);
          assert.ok(here.hasOutline || here.hasShadow, `nothing shows that ${here.name} has the focus`);
        }
        assert.ok(seen.size >= 5, `only ${seen.size} things can be reached`);
      }));
  }
}

test('search by keyboard', () =>
  withPage(browser, { viewport: widths.wide }, async (page) => {
    await open(page, { path: '/' });
    const search = page.getByRole('searchbox').or(page.locator('input[name=q]')).first();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      if (await search.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.type('children');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=children/);
    assert.ok(await page.locator('main a[href*="/INDIGO-"]').count(), 'something is found');
  }));
