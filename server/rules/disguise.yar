private rule Is_Executable {
  condition:
    (uint16(0) == 0x5a4d and uint32(uint32(0x3c)) == 0x00004550)
    or uint32(0) == 0x464c457f
    or uint32(0) == 0xfeedface or uint32(0) == 0xfeedfacf
    or uint32be(0) == 0xfeedface or uint32be(0) == 0xfeedfacf
    or (uint32be(0) == 0xcafebabe and uint32be(4) < 20)
}

rule Executable_Named_As_Document {
  meta:
    description = "A program whose name ends like a document's or a picture's."
    severity = "malicious"
    category = "disguise"
    reference = "https://attack.mitre.org/techniques/T1036/008/"
  condition:
    Is_Executable
    and filename matches /\.(pdf|docx?|docm|xlsx?|xlsm|pptx?|pptm|rtf|odt|ods|odp|txt|csv|jpe?g|png|gif|bmp|tiff?|webp|svg|mp3|mp4|html?|eml|msg)\s*$/i
}

rule Script_Named_As_Document {
  meta:
    description = "A script whose name ends like a document's or a picture's."
    severity = "malicious"
    category = "disguise"
    reference = "https://attack.mitre.org/techniques/T1036/008/"
  strings:
    $shebang = /#!\s*\/(usr\/)?(local\/)?bin\//
    $batch = /@echo off\s/ nocase
    $wsh = "WScript.Shell" nocase
    $powershell = /powershell(\.exe)?\s+-/ nocase
  condition:
    filename matches /\.(pdf|docx?|docm|xlsx?|xlsm|pptx?|pptm|odt|ods|odp|jpe?g|png|gif|bmp|tiff?|webp)\s*$/i
    // Text from its first byte: a real document of these kinds begins with its own mark.
    and filesize < 1MB
    and ($shebang at 0 or $batch at 0 or (($wsh or $powershell) and uint32be(0) != 0x25504446 and uint32be(0) != 0xd0cf11e0 and uint16be(0) != 0x504b))
}

rule Executable_With_Double_Ending {
  meta:
    description = "A program that carries a document's ending before its own."
    severity = "malicious"
    category = "disguise"
    reference = "https://attack.mitre.org/techniques/T1036/007/"
  condition:
    Is_Executable
    and filename matches /\.(pdf|docx?|xlsx?|pptx?|rtf|odt|txt|csv|jpe?g|png|gif|mp3|mp4|html?)\s*\.(exe|scr|com|pif|cpl|dll)\s*$/i
}

rule Script_With_Double_Ending {
  meta:
    description = "A script that carries a document's ending before its own."
    severity = "suspicious"
    category = "disguise"
    reference = "https://attack.mitre.org/techniques/T1036/007/"
  condition:
    filename matches /\.(pdf|docx?|xlsx?|pptx?|rtf|jpe?g)\s*\.(bat|cmd|js|jse|vbs|vbe|wsf|wsh|hta|ps1|lnk|scr|msi|jar|iso)\s*$/i
}

rule Name_With_Reversed_Text {
  meta:
    description = "The name holds a character that turns the text after it around, so that its ending reads like another one."
    severity = "suspicious"
    category = "disguise"
    reference = "https://attack.mitre.org/techniques/T1036/002/"
  condition:
    filename contains "\xe2\x80\xae"
}
