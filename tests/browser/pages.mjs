// Every page in every look: no violation of axe-core, no error on the console, nothing fetched from elsewhere, nothing
// wider than the window, no page too heavy. Then classification by keyboard alone, and once without script.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { BASE, PASSWORD, TOOLS, SHOTS } = process.env;
const require = createRequire(path.join(TOOLS, 'node_modules/'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
fs.mkdirSync(SHOTS, { recursive: true });

const PAGES = [
  '/', '/tillgangar', '/tillgangar?klassning=saknas&q=x', '/tillgangar/INF-001', '/tillgangar/INF-001/klassa', '/system',
  '/system/EKO', '/sakerhetsatgarder', '/sakerhetsatgarder/LOG-01', '/sakerhetsatgarder/LOG-01/underlag', '/behorighet',
  '/behorighet/EKO', '/rapport', '/handelselogg', '/finns-inte',
];
// Name, width, colour scheme, forced colours.
const LOOKS = [
  ['light', 1440, 'light', 'none'], ['dark', 1440, 'dark', 'none'], ['light', 390, 'light', 'none'],
  ['dark', 390, 'dark', 'none'], ['forced', 1440, 'light', 'active'], ['narrow', 320, 'light', 'none'],
];
const HEAVIEST = 150 * 1024, MOST_REQUESTS = 6;

const faults = [];
let looked = 0;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

const open = async (look, more = {}) => {
  const [, width, colorScheme, forcedColors] = look;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, forcedColors, ...more });
  return context.newPage();
};
const signIn = async page => {
  await page.goto(`${BASE}/logga-in`);
  await page.fill('#login', 'admin'); await page.fill('#password', PASSWORD);
  await Promise.all([page.waitForURL(`${BASE}/`), page.click('button.primary')]);
};
const inspect = async (page, name, address) => {
  const said = [], asked = [];
  const onConsole = it => { if (['error', 'warning'].includes(it.type())) said.push(it.text()); };
  const onError = it => said.push(it.message), onRequest = it => asked.push(it.url());
  page.on('console', onConsole); page.on('pageerror', onError); page.on('request', onRequest);
  const answer = await page.goto(BASE + address);
  const weight = (await answer.body()).length;
  const note = text => faults.push(`${name} ${address}: ${text}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) note(`${wide} px wider than the window`);
  if (weight > HEAVIEST) note(`${weight} bytes`);
  if (asked.length > MOST_REQUESTS) note(`${asked.length} requests`);
  asked.filter(it => !it.startsWith(BASE)).forEach(it => note(`asks elsewhere: ${it}`));
  said.filter(it => !(answer.status() === 404 && it.includes('404'))).forEach(it => note(`console: ${it}`));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const it of violations) note(`${it.id}: ${it.nodes.slice(0, 3).map(n => n.target.join(' ')).join('; ')}`);
  page.off('console', onConsole); page.off('pageerror', onError); page.off('request', onRequest);
  await page.screenshot({ path: path.join(SHOTS, `${address.replace(/[^a-z0-9]+/gi, '_')}-${name}.png`), fullPage: true });
  looked += 1;
};

for (const look of LOOKS) {
  const page = await open(look), name = `${look[0]}-${look[1]}`;
  await inspect(page, name, '/logga-in');
  await signIn(page);
  for (const address of PAGES) await inspect(page, name, address);
  await page.context().close();
}

// By keyboard alone: reach a level, choose another, see the preview change, save.
{
  const page = await open(LOOKS[0]);
  await signIn(page);
  await page.goto(`${BASE}/tillgangar/INF-002/klassa`);
  const reach = async id => {
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => [document.activeElement.id, document.activeElement.name]);
      if (at.includes(id)) return;
    }
    faults.push(`keyboard: ${id} is not reached`);
  };
  await reach('K.niva');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => document.querySelector('#forhandsgranskning .kv'), null, { timeout: 15000 })
    .catch(() => faults.push('keyboard: the preview did not come'));
  const kept = await page.evaluate(() => document.activeElement.name);
  if (kept !== 'K.niva') faults.push(`keyboard: focus went to ${kept}`);
  await reach('motivering'); await page.keyboard.type('Prövat med tangentbordet.');
  await page.keyboard.press('Tab'); await page.keyboard.press('Enter');
  await page.waitForURL(/sparat=forslag/, { timeout: 15000 }).catch(() => faults.push('keyboard: nothing was saved'));
  await page.context().close();
}

// Without script: the preview comes by its button, on a page of its own.
{
  const page = await open(LOOKS[0], { javaScriptEnabled: false });
  await signIn(page);
  await page.goto(`${BASE}/tillgangar/INF-003/klassa`);
  await page.click('button[data-fragment]');
  if (!/forhandsgranska$/.test(page.url())) faults.push('without script: no preview');
  if (await page.locator('#forhandsgranskning .kv').count() !== 1) faults.push('without script: an empty preview');
  await page.context().close();
}

await browser.close();
console.log(`${looked} pages looked at`);
if (faults.length) { console.error(faults.join('\n')); process.exit(1); }
