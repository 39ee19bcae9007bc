// Chromium, and pages that are watched while they load.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** Address of the site under test, without a slash at the end. */
export const site = process.env.INDIGO_SITE ?? 'http://127.0.0.1:8080';

/** The widths that every page has to fit. */
export const widths = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** Starts Chromium. It reaches nothing but the site: what it would ask of the network by itself is off. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.INDIGO_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/**
 * Runs `use` with a page in a context of its own, then asserts that nothing went wrong behind it.
 *
 * `expected` names the status codes over 399 that the test means to meet.
 */
export async function withPage(browser, options, use, expected = []) {
  const context = await browser.newContext({ baseURL: site, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = expected.some((status) => message.text().includes(`status of ${status}`));
    if (['error', 'warning'].includes(message.type()) && !isExpected) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('requestfailed', (request) => {
    // A download is no page: the navigation to it is given up on purpose.
    const reason = request.failure()?.errorText ?? '';
    if (!reason.includes('ERR_ABORTED')) faults.push(`${request.url()} failed: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !expected.includes(response.status())) {
      faults.push(`${response.url()} answered ${response.status()}`);
    }
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith('data:')) faults.push(`asked another site: ${url}`);
  });
  try {
    await use(page, context);
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, []);
}

/** Opens a kind of page. */
export async function open(page, kind) {
  const response = await page.goto(kind.path, { waitUntil: 'load' });
  assert.equal(response.status(), kind.status ?? 200, kind.path);
  await page.locator('h1').first().waitFor();
}

/** Runs in the page: how wide it is, and what stands out of it. */
export function overflow() {
  const width = document.documentElement.clientWidth;
  const culprits = [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => !element.closest('[tabindex="0"], pre'))
    .slice(0, 5)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  return [document.documentElement.scrollWidth, culprits];
}

/** Runs in the page: what has the focus, and how it shows. */
export function focused() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()} "${(element.innerText || element.name || '').trim().slice(0, 40)}"`,
    href: element.getAttribute('href'),
    isBody: element === document.body,
    inView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    hasOutline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    hasShadow: style.boxShadow !== 'none',
  };
}
