export { escapeAttribute, escapeText } from './escape.ts';
export { type FormatOptions, type FormatResult, format } from './format.ts';
export { bareJid, type Jid, type JidError, type JidResult, parseJid } from './jid.ts';
export { type ParseOptions, parse } from './parse.ts';
export { type SerializeOptions, serialize } from './serialize.ts';
export type * from './types.ts';
