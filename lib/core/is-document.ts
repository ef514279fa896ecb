/** What the names of documents, texts, tables, slides and mails end in. */
const DOCUMENT =
  /\.(pdf|docx?|docm|dotx?|rtf|odt|ods|odp|odg|xlsx?|xlsm|xlsb|csv|tsv|pptx?|pptm|ppsx?|txt|md|tex|pages|numbers|key|epub|msg|eml|vsdx?|one|mdb|accdb|pub|xps)[. ]*$/i;

/** Tells by a file's name whether it is a document: something that people write, and that may be confidential. */
export function isDocument(name: string): boolean {
  return DOCUMENT.test(name);
}
