/** How a server tells of one scan: by the scan's own address, or only in the list. */
export const LOOKUP_WAYS = ['detail', 'list'] as const;

export type LookupWay = (typeof LOOKUP_WAYS)[number];
