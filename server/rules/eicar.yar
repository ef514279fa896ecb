// The pattern is in hex so that no scanner takes this rule file for the test file.
rule EICAR_Test_File {
  meta:
    description = "The EICAR test file, made to check that a scanner works. It does no harm."
    severity = "malicious"
    category = "test_file"
    confidence = 100
    reference = "https://www.eicar.org/download-anti-malware-testfile/"
  strings:
    $eicar = { 58 35 4f 21 50 25 40 41 50 5b 34 5c 50 5a 58 35 34 28 50 5e 29 37 43 43 29 37 7d 24 45 49 43 41 52 2d 53 54 41 4e 44 41 52 44 2d 41 4e 54 49 56 49 52 55 53 2d 54 45 53 54 2d 46 49 4c 45 21 24 48 2b 48 2a }
  condition:
    // By its definition the string comes first, and at most 128 bytes are allowed with white space after it.
    $eicar at 0 and filesize <= 128
}
