import { describe, expect, it } from 'vitest';
import { isDownloadResponse, type ResponseFacts } from '../../../lib/core/is-download-response.ts';

describe('isDownloadResponse', () => {
  it.each([
    ...['application/octet-stream', 'application/zip', 'application/x-msdownload', 'APPLICATION/ZIP; a=b'],
    ...['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/msword'],
    ...['text/csv', 'text/calendar', 'text/rtf', 'image/tiff', 'video/x-msvideo', 'application/ld+json'],
    ...['application/x-unheard-of', 'image/x-unheard-of'],
  ])('takes %j for a download', (type) => {
    expect(ask({ type })).toBe(true);
  });

  it.each([
    ...['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml', 'text/xml', 'application/xml'],
    ...['text/css', 'text/x-unheard-of', 'application/json', 'application/pdf', 'image/png', 'image/svg+xml'],
    ...['audio/mpeg', 'video/mp4', 'text/plain; charset=utf-8'],
  ])('takes %j for a page', (type) => {
    expect(ask({ type, name: 'setup.exe' })).toBe(false);
  });

  it.each(['', 'nonsense', '*/*', 'a b/c', 'text/plain', 'text/plain; charset=UTF-8'])(
    'goes by the name where the type is %j, which only the bytes tell',
    (type) => {
      expect(ask({ type, name: 'setup.EXE' })).toBe(true);
      expect(ask({ type, name: 'report.docx' })).toBe(true);
      expect(ask({ type, name: 'readme.txt' })).toBe(false);
      expect(ask({ type, name: 'watch' })).toBe(false);
    },
  );

  it('takes every attachment for a download', () => {
    expect(ask({ type: 'text/html', isAttachment: true })).toBe(true);
    expect(ask({ type: 'image/png', isAttachment: true, status: 206 })).toBe(true);
  });

  it.each([101, 204, 205, 301, 304, 404, 500])(
    'takes nothing with the status %i for a download',
    (status) => {
      expect(ask({ status, isAttachment: true })).toBe(false);
    },
  );
});

function ask(facts: Partial<ResponseFacts>): boolean {
  return isDownloadResponse({
    status: 200,
    isAttachment: false,
    type: 'application/octet-stream',
    name: 'file',
    ...facts,
  });
}
