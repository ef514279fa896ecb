import { expect, test } from 'vitest';
import type { PageLink } from '../../../lib/core/page-link.ts';
import type { MenuClick } from '../../../lib/platform/context-menus.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

const place = { tabId: 7, isPrivateWindow: false };
const SELECTION: MenuClick = { source: 'selection', address: '', place, isPrivateWindow: false };
const linkTo = (address: string): PageLink => ({ address, text: 'link', isDownload: false });

test('all links of a selection are scanned, each once', async () => {
  const links = [
    linkTo('https://a.example/a.zip'),
    linkTo('https://a.example/b.zip'),
    linkTo('https://a.example/a.zip#x'),
  ];
  const world = createWorld({ links });
  world.clients.answer({ fetchResult: async () => aResult() });
  world.start();
  world.contextMenus.click(SELECTION);
  await eventually(async () => {
    world.clock.advance(1_000);
    const names = (await world.store.listAtRest(10)).map(({ name }) => name);
    expect(names.sort()).toEqual(['a.zip', 'b.zip']);
  });
});

test('a page that can not be read, and a selection without links, are told of', async () => {
  const unreadable = createWorld();
  unreadable.start();
  unreadable.shortcuts.press('scan-selection', place);
  await eventually(() => expect(unreadable.notifications.shown()).toMatchObject([{ title: 'unreadable' }]));
  const empty = createWorld({ links: [] });
  empty.start();
  empty.contextMenus.click(SELECTION);
  await eventually(() => expect(empty.notifications.shown()).toMatchObject([{ title: 'no links' }]));
});

test('nothing is scanned of a private window, by the keyboard neither', async () => {
  const world = createWorld({ links: [linkTo('https://a.example/a.zip')] });
  world.start();
  world.shortcuts.press('scan-selection', { ...place, isPrivateWindow: true });
  await eventually(() => expect(world.notifications.shown()).toMatchObject([{ title: 'private' }]));
  expect(await world.store.countActive()).toBe(0);
});

test('the entry for the page opens the list of its links', async () => {
  const world = createWorld();
  world.start();
  world.contextMenus.click({ ...SELECTION, source: 'page' });
  await eventually(() => expect(world.pages.opened()).toEqual(['links#7']));
});

test('what is entered in the address bar is scanned, and its details are opened', async () => {
  const world = createWorld();
  world.start();
  world.shortcuts.enter('files.example.org/a.zip');
  await eventually(() => expect(world.pages.opened()).toHaveLength(1));
  const id = world.pages.opened()[0]?.replace('history#', '') ?? '';
  expect(await world.store.get(id)).toMatchObject({ url: 'https://files.example.org/a.zip' });
  world.shortcuts.press('open-history');
  await eventually(() => expect(world.pages.opened()[1]).toBe('history'));
});

test('of what is entered in a private window nothing is kept, and the person is told', async () => {
  const world = createWorld();
  world.start();
  world.shortcuts.enter('files.example.org/a.zip', true);
  await eventually(() =>
    expect(world.notifications.shown()).toContainEqual(expect.objectContaining({ id: 'private-window' })),
  );
  expect(await world.store.listAtRest(10)).toEqual([]);
  expect(world.pages.opened()).toEqual([]);
});

test('a malicious result is an alarm until it is seen, also for the next worker', async () => {
  const before = createWorld();
  before.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
  before.start();
  const { id } = await before.messages.send('scan', { address: 'https://a.example/x.exe', source: 'paste' });
  await before.until(id, ({ notice }) => notice === 'shown');
  await eventually(() => expect(before.badge.state()).toBe('alarm'));
  const { databaseName, alerts, clock } = before;
  const after = createWorld({ databaseName, alerts, startAt: clock.now() });
  after.start();
  await eventually(() => expect(after.badge.state()).toBe('alarm'));
  await after.messages.send('seen', {});
  expect(after.badge.state()).toBe('connected');
});

test('the button says when no scanner is connected', async () => {
  const world = createWorld({ connection: aConnection({ server: null }) });
  world.start();
  await eventually(() => expect(world.badge.state()).toBe('off'));
  await world.connections.save(aConnection());
  await eventually(() => expect(world.badge.state()).toBe('connected'));
});
