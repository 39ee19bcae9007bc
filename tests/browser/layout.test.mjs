// Nothing scrolls sideways at any width, and nothing moves once it is shown.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, overflow, widths, withPage } from './browser.mjs';
import { allKinds, expectedOf } from './pages.mjs';

const kinds = await allKinds();
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

// 320 is the narrowest phone and also a 1280 wide page at 400 %.
for (const width of [320, 390, 1280]) {
  test(`no page scrolls sideways at ${width}`, async (t) => {
    for (const kind of kinds) {
      await t.test(kind.name, () =>
        withPage(
          browser,
          { viewport: { width, height: 800 } },
          async (page) => {
            await open(page, kind);
            const [page_width, culprits] = await page.evaluate(overflow);
            assert.ok(page_width <= width, `${kind.path} is ${page_width} wide: ${culprits.join(', ')}`);
          },
          expectedOf(kind),
        ),
      );
    }
  });
}

test('nothing moves while a page loads', async (t) => {
  for (const kind of kinds) {
    await t.test(kind.name, () =>
      withPage(
        browser,
        { viewport: widths.phone },
        async (page) => {
          await open(page, kind);
          const moved = await page.evaluate(shift);
          assert.ok(moved < 0.01, `${kind.path} moves by ${moved}`);
        },
        expectedOf(kind),
      ),
    );
  }
});

/** Runs in the page: the sum of all layout shifts so far. */
function shift() {
  return new Promise((resolve) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 150);
  });
}
