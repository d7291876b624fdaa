export { type Description, describe } from './describe.ts';
export { escapeAttribute, escapeText } from './escape.ts';
export { type FormatOptions, type FormatResult, format } from './format.ts';
export { bareJid, type Jid, type JidError, type JidResult, parseJid } from './jid.ts';
export { shortNamespace } from './namespace-name.ts';
export { type ParseOptions, parse } from './parse.ts';
export { type SerializeOptions, serialize } from './serialize.ts';
export type { WireKind } from './summary.ts';
export type * from './types.ts';
