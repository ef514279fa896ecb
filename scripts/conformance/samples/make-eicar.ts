/**
 * The EICAR test file (https://www.eicar.org/download-anti-malware-testfile/). Put together at run time: in one piece
 * in the repository it would have virus scanners remove this source file. It is here as well as in the scanner, since
 * these requirements must not depend on the server that they test.
 */
export function makeEicar(): Buffer {
  const parts = ['X5O!P%@AP[4', '\\PZX54(P^)7CC)7}', '$EICAR-STANDARD', '-ANTIVIRUS-TEST', '-FILE!$H+H*'];
  return Buffer.from(parts.join(''), 'latin1');
}
