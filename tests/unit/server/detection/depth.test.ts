import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeNested } from '../../../../scripts/attacks/bombs/make-nested.ts';
import { makeQuine } from '../../../../scripts/attacks/bombs/make-quine.ts';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import { createYaraEngine, type YaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeCompoundFile } from '../../../fixtures/server/documents/make-compound-file.ts';
import { makeVbaStreams } from '../../../fixtures/server/documents/make-vba-streams.ts';
import { MARKER } from './detection-case.ts';
import { makeMultipart, toAttachment } from './make-mail.ts';

const RULES = `${import.meta.dirname}/../../../fixtures/server/detection-rules`;

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([RULES]));
});

function scan(bytes: Uint8Array, limits: Partial<typeof DEFAULT_CONFIG.unpack> = {}) {
  const sample = { bytes, name: 'sample', password: null };
  return scanSample(sample, engine, { ...DEFAULT_CONFIG.unpack, ...limits });
}

/** A file in so many archives, one in the other. Their bytes are gone at each level, so that only the innermost has them. */
function wrap(bytes: Uint8Array, levels: number): Uint8Array {
  return levels === 0 ? bytes : wrap(gzipSync(bytes), levels - 1);
}

describe('by the limits that hold where nobody set any', () => {
  it('what lies eight levels down is scanned', async () => {
    const { findings, gaps } = await scan(wrap(makeEicar(), 8));
    expect(findings).toMatchObject([{ rule: 'EICAR_Test_File' }]);
    expect(gaps).toEqual([]);
  });

  it('what lies nine levels down is told', async () => {
    const { findings, gaps } = await scan(wrap(makeEicar(), 9));
    expect(findings).toEqual([]);
    expect(gaps).toMatchObject([{ name: 'archive_limit', data: { limit: 'depth', count: 1 } }]);
  });

  it('a macro in a document in zips in a mail in a mail is scanned', async () => {
    const project = makeCompoundFile(makeVbaStreams({ Module1: `Sub Mark()\n' ${MARKER}\nEnd Sub` }));
    const document = makeZip({
      '[Content_Types].xml': Buffer.from('<?xml version="1.0"?><Types/>'),
      'word/vbaProject.bin': project,
    });
    const zips = makeZip({ 'inner.zip': makeZip({ 'invoice.docm': document }) });
    const mail = makeMultipart([toAttachment(zips, 'outer.zip')]);
    const { findings, gaps } = await scan(makeMultipart([toAttachment(mail, 'first.eml')]));
    expect(gaps).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'Detection_Marker',
        member: expect.stringMatching(
          /^first\.eml\/outer\.zip\/inner\.zip\/invoice\.docm\/word\/vbaProject\.bin\/VBA\//,
        ),
      }),
    );
  });

  it('a file that unpacks to itself ends, and is told', async () => {
    const { gaps } = await scan(makeQuine());
    expect(gaps).toMatchObject([{ name: 'archive_limit', data: { limit: 'depth', count: 1 } }]);
  });
});

it('a tree of archives as deep as the limit ends at the number of members', async () => {
  const { gaps } = await scan(makeNested(8), { maxMembers: 20, maxMs: 3_600_000 });
  expect(gaps).toContainEqual(
    expect.objectContaining({ name: 'archive_limit', data: expect.objectContaining({ limit: 'members' }) }),
  );
});
