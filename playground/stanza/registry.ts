/**
 * The second door of the stanza room: what is known about names. It brings all registries of facts along (about 30 KiB compressed), so the
 * console loads it when somebody points at something. None of these functions throws, whatever the text.
 */
export { explain } from './explain.ts';
export { type ExplainAtOptions, explainAt } from './explain-at.ts';
export { type ExplainedLine, explainLog } from './explain-log.ts';
export { listForms, listMechanisms } from './explain-value.ts';
export type { ElementFact, Fact, NameFact } from './facts/table.ts';
export { explainNamespace, nameFact, namesOf, type Subject, subjects } from './names.ts';
export { nearMiss, nearMissesIn } from './near-miss.ts';
export { nearest } from './nearest.ts';
