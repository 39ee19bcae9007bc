// Without a mouse: the skip link, and a focus that can be seen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, start } from "./support/browser.mjs";

let chromium;
before(async () => {
  chromium = await start();
});
after(() => chromium.close());

test("the first stop is a link to the content, and it works", async () => {
  const { context, page } = await open(chromium.browser);
  await page.goto("/projects");
  await page.keyboard.press("Tab");
  const skip = page.locator(":focus");
  const target = await skip.getAttribute("href");
  assert.match(target ?? "", /^#/);
  const box = await skip.boundingBox();
  assert.ok(box.y >= 0 && box.x >= 0, "the skip link is not seen when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const isInside = await page.evaluate(
    (id) => document.querySelector(id).contains(document.activeElement),
    target,
  );
  assert.ok(isInside, "the next stop after the skip link is not in the content");
  await context.close();
});

test("each stop shows that it has the focus", async () => {
  const { context, page } = await open(chromium.browser);
  await page.goto("/projects");
  for (let stop = 0; stop < 15; stop += 1) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return { shown: outlined || style.boxShadow !== "none", html: element.outerHTML.slice(0, 120) };
    });
    assert.ok(seen.shown, seen.html);
  }
  await context.close();
});

test("old addresses lead to ours", async () => {
  const { context, page } = await open(chromium.browser);
  for (const [old, ours] of [
    ["/app/", "/"],
    ["/app/project", "/projects"],
    ["/app/project/INDIGO-POJ-0198", "/projects/INDIGO-POJ-0198"],
  ]) {
    await page.goto(old);
    assert.equal(new URL(page.url()).pathname, ours);
  }
  await context.close();
});
