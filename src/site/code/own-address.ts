/**
 * An Expressive Code plugin: commands that fetch from this site have an address that stands in for its own, with which they ran. Where the
 * site lives is known when it is built, and goes in its place.
 */
import { definePlugin } from '@astrojs/starlight/expressive-code';
import { unknownSite } from '../../check/file/name.ts';

/** Not a longer name that begins so. */
const standIn = `${unknownSite}/`;

/** @param own where the site lives: `https://example.org/docs/` */
export function ownAddress(own: string) {
  return definePlugin({
    name: 'stanzabox-own-address',
    hooks: {
      // After the blocks have been compared with what ran.
      preprocessCode({ codeBlock }) {
        for (const line of codeBlock.getLines())
          for (let at = line.text.indexOf(standIn); at >= 0; at = line.text.indexOf(standIn, at + own.length))
            line.editText(at, at + standIn.length, own);
      },
    },
  });
}
