import type { HttpAnswer } from '../../http/send-request.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { errorSchema } from '../schemas/error-schema.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import type { Service } from '../service/create-service.ts';
import { FILES, SCANS, URLS } from '../service/paths.ts';

const ADDRESSES = [
  ['POST', FILES],
  ['POST', URLS],
  ['GET', SCANS],
  ['GET', `${SCANS}1/`],
] as const;

export const authRequirements: readonly Requirement[] = [
  {
    id: 'auth.token',
    source: 'doc',
    words: '`Authorization: Token …` is accepted.',
    check: async ({ service }) => requireStatus(await service.get(SCANS), [200], 'with the token'),
  },
  {
    id: 'auth.scheme-case',
    source: 'seen',
    words: 'The scheme is compared without case: `token …` and `TOKEN …` are accepted.',
    async check({ service, options }) {
      for (const scheme of ['token', 'TOKEN', 'tOKEN']) {
        const answer = await service.send('GET', SCANS, { authorization: `${scheme} ${options.token}` });
        requireStatus(answer, [200], `with the scheme ${scheme}`);
      }
    },
  },
  {
    id: 'auth.missing',
    source: 'guess',
    words: 'Without a token every address answers 401 or 403.',
    check: ({ service }) => requireRefusals(service, null),
  },
  {
    id: 'auth.wrong',
    source: 'guess',
    words: 'With a wrong token every address answers 401 or 403.',
    check: ({ service }) => requireRefusals(service, 'Token not-the-token-of-this-server'),
  },
  {
    id: 'auth.other-scheme',
    source: 'guess',
    words: 'The right token with the scheme `Bearer`, or cut, or longer, is refused with 401 or 403.',
    async check({ service, options: { token } }) {
      await requireRefusals(service, `Bearer ${token}`);
      await requireRefusals(service, `Token ${token.slice(0, -1)}`);
      await requireRefusals(service, `Token ${token}x`);
    },
  },
  {
    id: 'auth.words',
    source: 'guess',
    words: 'A refusal of the token is JSON with a `detail`.',
    async check({ service }) {
      parseAnswer(errorSchema, await service.send('GET', SCANS, { authorization: null }));
    },
  },
];

async function requireRefusals(service: Service, authorization: string | null): Promise<void> {
  for (const [method, path] of ADDRESSES) {
    const answer = await service.send(method, path, { authorization });
    requireStatus(answer, [401, 403], `${method} ${path}`);
  }
}

function requireStatus({ status, text }: HttpAnswer, expected: readonly number[], what: string): void {
  requireThat(
    expected.includes(status),
    `${what}: expected ${expected.join(' or ')}, and ${status} came: ${text.slice(0, 200)}`,
  );
}
