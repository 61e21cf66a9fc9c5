/** Words for screens and letters, the same on every machine. */

const SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'] as const;

/** "1 standard", "3 standards"; `many` where it is not the word with an s. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${inDigits(number)} ${number === 1 ? one : many}`;
}

/** 3600 is "3,600". */
export function inDigits(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Up to nine as a word that begins a heading, "Two"; above in digits. */
export function inWords(number: number): string {
  return SMALL[number] ?? inDigits(number);
}

/** "Ana", "Ana and Ben", "Ana, Ben and Chidi"; `last` is the word before the last of them. */
export function list(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  const end = words.at(-1);
  if (end === undefined) return '';
  return words.length === 1 ? end : `${words.slice(0, -1).join(', ')} ${last} ${end}`;
}

/** A list that stays one line: "Ana, Ben and 7 others", once there are more than `most`. */
export function listSome(words: readonly string[], most = 6): string {
  if (words.length <= most) return list(words);
  return list([...words.slice(0, most - 1), count(words.length - most + 1, 'other')]);
}

/** "812 bytes", "14 KB", "1.4 MB", "2.1 GB": a thousand bytes to the kilobyte, as file managers show it. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'] as const;
  let [size, unit] = [bytes / 1000, 0];
  while (size >= 999.5 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  const shown = size < 10 && unit > 0 ? size.toFixed(1).replace(/\.0$/, '') : inDigits(Math.round(size));
  return `${shown} ${units[unit]}`;
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['pdf', 'PDF'],
  ['doc', 'Word document'],
  ['docx', 'Word document'],
  ['odt', 'Text document'],
  ['rtf', 'Text document'],
  ['xls', 'Spreadsheet'],
  ['xlsx', 'Spreadsheet'],
  ['xlsm', 'Spreadsheet'],
  ['ods', 'Spreadsheet'],
  ['csv', 'Spreadsheet'],
  ['ppt', 'Slides'],
  ['pptx', 'Slides'],
  ['odp', 'Slides'],
  ['png', 'Picture'],
  ['jpg', 'Picture'],
  ['jpeg', 'Picture'],
  ['gif', 'Picture'],
  ['webp', 'Picture'],
  ['tif', 'Picture'],
  ['tiff', 'Picture'],
  ['heic', 'Picture'],
  ['txt', 'Plain text'],
  ['md', 'Plain text'],
  ['eml', 'E-mail'],
  ['msg', 'E-mail'],
  ['zip', 'Zip file'],
  ['htm', 'Web page'],
  ['html', 'Web page'],
]);

/** What a file is by the end of its name, for people; what its bytes are is found elsewhere. */
export function fileKind(name: string): string {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1];
  return (ending && KINDS.get(ending.toLowerCase())) ?? 'File';
}
