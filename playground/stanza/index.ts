export { type ParseOptions, parse } from './parse.ts';
export type * from './types.ts';
