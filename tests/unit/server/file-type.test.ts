import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectFileType } from '../../../server/engines/file-type.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';

const text = Buffer.from('x');

describe('detectFileType', () => {
  it.each([
    ['a PDF', makePdf('x'), 'application/pdf', false],
    ['a zip', makeZip({ 'a.txt': text }), 'application/zip', true],
    [
      'a docx',
      makeZip({ 'word/document.xml': text }),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      true,
    ],
    ['a jar', makeZip({ 'META-INF/MANIFEST.MF': text }), 'application/java-archive', true],
    ['an epub', makeZip({ mimetype: Buffer.from('application/epub+zip') }), 'application/epub+zip', true],
    ['a gz', gzipSync('x'), 'application/gzip', true],
    ['a program', Buffer.from('MZ\x90\0'), 'application/vnd.microsoft.portable-executable', false],
    ['an OLE document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'application/x-ole-storage', false],
    ['a page', Buffer.from('\n<!DOCTYPE html><p>'), 'text/html', false],
    ['a picture in XML', Buffer.from('<?xml version="1.0"?><svg>'), 'image/svg+xml', false],
    ['a script', Buffer.from('#!/bin/sh\n'), 'text/x-shellscript', false],
    ['a text', Buffer.from('Grüße'), 'text/plain', false],
    ['noise', Buffer.from([1, 2, 3]), 'application/octet-stream', false],
    ['nothing', Buffer.alloc(0), 'application/x-empty', false],
  ])('tells %s', (_what, bytes, mime, archive) => {
    expect(detectFileType(bytes)).toEqual({ mime, archive });
  });
});
