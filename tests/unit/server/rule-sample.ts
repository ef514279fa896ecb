/** A rule that must match, or what a near miss is; the sample's name; and how it is made. */
export type RuleSample = [what: string, name: string, content: () => string | Buffer];
