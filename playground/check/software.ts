/** Which server answers, from what it says of itself. */
import type { Answer } from './asker.ts';
import type { Disco } from './disco.ts';
import { textIn } from './elements.ts';

export const knownSoftware = ['prosody', 'ejabberd', 'openfire'] as const;
export type Software = (typeof knownSoftware)[number];

export interface Recognised {
  /** Undefined when it is none of those that the guides are about, or does not say. */
  readonly software: Software | undefined;
  /** As it names itself: `Prosody 13.0.1`. */
  readonly named: string;
}

/** From its version (XEP-0092), else from the name of its identity (XEP-0030). */
export function recognise(version: Answer, server: Disco): Recognised {
  const isKnown = version.kind === 'result';
  const name = (isKnown ? textIn(version.stanza, 'name') : undefined) ?? server.name ?? '';
  const number = isKnown ? (textIn(version.stanza, 'version') ?? '') : '';
  return {
    software: knownSoftware.find((each) => name.toLowerCase().includes(each)),
    named: `${name} ${number}`.trim() || 'A server that does not say which it is',
  };
}
