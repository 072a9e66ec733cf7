// The page as somebody at the desk uses it, in a real browser. Run by ../browser.rs, which starts
// the desk: node flows.mjs ADDRESS TOOLS SHOTS DISPATCH COPY
import assert from 'node:assert/strict';
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const [address, tools, shots, dispatch, copy] = process.argv.slice(2);
const require = createRequire(tools + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
// The policy of the page forbids what axe does; every flow but that one runs under it.
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
const page = await context.newPage();
const faults = [];
page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
page.on('pageerror', (error) => faults.push(String(error)));

let number = 0;
const shot = (name) => page.screenshot({ path: `${shots}/${String(++number).padStart(2, '0')}-${name}.png` });
const passed = [];
const flow = async (name, work) => {
  await work();
  assert.deepEqual(faults, [], name);
  passed.push(name);
};

await flow('an empty archive says how to fill it', async () => {
  await page.goto(address);
  await page.getByText('The archive is empty').waitFor();
  await shot('empty');
});

await flow('a pasted dispatch is read, and its evidence shown', async () => {
  await page.fill('#paste', readFileSync(dispatch, 'utf8'));
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await page.locator('.card .head').first().waitFor();
  assert.ok(await page.locator('.text .source').count() > 3);
  await page.locator('.text .m').first().click();
  await page.locator('.card.on dl').waitFor();
  await page.keyboard.press('j');
  await page.locator('#a2.on').waitFor();
  await page.getByRole('button', { name: /nobody behind/ }).click();
  assert.ok(await page.locator('.nobody .bare').count() > 0);
  await shot('read');
});

await flow('a kept dispatch has an address, and is corrected beside the reading', async () => {
  await page.getByRole('button', { name: 'Read and keep' }).click();
  await page.waitForURL(/\/dispatch\/\d+/);
  await page.locator('.card .head').first().click();
  await page.getByText('Correct', { exact: true }).first().click();
  await page.locator('.card.on input[name=speaker]').fill('Lisse port authority');
  await page.getByRole('button', { name: 'Keep the correction' }).click();
  await page.locator('.corrected').first().waitFor();
  await page.reload();
  await page.locator('.corrected').first().waitFor();
  await shot('corrected');
});

await flow('a dropped file is kept', async () => {
  await page.goto(address);
  await page.setInputFiles('input[type=file]', [copy, dispatch]);
  await page.getByText('2 dispatches').waitFor();
  await shot('home');
});

await flow('a feed is added', async () => {
  await page.getByLabel('Address of a feed').fill('https://news.example/feed.xml');
  await page.getByRole('button', { name: 'Add the feed' }).click();
  await page.locator('li', { hasText: 'news.example' }).waitFor();
});

await flow('search by fields and by language, a link for every state', async () => {
  await page.fill('#find', 'counted kind:direct');
  await page.keyboard.press('Enter');
  await page.locator('main li mark').first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('q'), 'counted kind:direct');
  assert.equal(await page.locator('select[name=kind]').inputValue(), 'direct');
  await shot('search');
  await page.locator('input[name=speaker]').fill('Ilka Dorn');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.waitForURL(/Dorn/);
  await page.fill('#find', 'kind:loud');
  await page.keyboard.press('Enter');
  await page.locator('.fault').waitFor();
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('400')));
});

await flow('people, diary, sources, the API', async () => {
  for (const [path, name] of [['/person/Ilka%20Dorn', 'person'], ['/diary?month=2026-04', 'diary'], ['/diary?month=2026-04&view=list', 'diary-list'], ['/sources', 'sources'], ['/api', 'api']]) {
    await page.goto(address + path);
    await page.locator('main h1').waitFor();
    assert.equal(await page.locator('main > .fault').count(), 0, path);
    await shot(name);
  }
});

let storied, counted;
await flow('where a dispatch and a statement come from, and their story', async () => {
  await page.goto(address + '/trace/dispatch/1');
  await page.locator('.picture svg').waitFor();
  assert.ok(await page.locator('.picture .box').count() > 1);
  assert.ok(await page.locator('.count').textContent());
  await shot('trace');
  await page.getByRole('link', { name: 'the whole story' }).click();
  await page.waitForURL(/\/story\/\d+/);
  storied = new URL(page.url()).pathname;
  await page.locator('main h1').waitFor();
  await shot('story');
  await page.goto(address + '/stories');
  await page.locator('main li a').first().waitFor();
  counted = await page.evaluate(async () => (await (await fetch('/api/v1/statements?q=counted')).json()).items[0].id);
  await page.goto(`${address}/trace/statement/${counted}`);
  await page.locator('.origins li').first().waitFor();
  await shot('statement');
});

