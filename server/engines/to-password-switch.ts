/**
 * 7-Zip asks on the terminal where an encrypted archive comes without a password; a wrong one makes it fail instead.
 * Its switch is an argument of a function, not of a process: no list of processes shows it.
 */
export function toPasswordSwitch(password: string | null): string {
  return `-p${password ?? 'no-password-was-given'}`;
}
