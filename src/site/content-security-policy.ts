/**
 * Gives every built page a Content Security Policy that names exactly the inline scripts and styles of that page.
 * Astro's own `security.csp` leaves out scripts marked `is:inline`, such as the one that sets the colours before the first
 * paint, and names the scripts of all pages on each.
 */
import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { rewritePages } from './built-pages.ts';

/** A page that needs more than the others, and why. */
export interface PolicyException {
  /** Path of the page without the base: `playground/`. */
  readonly page: string;
  readonly reason: string;
  /** Adds `'unsafe-inline'` to style elements; their hashes go, since a browser ignores the word beside a hash. */
  readonly anyStyleElement?: boolean;
  /** Further places that `connect-src` allows. */
  readonly connect?: readonly string[];
}

const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;
const inlineStyle = /<style[^>]*>([\s\S]*?)<\/style>/g;
const charset = /<meta charset="utf-8"\s*\/?>/i;

function hashes(html: string, element: RegExp): string[] {
  const texts = [...html.matchAll(element)].map(([, text]) => text ?? '').filter((text) => text !== '');
  const sums = texts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [...new Set(sums)];
}

/** The policy of one page, from its HTML. */
export function policyOf(html: string, exception?: PolicyException): string {
  const styles = exception?.anyStyleElement ? ["'unsafe-inline'"] : hashes(html, inlineStyle);
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    // Search and sandbox are WebAssembly.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...hashes(html, inlineScript)],
    'style-src': ["'self'", ...styles],
    // Code is coloured word by word with style attributes; no attribute can fetch or run anything here.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...(exception?.connect ?? [])],
    'worker-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

function withPolicy(html: string, exception: PolicyException | undefined, path: string): string {
  if (!charset.test(html)) throw new Error(`${path} has no <meta charset="utf-8">, so its policy has no place.`);
  // After the charset, which has to stand within the first 1024 bytes, and before anything that runs.
  return html.replace(
    charset,
    (meta) => `${meta}<meta http-equiv="Content-Security-Policy" content="${policyOf(html, exception)}">`,
  );
}

export function contentSecurityPolicy(exceptions: readonly PolicyException[]): AstroIntegration {
  return {
    name: 'stanzabox-content-security-policy',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const count = rewritePages(fileURLToPath(dir), (html, file) => {
          const page = file
            .split(sep)
            .join('/')
            .replace(/index\.html$/, '');
          const exception = exceptions.find((candidate) => candidate.page === page);
          return withPolicy(html, exception, file);
        });
        logger.info(`Wrote the policy of ${count} pages.`);
      },
    },
  };
}
