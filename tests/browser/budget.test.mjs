// What a page may cost a reader: weight, requests, traces.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, site, widths, withPage } from './browser.mjs';
import { allKinds, expectedOf } from './pages.mjs';

/** Bytes over the wire, for everything that a page needs. */
const MOST_BYTES = 150_000;

const kinds = await allKinds();
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('weight, requests and cookies', async (t) => {
  for (const kind of kinds) {
    await t.test(kind.name, () =>
      withPage(
        browser,
        // Wide: whatever is loaded for wide pages alone counts too.
        { viewport: widths.wide },
        async (page, context) => {
          const answers = [];
          page.on('requestfinished', async (request) => answers.push(request.sizes()));
          await open(page, kind);
          await page.waitForLoadState('networkidle');
          const sizes = await Promise.all(answers);
          const bytes = sizes.reduce((sum, one) => sum + one.responseBodySize + one.responseHeadersSize, 0);
          assert.ok(bytes > 0 && bytes <= MOST_BYTES, `${kind.path} weighs ${bytes} bytes`);
          assert.equal(await page.locator('link[rel=stylesheet]').count(), 1, 'one stylesheet');
          assert.deepEqual(await context.cookies(), []);
        },
        expectedOf(kind),
      ),
    );
  }
});

test('what search engines and browsers are told', async (t) => {
  for (const kind of kinds) {
    await t.test(kind.name, async () => {
      const answer = await fetch(`${site}${kind.path}`);
      const policy = answer.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'|default-src 'self'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.ok(answer.headers.get('referrer-policy'));
      const page = await answer.text();
      assert.match(page, /<html lang="en/);
      assert.match(page, /<title>[^<]{10,}<\/title>/);
      assert.doesNotMatch(page, / style="| onclick="/, 'the policy would stop these');
      if (!kind.status) assert.match(page, /<meta name="description" content="[^"]{20,}"/);
    });
  }
});

test('titles tell pages apart', async () => {
  const titles = new Map();
  for (const kind of kinds.filter(({ name, status }) => !status && !/searched|empty|filtered|blank|largest/.test(name))) {
    const page = await (await fetch(`${site}${kind.path}`)).text();
    const title = page.match(/<title>([^<]*)<\/title>/)[1];
    assert.equal(titles.get(title), undefined, `${kind.path} has the title of ${titles.get(title)}`);
    titles.set(title, kind.path);
  }
});
