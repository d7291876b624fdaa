/** The door of the console room, as types. What pages mount of it is listed in .dependency-cruiser.mjs. */
export type { Arrow, SequenceData } from './state/sequence.ts';
