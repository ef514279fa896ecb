import { expect, test } from 'vitest';
import { isDownloadable, uniqueLinks } from '../../../lib/core/page-link.ts';

const linkTo = (address: string, isDownload = false) => ({ address, text: '', isDownload });

test.each([
  ['https://a.example/setup.exe', true],
  ['https://a.example/a.tar.gz?x=1', true],
  ['https://a.example/get', false],
  ['https://a.example/', false],
  ['https://a.example/index.html', false],
  ['https://a.example/list.PHP', false],
  ['https://[', false],
  ['', false],
])('%s leads to a file: %s', (address, isFile) => {
  expect(isDownloadable(linkTo(address))).toBe(isFile);
});

test('what its page calls a download is one', () => {
  expect(isDownloadable(linkTo('https://a.example/get', true))).toBe(true);
});

test('what one of the links to an address calls a download is one', () => {
  const links = [linkTo('https://a.example/get', true), linkTo('https://a.example/get#again')];
  expect(uniqueLinks(links)).toEqual([linkTo('https://a.example/get', true)]);
});

test('the same address is there once, whatever comes after #', () => {
  const links = [
    linkTo('https://a.example/a.zip#one'),
    linkTo('https://a.example/a.zip'),
    linkTo('https://b.example/'),
  ];
  expect(uniqueLinks(links).map(({ address }) => address)).toEqual([
    'https://a.example/a.zip',
    'https://b.example/',
  ]);
});
