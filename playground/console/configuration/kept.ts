/** Configurations that the reader wrote, as they are kept between visits: never with a password in them. */

/** Options whose value is a password or another secret, also inside tables. */
const secret =
  /(\b(?!password_(?:hash|policy)\b)\w*(?:password|secret)\w*\s*=\s*)("(?:\\.|[^"\\\n])+"|'(?:\\.|[^'\\\n])+')/g;
const placeholder = '"{left out}"';

export interface Kept {
  readonly text: string;
  /** Lines whose secret was left out, from 1. */
  readonly lines: readonly number[];
}

/** The text without its secrets. */
export function withoutSecrets(config: string): Kept {
  const lines: number[] = [];
  const text = config.replace(secret, (_, option: string, value: string, offset: number) => {
    if (value === placeholder) return option + value;
    lines.push(config.slice(0, offset).split('\n').length);
    return option + placeholder;
  });
  return { text, lines };
}

/** Texts by server; what is kept may be anything. */
export function readConfigurations(kept: string | null): Readonly<Record<string, string>> {
  try {
    const texts: unknown = JSON.parse(kept ?? '{}');
    if (typeof texts !== 'object' || texts === null) return {};
    return Object.fromEntries(Object.entries(texts).filter((entry) => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}
