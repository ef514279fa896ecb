import { expect, onTestFinished, test } from 'vitest';
import { createUploadProgress, type UploadProgress } from '../../../lib/scan/upload-progress.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { eventually } from '../../integration/background/eventually.ts';

test('it is told four times a second, the beginning and the end in any case', async () => {
  const clock = createFakeClock();
  const heard: UploadProgress[] = [];
  onTestFinished(createUploadProgress(clock.now).subscribe((progress) => heard.push(progress)));
  const channel = createUploadProgress(clock.now);
  const publish = channel.publisherOf('one');
  for (let sent = 0; sent < 1_000; sent += 100) {
    publish(sent, 1_000);
    clock.advance(100);
  }
  channel.publisherOf('two')(5, 10);
  publish(999, 1_000);
  publish(1_000, 1_000);
  await eventually(() => expect(heard.at(-1)).toEqual({ id: 'one', sent: 1_000, total: 1_000 }));
  const sent = heard.filter(({ id }) => id === 'one').map((progress) => progress.sent);
  expect(sent).toEqual([0, 300, 600, 900, 1_000]);
  expect(heard.filter(({ id }) => id === 'two')).toEqual([{ id: 'two', sent: 5, total: 10 }]);
});

test('whatever else is said there is not passed on, and nothing after the end', async () => {
  const heard: UploadProgress[] = [];
  const marks: unknown[] = [];
  const other = new BroadcastChannel('sluice-uploads');
  const watcher = new BroadcastChannel('sluice-uploads');
  onTestFinished(() => {
    other.close();
    watcher.close();
  });
  watcher.onmessage = ({ data }: { data: unknown }) => marks.push(data);
  const end = createUploadProgress(Date.now).subscribe((progress) => heard.push(progress));
  other.postMessage('nonsense');
  other.postMessage({ id: 'one', sent: 1, total: 2 });
  await eventually(() => expect(heard).toHaveLength(1));
  end();
  other.postMessage({ id: 'one', sent: 2, total: 2 });
  await eventually(() => expect(marks).toHaveLength(3));
  expect(heard).toEqual([{ id: 'one', sent: 1, total: 2 }]);
});
