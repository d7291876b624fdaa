/** A door of its own: connections that do nothing by themselves, and the arithmetic that goes with them. Loaded when it is asked for. */

export { StreamSplitter } from '../split-stream.ts';
export { joined } from './bytes.ts';
export type { Framing, SaidText } from './conversation.ts';
export { type ByHand, type Choice, type Next, nextStep } from './next.ts';
export { openRaw, type RawOptions, type RawVia } from './raw.ts';
export type { Token } from './sasl2.ts';
export { type Line, scramAnswer } from './scram.ts';
