/** Names, and what is made of placeholders alone: the same in every language. */
const NAMES = [
  'extensionName',
  'popup.title',
  'server.us',
  'server.eu',
  'server.aus',
  'details.sha256',
  'details.sha1',
];
const FROM_THE_LEFT = 'language.direction';
const WITHOUT_WORDS = 'tester.line';

/**
 * The texts of each language that are right although they read as in English: looked at one by one. A test takes out
 * what no longer does.
 */
export const EQUAL_WORDS: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...NAMES,
    FROM_THE_LEFT,
    WITHOUT_WORDS,
    'verdict.spam',
    'consent.linksTitle',
    'options.scanner',
    'options.token',
    'guard.heading',
    'settings.downloads',
    'rules.host',
    'rules.hostLine',
    'history.name',
    'details.title',
    'scanSource.link',
    'scanSource.video',
    'scanSource.audio',
    'scanSource.download',
    'scanRoute.link',
  ],
  es: [...NAMES, FROM_THE_LEFT, WITHOUT_WORDS, 'options.aus', 'options.token', 'scanSource.audio'],
  fr: [
    ...NAMES,
    FROM_THE_LEFT,
    'options.eu',
    'guard.minutes',
    'settings.notifications',
    'history.outcome',
    'history.site',
    'details.type',
    'scanSource.image',
    'scanSource.audio',
  ],
  // Hebrew and Japanese are told by their letters: what has none of them stands here, though it is no English.
  he: [...NAMES, 'language.code', 'language.direction', WITHOUT_WORDS],
  ja: [...NAMES, 'language.code', FROM_THE_LEFT, WITHOUT_WORDS],
  pt_BR: [
    ...NAMES,
    FROM_THE_LEFT,
    WITHOUT_WORDS,
    'consent.linksTitle',
    'options.token',
    'guard.heading',
    'settings.downloads',
    'history.site',
    'scanSource.link',
    'scanSource.download',
    'scanRoute.link',
  ],
};
