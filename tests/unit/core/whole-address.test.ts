import { expect, test } from 'vitest';
import { toWholeAddress } from '../../../lib/core/whole-address.ts';

test.each([
  ['files.example.org/a.zip', 'https://files.example.org/a.zip'],
  [' example.org:8080/x ', 'https://example.org:8080/x'],
  ['localhost:8080/x', 'https://localhost:8080/x'],
  ['user:secret@host.example/x', 'https://user:secret@host.example/x'],
  ['http://host.example/', 'http://host.example/'],
  ['ftp://host.example/', 'ftp://host.example/'],
  ['data:text/plain,x', 'data:text/plain,x'],
  ['blob:https://host.example/id', 'blob:https://host.example/id'],
])('%j is %j', (text, address) => {
  expect(toWholeAddress(text)).toBe(address);
});
