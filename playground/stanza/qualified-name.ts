import { isPlainName } from './characters.ts';
import { XmlProblem } from './problem.ts';

/** Splits `stream:features`; the prefix is '' when there is none. Throws XmlProblem for more than one colon or an empty part. */
export function splitName(name: string, offset: number): { prefix: string; local: string } {
  const colon = name.indexOf(':');
  if (colon < 0) return { prefix: '', local: name };
  const prefix = name.slice(0, colon);
  const local = name.slice(colon + 1);
  if (isPlainName(prefix) && isPlainName(local)) return { prefix, local };
  const plain = `"${name}" is not a name: only one colon is allowed, between a prefix and a name.`;
  throw new XmlProblem('bad-name', offset, name.length, plain);
}
