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

/** The sum of layout shifts that counts as none. */
const STILL = 0.02;

// On a slow line, so that whatever comes late (images, scripts) comes when something is shown already.
for (const [width, viewport] of Object.entries(widths)) {
  test(`nothing moves while a page loads slowly, ${width}`, async (t) => {
    for (const kind of kinds) {
      await t.test(kind.name, () =>
        withPage(
          browser,
          { viewport },
          async (page, context) => {
            await slowLine(page, context);
            await open(page, kind);
            const { sum, moved } = await page.evaluate(shifts);
            assert.ok(sum < STILL, `${kind.path} moves by ${sum}: ${moved.join(', ')}`);
          },
          expectedOf(kind),
        ),
      );
    }
  });
}

test('what moves is noticed', () =>
  withPage(browser, { viewport: widths.phone }, async (page) => {
    await open(page, { path: '/about' });
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.append(document.createElement('p'));
      late.firstChild.textContent = Array(200).fill('late').join(' ');
      document.querySelector('main').prepend(late);
    });
    const { sum } = await page.evaluate(shifts);
    assert.ok(sum >= STILL, `only ${sum}`);
  }));

/** A line of 1.6 Mbit/s with 50 ms there and back. */
async function slowLine(page, context) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: (1.6 * 1e6) / 8,
    uploadThroughput: (0.75 * 1e6) / 8,
  });
}

/** Runs in the page: the sum of all layout shifts so far, and what moved. */
function shifts() {
  return new Promise((resolve) => {
    let sum = 0;
    const moved = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        sum += entry.value;
        for (const { node } of entry.sources) {
          if (node?.nodeType === Node.ELEMENT_NODE) moved.push(`${node.tagName.toLowerCase()}.${node.className}`);
        }
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve({ sum, moved: moved.slice(0, 5) }), 150);
  });
}
