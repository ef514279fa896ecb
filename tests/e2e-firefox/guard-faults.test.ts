import { describe, expect, it, onTestFinished } from 'vitest';
import { HOLD_STATES } from '../../lib/core/hold-machine.ts';
import { waitForRows } from '../e2e/guard/wait-for-rows.ts';
import { expectEnd, wasExposed } from './guard/end-of-file.ts';
import { FAULT_SCENARIOS, type Fault, type FaultScenario, OTHER_STATES } from './guard/fault-scenarios.ts';
import { type FirefoxLab, openFirefoxLab } from './guard/firefox-lab.ts';
import { openSitePage, startDownloads } from './guard/start-in-firefox.ts';

/** A verdict that comes no sooner than the test wants it. */
const LATE = { delayMs: 600_000 };

/** One of each, and those that take least: for every run of the tests. */
const EVERY_TIME = [
  'held, malicious: Firefox lets it go, and the verdict counts',
  'held, clean: it is fetched anew',
];
const isFull = process.env.SLUICE_MATRIX === 'full';
const scenariosOf = (wanted: Fault) =>
  FAULT_SCENARIOS.filter(({ fault, name }) => fault === wanted && (isFull || EVERY_TIME.includes(name)));

it('each state of a hold has a scenario, or a reason why it has none', () => {
  const met = [...FAULT_SCENARIOS.map(({ state }) => state), ...Object.keys(OTHER_STATES)];
  expect(HOLD_STATES.filter((state) => !met.includes(state))).toEqual([]);
  expect(FAULT_SCENARIOS.map(({ name }) => name)).toEqual(expect.arrayContaining(EVERY_TIME));
});

describe('the background is ended while a file is', () => {
  it.each(scenariosOf('background').map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_name, scenario) => meet(scenario, (lab) => lab.stopBackground()),
  );
});

describe('the browser is killed and started again while a file is', () => {
  it.each(scenariosOf('browser').map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    (_name, scenario) => meet(scenario, (lab) => lab.crash()),
  );
});

async function meet(scenario: FaultScenario, fail: (lab: FirefoxLab) => Promise<void>): Promise<void> {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  const lab = await openFirefoxLab(parts);
  const file = await lab.add(scenario.file, scenario.plan ?? LATE);
  await openSitePage(lab);
  await startDownloads(lab, [file]);
  await waitForRows(lab, file, scenario.isThere);
  await scenario.beforehand?.(lab, file);
  await fail(lab);
  await scenario.afterwards?.(lab, file);
  // The verdict comes now.
  if (scenario.plan === undefined) lab.gate.plan(file.token, { delayMs: 0 });
  await expectEnd(lab, file, scenario.end);
  if (!scenario.mayBeExposed) expect(wasExposed(lab, file)).toBe(false);
  scenario.check?.(lab, file);
}
