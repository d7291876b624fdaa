import { isChar } from './characters.ts';
import { XmlError } from './scanner.ts';

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** The character that a reference (`lt`, `#65`, `#x1f339`) stands for. Throws for all that XML does not predefine. */
export function resolveReference(name: string, at: number): string {
  if (!name.startsWith('#')) {
    if (Object.hasOwn(predefined, name)) return predefined[name] ?? '';
    throw new XmlError('undefined entity', at);
  }
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  if (!isChar(code)) throw new XmlError('reference to invalid character number', at);
  return String.fromCodePoint(code);
}
