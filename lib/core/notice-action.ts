/** What a button of a notification does: opens the details, keeps or removes the file, scans again, or asks its password. */
export const NOTICE_ACTIONS = ['show', 'keep', 'remove', 'again', 'unlock'] as const;

export type NoticeAction = (typeof NOTICE_ACTIONS)[number];

/** How much a notification matters, where many are told as one. */
export type NoticeWeight = 'alarm' | 'question' | 'news';

/** What a notification offers, at most two actions, and how much it matters. */
export type NoticeFacts = { actions: readonly NoticeAction[]; weight: NoticeWeight };
