/** Whether a file of that name is read from a folder of rules. */
export function isRuleFile(name: string): boolean {
  return /\.yara?$/.test(name);
}
