/**
 * A third door of the stanza room: why something failed, and what rooms say in numbers. It brings what is known about errors along, which a
 * reader needs only once something has failed. None of these functions throws, whatever the text.
 */
export { explainOutcome } from './explain-outcome.ts';
export { firstElement } from './first-element.ts';
