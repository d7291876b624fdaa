import { recipePage } from './recipe-page.ts';
import { scansionScript } from './scansion-write.ts';
import { slixmppProgram } from './slixmpp.ts';
import { smackProgram } from './smack.ts';
import type { Test, Written } from './types.ts';
import { xmppJsProgram } from './xmpp-js.ts';

export interface TestFormat {
  readonly name: string;
  readonly file: string;
  readonly write: (test: Test) => Written;
}

/** What a test can be saved as. */
export const testFormats: readonly TestFormat[] = Object.freeze([
  { name: 'Recipe page', file: 'recipe.mdx', write: recipePage },
  { name: 'Scansion script', file: 'test.scs', write: scansionScript },
  { name: '@xmpp/client (JavaScript)', file: 'test.mjs', write: xmppJsProgram },
  { name: 'Slixmpp (Python)', file: 'test.py', write: slixmppProgram },
  { name: 'Smack (Java)', file: 'RecordedTest.java', write: smackProgram },
]);
