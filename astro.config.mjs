import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import svelte from '@astrojs/svelte';
import { defineConfig, fontProviders } from 'astro/config';
import { checkFile } from './src/site/check-file.ts';
import { checkLinks } from './src/site/check-links.ts';
import { copyAsShown } from './src/site/code/copy-as-shown.ts';
import { expressiveCode } from './src/site/code/expressive-code.ts';
import { leanCode } from './src/site/code/lean-code.ts';
import { ownAddress } from './src/site/code/own-address.ts';
import { plainColours } from './src/site/code/theme.ts';
import { compress } from './src/site/compress.ts';
import { consoleScripts } from './src/site/console-scripts.ts';
import { contentSecurityPolicy } from './src/site/content-security-policy.ts';
import { earlyScripts } from './src/site/early-scripts.ts';
import { followEvidence } from './src/site/evidence/follow-evidence.ts';
import { markFences } from './src/site/guide/mark-fences.ts';
import { stepBlocks } from './src/site/guide/step-blocks.ts';
import { intentDirective } from './src/site/intent/index.ts';
import { headingLinks } from './src/site/markdown/heading-links.ts';
import { prefixBase } from './src/site/markdown/prefix-base.ts';
import { provideComponents } from './src/site/markdown/provide-components.ts';
import { unbrokenCode } from './src/site/markdown/unbroken-code.ts';
import { movedAddresses } from './src/site/moved/integration.ts';
import { movedPages } from './src/site/moved/table.ts';
import { offline } from './src/site/offline/integration.ts';
import { printedBase, readSettings } from './src/site/settings.ts';
import { sidebar } from './src/site/sidebar.ts';
import { singleStyles } from './src/site/single-styles.ts';
import { unusedStyles } from './src/site/unused-styles.ts';

const { site, base, repository } = readSettings(process.env);

/** @param {string} name */
const component = (name) => `./src/site/components/${name}.astro`;
const styles = ['tokens', 'starlight', 'prose', 'frame', 'code', 'controls', 'guide'].map(
  (name) => `./src/site/styles/${name}.css`,
);

/**
 * What the bundler says of things that are as they should be: Astro marks each MDX page with a directive that it does not know.
 *
 * @param {string} message
 */
const isKnown = (message) => /astro:head-inject/.test(message);

export default defineConfig({
  site,
  base,
  srcDir: './src/site',
  trailingSlash: 'always',
  // The head has speculation rules instead, which cost no script.
  prefetch: false,
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Atkinson Hyperlegible Next',
      cssVariable: '--sb-sans',
      fallbacks: ['sans-serif'],
      options: { variants: [{ src: ['./src/site/fonts/sans.woff2'], weight: '400 700', style: 'normal' }] },
    },
    {
      provider: fontProviders.local(),
      name: 'Atkinson Hyperlegible Mono',
      cssVariable: '--sb-mono',
      fallbacks: ['monospace'],
      options: { variants: [{ src: ['./src/site/fonts/mono.woff2'], weight: '400', style: 'normal' }] },
    },
  ],
  markdown: {
    processor: satteri({ mdastPlugins: [markFences], hastPlugins: [prefixBase(base), unbrokenCode, ...headingLinks] }),
  },
  vite: {
    build: {
      // The palette uses light-dark(), which these know; older targets would get a rewritten, larger copy.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: { onwarn: (warning, warn) => isKnown(warning.message) || warn(warning) },
      // Monaco is 2.7 MB, and comes when somebody means to write.
      chunkSizeWarningLimit: 3000,
    },
    // The sandbox's worker loads in two parts (playground/sandbox/worker.ts).
    worker: { format: 'es' },
    plugins: [
      provideComponents(new URL('./src/site/provided/', import.meta.url), new URL('./content/', import.meta.url)),
      followEvidence(),
      consoleScripts(),
    ],
  },
  integrations: [
    starlight({
      title: 'Stanzabox',
      description:
        'Self-host XMPP from guides that were really run, and try every stanza on a real server inside your browser tab.',
      sidebar,
      head: [
        { tag: 'meta', attrs: { property: 'og:image', content: new URL(`${base}card.png`, site).href } },
        { tag: 'meta', attrs: { property: 'og:image:alt', content: 'Stanzabox: XMPP documentation that runs' } },
        { tag: 'meta', attrs: { name: 'theme-color', content: '#fcfdfc', media: '(prefers-color-scheme: light)' } },
        { tag: 'meta', attrs: { name: 'theme-color', content: '#0f1513', media: '(prefers-color-scheme: dark)' } },
      ],
      customCss: styles,
      routeMiddleware: './src/site/route-data.ts',
      expressiveCode: {
        ...expressiveCode,
        plugins: [stepBlocks(base), ownAddress(`${site}${base}`), leanCode(plainColours), copyAsShown()],
      },
      ...(repository && { editLink: { baseUrl: `${repository}/edit/main/` } }),
      components: {
        ...Object.fromEntries(
          [
            'EditLink',
            'Footer',
            'Head',
            'Header',
            'MobileMenuFooter',
            'PageTitle',
            'Pagination',
            'Search',
            'Sidebar',
            'SiteTitle',
            'ThemeProvider',
            'ThemeSelect',
          ].map((name) => [name, component(name)]),
        ),
        ...Object.fromEntries(['Banner', 'FallbackContentNotice', 'Hero'].map((name) => [name, component('Nothing')])),
        MarkdownContent: './src/site/components/PageContent.astro',
      },
      markdown: { headingLinks: false, processedDirs: ['./content'] },
    }),
    svelte(),
    intentDirective(),
    movedAddresses(base),
    earlyScripts({
      atOnce: ['Transcript', 'sign-in'],
      // Monaco with its two languages, and what looks at a text while somebody writes.
      whenIdle: [
        'monaco',
        'xml',
        'lua',
        'assisting',
        'Suggestions',
        'places',
        'registry',
        'templates',
        'history-shelf',
      ],
      workers: ['editor.worker'],
    }),
    singleStyles(),
    unusedStyles(),
    contentSecurityPolicy([
      {
        page: 'playground/',
        reason:
          'The editor (Monaco) writes style elements while it runs. A reader may connect to a server of their own, ask its domain where the WebSocket is (XEP-0156), and find out why it does not open.',
        anyStyleElement: true,
        connect: ['ws:', 'wss:', 'http:', 'https:'],
      },
      {
        page: 'check/',
        reason:
          "It connects to the reader's own server, asks its domain where the WebSocket is, and uploads a file to it.",
        connect: ['ws:', 'wss:', 'http:', 'https:'],
      },
    ]),
    checkFile(printedBase(process.env)),
    // After all that writes pages: it lists what is in them. The page about it is there when somebody wonders what works.
    offline(
      ['playground/', 'playground/sandbox/'],
      Object.keys(movedPages).map((page) => `${page}/`),
    ),
    // A build that ends behind this is whole, but for the links that it names.
    compress(),
    checkLinks(),
  ],
});
