import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import starlightLinksValidator from 'starlight-links-validator';
import { readSettings } from './src/site/settings.ts';
import { sidebar } from './src/site/sidebar.ts';

const { site, base } = readSettings(process.env);

export default defineConfig({
  site,
  base,
  srcDir: './src/site',
  trailingSlash: 'always',
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      styleDirective: { resources: [{ resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  integrations: [
    starlight({
      title: 'Stanzabox',
      description:
        'Self-host XMPP from guides that were really run, and try every stanza on a real server inside your browser tab.',
      sidebar,
      markdown: { processedDirs: ['./content'] },
      plugins: [starlightLinksValidator()],
    }),
    svelte(),
  ],
});
