import { ZoneProblem } from './problem.ts';

const label = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * The absolute name with its final dot, in small letters: `@` is the origin, a name without final dot is under the origin
 * (RFC 1035 section 5.1). Labels have letters, digits, hyphens and underscores, the first may be `*` (RFC 4592).
 */
export const absoluteName = (written: string, origin: string): string => {
  const name = written.toLowerCase();
  if (name === '@') return origin;
  if (name === '.') return name;
  const bare = origin.replace(/\.$/, '');
  if (bare !== '' && (name === bare || name.endsWith(`.${bare}`))) {
    throw new ZoneProblem(
      `"${written}" without a dot at its end would be ${name}.${origin} Write "${written}." or only the part before the domain (@ for the domain itself).`,
    );
  }
  const absolute = name.endsWith('.') ? name : origin === '.' ? `${name}.` : `${name}.${origin}`;
  const labels = absolute.slice(0, -1).split('.');
  const wrong = labels.find((part, index) => !label.test(part) && !(index === 0 && part === '*'));
  if (wrong !== undefined || absolute.length > 254) {
    throw new ZoneProblem(
      `"${written}" is not a name: parts between dots have 1 to 63 letters, digits, hyphens or underscores.`,
    );
  }
  return absolute;
};
