import { expect, it, onTestFinished } from 'vitest';
import { SECTIONS } from '../../entrypoints/options/sections.ts';
import { EVERYTHING_MANAGED } from '../factories/managed-factory.ts';
import { type ManagedFirefox, startManagedFirefox } from './managed-firefox.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };
const LOCKED = 'Set by your administrator';

it('every key of a policy file sets its setting and locks it, from the start of the browser on', async () => {
  const firefox = await start(EVERYTHING_MANAGED);
  const { fixed, notes } = await readSettings(firefox);
  expect(fixed).toEqual([
    'Perception Point X-Ray, Europe',
    'Token',
    'Warn',
    'Hold until scanned',
    'Time limit of a scan: 1',
    "When its scan can't be finished: keep",
    'When it is too large for the scanner: remove',
    'When it is locked with a password: keep',
    'When it is suspicious or spam: remove',
    'Always send the file itself',
    'Ask before documents are sent',
    'Tell me of clean files too',
    'Dark',
    'Days: 30',
    'Number of scans: 5000',
  ]);
  // Besides those, the two lists and the consent.
  expect(notes).toEqual(Array.from({ length: fixed.length + 3 }, () => LOCKED));

  await firefox.administer({});
  await firefox.kill();
  await firefox.relaunch();
  expect(await readSettings(firefox)).toMatchObject({ fixed: [], notes: [] });
});

it('what can not be taken is named, a key that nobody knows too, and costs no other', async () => {
  const firefox = await start({ mode: 'blok', modus: 'block', keepDays: '30', theme: 'dark' });
  const { fixed, faults } = await readSettings(firefox);
  expect(fixed).toEqual(['Dark']);
  expect(faults).toEqual([
    'modus is no setting of Sluice.',
    'mode has to be one of: off, silent, warn, block.',
    'keepDays has to be a whole number, 0 or larger.',
  ]);
});

async function start(values: Readonly<Record<string, unknown>>): Promise<ManagedFirefox> {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  return startManagedFirefox(parts, values);
}

/** What is chosen in the settings and can't be changed, by its label; the notes that say so, and the mistakes. */
async function readSettings(firefox: ManagedFirefox) {
  const options = await firefox.openPage(firefox.extensionUrl('options.html'));
  for (const name of SECTIONS) {
    const isShown = () =>
      options.evaluate((section) => {
        location.hash = section;
        const shown = document.querySelector('.section:not([hidden])');
        const title = document.querySelector(`.sections a[href="#${section}"]`)?.textContent;
        // Before the page is drawn there is neither.
        return shown?.querySelector('h2') != null && shown.getAttribute('aria-label') === title;
      }, name);
    await expect.poll(isShown, { ...PATIENCE, message: name }).toBe(true);
  }
  const read = await options.evaluate(() => {
    const textOf = (element: Element) => element.textContent ?? '';
    const controls = [
      ...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('main input, main select'),
    ];
    const fixed = controls.flatMap((control) => {
      const label = control.labels?.[0]?.querySelector('b') ?? control.labels?.[0];
      if (!control.matches(':disabled') || !label) return [];
      const name = (label.querySelector('.label') ?? label.querySelector('span') ?? label).textContent;
      const isBox = control.type === 'radio' || control.type === 'checkbox';
      if (isBox) return 'checked' in control && control.checked ? [name] : [];
      return [control.value === '' ? name : `${name}: ${control.value}`];
    });
    return {
      fixed,
      notes: [...document.querySelectorAll('main .lock-note')].map(textOf),
      faults: [...document.querySelectorAll('main .managed li')].map(textOf),
    };
  });
  await options.close();
  return read;
}
