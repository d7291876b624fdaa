/** The names in braces that stand where a secret was left out. */
const secretNames = ['password', 'secret', 'token', 'key', 'digest', 'proof', 'handshake', 'authorization', 'cookie'];

/** Those that somebody has to fill in, in the order in which they come. */
export function placeholdersIn(texts: readonly string[]): readonly string[] {
  const found = texts.flatMap((text) => [...text.matchAll(/\{([A-Za-z][\w-]*)\}/g)].map(([, name = '']) => name));
  return [...new Set(found)].filter((name) => secretNames.includes(name));
}
