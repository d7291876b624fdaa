import { breath } from '../breath.ts';
import { limits } from '../limits.ts';
import { readSlowly } from './found-stanzas.ts';
import { toTranscript } from './loaded-log.ts';
import type { Desk } from './log-types.ts';
import { bytesOf } from './units.ts';

/** Reads a file or a text as a log, or says why there is nothing to read in it. */
export async function openLog(source: File | string, name: string, isStopped: () => boolean): Promise<Desk> {
  const size = typeof source === 'string' ? source.length : source.size;
  if (size > limits.logFile) {
    const plain = `${name} is ${bytesOf(size)} long. Up to ${bytesOf(limits.logFile)} can be read here: cut out the part that matters.`;
    return { state: 'refused', plain };
  }
  let text: string;
  try {
    text = typeof source === 'string' ? source : await source.text();
  } catch {
    return {
      state: 'refused',
      plain: `${name} could not be read. It may have been moved or changed: choose it again.`,
    };
  }
  const reading = await readSlowly(text, breath, isStopped);
  if (reading === null) return { state: 'empty' };
  if (reading.stanzas.length === 0) {
    return { state: 'refused', plain: `No stanzas were found in ${name}.` };
  }
  const log = await toTranscript(name, reading, breath, isStopped);
  return log === null ? { state: 'empty' } : { state: 'open', log };
}
