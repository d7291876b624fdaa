/**
 * The door of the stanza room: pure functions on stanza text, for browser and Node. None throws, whatever the text. Parsing, formatting,
 * describing and pairing take linear time. What is known about names and about errors has doors of its own (registry.ts, outcome.ts).
 */
export { type CanonicalOptions, canonical } from './canonical.ts';
export { attributeOf, elementsOf, textOf } from './content.ts';
export { type Description, describe } from './describe.ts';
export {
  type Diff,
  type Difference,
  diff,
  type Mark,
  type MarkedAttribute,
  type MarkedElement,
  type MarkedNode,
  type MarkedText,
} from './diff.ts';
export { escapeAttribute, escapeText } from './escape.ts';
export { type StanzaValue, valuesIn, withValues } from './expectation.ts';
export {
  type ConditionKind,
  type ExactConditions,
  type ExplainOptions,
  explainConditions,
  explainErrors,
  explainExactConditions,
} from './explain-error.ts';
export { explainMucStatuses } from './explain-outcome.ts';
export { firstElement } from './first-element.ts';
export { type FormatOptions, type FormatResult, format } from './format.ts';
export { bareJid, hostOf, type Jid, type JidError, type JidResult, parseJid } from './jid.ts';
export { cutAtLines, inLines } from './lines.ts';
export { readLog, readLogInSteps } from './log/read-log.ts';
export type * from './log/types.ts';
export { type MatchOptions, match } from './match.ts';
export { shortNamespace } from './namespace-name.ts';
export {
  createPairer,
  type Outcome,
  type Pairer,
  type PairerOptions,
  type PairingChange,
  pair,
  requestTimeout,
} from './pair.ts';
export { type ParseOptions, parse } from './parse.ts';
export type * from './recipe.ts';
export { type Redaction, type Removed, redact } from './redact.ts';
export { type SerializeOptions, serialize } from './serialize.ts';
export type { WireKind } from './summary.ts';
export { type Substitution, substitute } from './template.ts';
export { highlight, linesOf, type Token } from './tokens.ts';
export type * from './types.ts';
