/** A command line that can't be taken apart. */
export class Unreadable extends Error {
  override readonly name = "Unreadable" as const;
}

const TOKEN = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy;

/** The words of a command line by the shell's rules of quoting; nothing is expanded. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    end = match.index + match[0].length;
    const [, single, double, escaped, plain] = match;
    const part = single ?? double?.replace(/\\([\\"$`])/g, "$1") ?? escaped ?? plain;
    if (part !== undefined) {
      word = (word ?? "") + part;
    } else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (end < line.length) throw new Unreadable(`${line[end] === "\\" ? "A \\" : "A quote"} is open`);
  return word === null ? words : [...words, word];
}

/** A command line that `splitWords` takes apart into these words. */
export function joinWords(words: readonly string[]): string {
  return words.map(quoted).join(" ");
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
