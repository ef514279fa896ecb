import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { querySchema } from '../../../server/http/list-query-schema.ts';
import { createDocument } from '../../../server/http/openapi/create-document.ts';
import { pageFieldsSchema } from '../../../server/http/page-submission-schema.ts';
import { fieldsSchema } from '../../../server/http/submission-schema.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { startReceiver } from './receiver.ts';
import { startTestServer, type TestServer, toForm } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ maxBytes: 1_000, pageSize: 1 });
});
afterAll(() => server.stop());

/** A value inside the document by its JSON pointer's parts. */
function at(document: unknown, ...parts: string[]): unknown {
  return parts.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([key]) => key === part)?.[1]
        : undefined,
    document,
  );
}

/** The document with every object closed: then an answer's field that is not described is an error too. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const closed = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, close(child)]));
  return 'properties' in closed && 'type' in closed ? { ...closed, additionalProperties: false } : closed;
}

function createChecker() {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', ...Object(close(createDocument(1_000))) });
  return (schema: string, value: unknown): unknown => {
    const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
    validate(value);
    return validate.errors;
  };
}

describe('/openapi.json', () => {
  it('needs no token and is valid OpenAPI 3.1', async () => {
    const response = await fetch(`${server.url}/openapi.json`);
    expect(response.headers.get('content-type')).toContain('application/json');
    const document: unknown = await response.json();
    expect(at(document, 'openapi')).toBe('3.1.0');
    const result = await new Validator().validate(Object(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('has every field that the requests are checked for, described, and the file', async () => {
    const document = createDocument(1_000);
    const formOf = (kind: string, type: string): unknown =>
      at(
        document,
        'paths',
        `/api/v1/${kind}/`,
        'post',
        'requestBody',
        'content',
        type,
        'schema',
        'properties',
      );
    const fields = Object.keys(fieldsSchema.entries).toSorted();
    const described = { type: 'string', description: expect.stringMatching(/\w{4,}/) };
    for (const [kind, type, expected] of [
      ['files', 'application/x-www-form-urlencoded', fields],
      ['files', 'multipart/form-data', [...fields, 'data'].toSorted()],
      ['urls', 'application/x-www-form-urlencoded', Object.keys(pageFieldsSchema.entries).toSorted()],
      ['urls', 'multipart/form-data', Object.keys(pageFieldsSchema.entries).toSorted()],
    ] as const) {
      const properties = Object(formOf(kind, type));
      expect(Object.keys(properties).toSorted()).toEqual(expected);
      for (const property of Object.values(properties)) expect(property).toMatchObject(described);
    }
    const parameters = at(document, 'paths', '/api/v1/scans/list/', 'get', 'parameters');
    expect(parameters).toEqual(
      Object.keys(querySchema.entries).map((name) =>
        expect.objectContaining({ name, schema: expect.objectContaining(described) }),
      ),
    );
  });

  it('knows the limits that the requests are checked for', () => {
    const document = createDocument(1_000);
    const form = at(
      document,
      'paths',
      '/api/v1/files/',
      'post',
      'requestBody',
      'content',
      'multipart/form-data',
      'schema',
    );
    expect(form).toMatchObject({
      properties: {
        data: { description: expect.stringContaining('1000 bytes') },
        callback_url: { maxLength: 16_384 },
        callback_headers: { description: expect.stringMatching(/Content-Encoding.*Expect.*Keep-Alive.*TE,/) },
        callback_params: { maxLength: 100_000, contentMediaType: 'application/json' },
      },
      oneOf: [{ required: ['data'] }, { required: ['path'] }, { required: ['download_link'] }],
      dependentRequired: { storage: ['path'], callback_headers: ['callback_url'] },
    });
  });

  it('describes what the service answers', async () => {
    const check = createChecker();
    const receiver = await startReceiver();
    const form = toForm(makeEicar(), 'e.com', {
      callback_params: '{"a":1}',
      callback_url: `${receiver.url}/c`,
    });
    const submitted = await (await server.post(form)).json();
    expect(check('Submitted', submitted)).toBeNull();
    const running = await server.submit(new URLSearchParams({ download_link: 'http://127.0.0.1:1/' }));
    expect(check('Scan', await server.scan(running))).toBeNull();
    expect(check('Scan', await server.finished(running))).toBeNull();
    expect(check('Scan', await server.finished(submitted.scan_id))).toBeNull();
    expect(check('ScanList', await (await server.get('/api/v1/scans/list/')).json())).toBeNull();
    expect(check('Health', await (await server.get('/health')).json())).toBeNull();
    expect(check('Ready', await (await server.get('/ready')).json())).toBeNull();
    const [callback] = await receiver.until('/c');
    expect(check('Callback', callback?.body)).toBeNull();
  });

  it('describes how the service refuses', async () => {
    const check = createChecker();
    const refusals: [schema: string, status: number, answer: Promise<Response>][] = [
      ['Refusal', 400, server.post(new URLSearchParams({ download_link: 'x' }))],
      ['Refusal', 400, server.get('/api/v1/scans/list/?start=x&end=y')],
      ['Detail', 401, fetch(`${server.url}/api/v1/scans/list/`)],
      ['Detail', 404, server.get('/api/v1/scans/list/0/')],
      ['Detail', 405, server.get('/api/v1/files/')],
      ['Detail', 413, server.post(toForm(Buffer.alloc(2_000), 'x'))],
    ];
    for (const [schema, status, answer] of refusals) {
      const response = await answer;
      expect([response.status, check(schema, await response.json())]).toEqual([status, null]);
    }
  });

  it('would show an answer that is not as described', () => {
    const check = createChecker();
    expect(check('Detail', { detail: 'x', more: 1 })).not.toBeNull();
    expect(check('Submitted', { scan_id: '1' })).not.toBeNull();
  });
});