await flow('a text of markup, turned writing and endless words does nothing', async () => {
  await page.goto(address);
  const nasty = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> "Never," said Ilka Dorn.\n\n"abc\u202eevil," said Mr Osk.\n\n${'w'.repeat(200000)}`;
  await page.fill('#paste', nasty);
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await page.locator('.text p').first().waitFor();
  assert.equal(await page.locator('.text img, .text script').count(), 0);
  assert.ok((await page.locator('.text').textContent()).includes('⟦U+202E⟧'));
  assert.ok(!(await page.title()).includes('owned'));
});

await flow('50,000 words scroll: only what is near the screen carries marks', async () => {
  const paragraph = '"We have counted everybody," said harbour master Ilka Dorn. The roof is in the river, and the quay stays closed for an unknown time.';
  // Typing so much, as `fill` does, takes Chromium half a minute on any page.
  await page.locator('#paste').evaluate((field, text) => { field.value = text; }, Array.from({ length: 2100 }, () => paragraph).join('\n\n'));
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await page.locator('.text p').nth(2000).waitFor({ state: 'attached', timeout: 60000 });
  await page.locator('.text .m').first().waitFor();
  const marked = await page.locator('.text p[data-full]').count();
  assert.ok(marked < 200, `${marked} paragraphs carry marks`);
  const slow = await page.evaluate(async () => {
    let [worst, last] = [0, performance.now()];
    for (let i = 0; i < 60; i++) {
      scrollBy(0, 900);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
    }
    return worst;
  });
  console.log(`long dispatch: worst frame ${Math.round(slow)} ms`);
  assert.ok(slow < 500, `a frame took ${slow} ms`);
});

await flow('on a phone nothing is wider than the screen', async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of ['/', '/dispatch/1', '/search?q=quay', '/diary?month=2026-04', '/sources', '/trace/dispatch/1', '/stories', storied]) {
    await page.goto(address + path);
    await page.locator('main h1').waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 1, `${path} is ${over} px too wide`);
  }
  await shot('phone');
  // The tree is a list there: a picture would have to be pushed about.
  await page.goto(address + '/trace/dispatch/1');
  await page.locator('.tree li li').first().waitFor();
  assert.ok(!await page.locator('.picture').isVisible());
  await shot('phone-trace');
  await page.setViewportSize({ width: 1280, height: 900 });
});

await flow('right-to-left text runs from the right, and equal wordings stand together', async () => {
  await page.goto(address);
  await page.fill('#paste', '"אנחנו נשארים כאן עד הבוקר," אמר נחום ארד.\n\nThe quay is shut, the mayor of Lisse said.');
  await page.getByRole('button', { name: 'Read', exact: true }).click();
  await page.locator('.text p').nth(1).waitFor();
  const ways = await page.locator('.text p').evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
  assert.deepEqual(ways.filter((way, place) => place === 0 || way !== ways[place - 1]), ['rtl', 'ltr']);
  await shot('right-to-left');
  await page.goto(`${address}/trace/statement/${counted}`);
  await page.locator('.alike summary').first().click();
  await page.locator('.alike li a').first().waitFor();
});

await flow('axe finds nothing, in the light and in the dark', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const other = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, bypassCSP: true });
    const tab = await other.newPage();
    for (const path of ['/', '/dispatch/1', '/search?q=quay', '/person/Ilka%20Dorn', '/diary?month=2026-04', '/sources', '/trace/dispatch/1', '/stories', storied, '/account', '/sign-in', '/api']) {
      await tab.goto(address + path);
      await tab.locator('main h1').waitFor();
      await tab.evaluate(axe);
      const found = await tab.evaluate(() => axe.run());
      const told = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).slice(0, 3).join(' | ')}`);
      assert.deepEqual(told, [], `${path} in the ${colorScheme}`);
    }
    if (colorScheme === 'dark') await tab.screenshot({ path: `${shots}/dark.png` });
    await other.close();
  }
});

await flow('first paint and weight', async () => {
  const fresh = await browser.newContext();
  const tab = await fresh.newPage();
  let bytes = 0;
  const session = await fresh.newCDPSession(tab);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  await tab.goto(address);
  await tab.locator('main h1').waitFor();
  const paint = await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  console.log(`first paint ${Math.round(paint)} ms, ${Math.round(bytes / 1024)} KiB`);
  assert.ok(paint < 1000 && bytes < 200 * 1024);
});

await browser.close();
console.log(`${passed.length} flows passed`);
