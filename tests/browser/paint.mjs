// How soon a slow phone shows the first of a page: a processor four times slower, a line of 1.6 Mbit/s
// with 150 ms there and back, nothing kept from before. Prints a JSON list, an object a path.
//
//     INDIGO_SITE=http://127.0.0.1:8080 node paint.mjs /projects/INDIGO-POJ-0198 /

import { launch, site, widths } from './browser.mjs';

/** Times that each page is opened; the middle one counts. */
const REPEATS = 5;

const browser = await launch();
try {
  const told = [];
  for (const path of process.argv.slice(2)) {
    const runs = [];
    for (let run = 0; run < REPEATS; run += 1) runs.push(await painted(path));
    runs.sort((a, b) => a.first_contentful_paint_ms - b.first_contentful_paint_ms);
    told.push({ path, ...runs[Math.floor(REPEATS / 2)] });
  }
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}

/** Opens a page in a context of its own, with nothing kept. */
async function painted(path) {
  const context = await browser.newContext({ viewport: widths.phone });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1e6) / 8,
      uploadThroughput: (0.75 * 1e6) / 8,
    });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const response = await page.goto(site + path, { waitUntil: 'load' });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}`);
    return await page.evaluate(firstPaint);
  } finally {
    await context.close();
  }
}

/** Runs in the page: when something, and when the largest thing, was shown. */
function firstPaint() {
  return new Promise((resolve, reject) => {
    const told = { first_contentful_paint_ms: null, largest_contentful_paint_ms: null };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.name === 'first-contentful-paint') told.first_contentful_paint_ms = entry.startTime;
      }
    }).observe({ type: 'paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) told.largest_contentful_paint_ms = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const begun = performance.now();
    const look = () => {
      if (told.first_contentful_paint_ms !== null) setTimeout(() => resolve(told), 200);
      else if (performance.now() - begun > 10_000) reject(new Error('nothing was painted'));
      else setTimeout(look, 50);
    };
    look();
  });
}
