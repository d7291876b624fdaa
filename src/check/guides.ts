/** Which section of which guide fixes what. */
import type { Fix, Software } from './types.ts';

/** One page for all servers, or one for each. */
type Section = string | Readonly<Record<Software, string>>;

const each = (page: string, sections: Readonly<Record<Software, string>>): Section => ({
  prosody: `guides/prosody/${page}/#${sections.prosody}`,
  ejabberd: `guides/ejabberd/${page}/#${sections.ejabberd}`,
  openfire: `guides/openfire/${page}/#${sections.openfire}`,
});

const same = (page: string, section: string): Section =>
  each(page, { prosody: section, ejabberd: section, openfire: section });

export const sections = Object.freeze({
  services: 'guides/foundations/dns/#the-services',
  addresses: 'guides/foundations/dns/#the-hosts-addresses',
  aliases: 'guides/foundations/dns/#what-commonly-goes-wrong',
  authorities: 'guides/foundations/dns/#who-may-issue-certificates-for-you',
  time: 'guides/foundations/dns/#what-the-time-to-live-means-when-you-move',
  ladder: 'guides/any/ladder/#what-each-rung-means',
  ipv6: 'guides/any/ladder/#3-an-ipv6-address-that-leads-nowhere',
  ports: each('install', {
    prosody: 'open-the-ports',
    ejabberd: 'open-the-ports',
    openfire: 'what-each-port-is-for',
  }),
  domain: each('install', {
    prosody: 'serve-your-own-domain',
    ejabberd: 'serve-your-own-domain',
    openfire: 'the-wizard',
  }),
  certificateNames: each('certificate', {
    prosody: 'which-names-it-must-be-for',
    ejabberd: 'which-names-it-must-be-for',
    openfire: 'the-names',
  }),
  certificate: each('certificate', {
    prosody: 'give-it-to-prosody',
    ejabberd: 'give-it-to-ejabberd',
    openfire: 'the-deploy-hook',
  }),
  renewal: each('certificate', {
    prosody: 'let-it-renew-itself',
    ejabberd: 'see-it-renew-itself',
    openfire: 'does-it-work-by-itself',
  }),
  settings: each('before-you-open', {
    prosody: 'what-it-finds',
    ejabberd: 'wrong-settings',
    openfire: 'the-faults-made-on-purpose',
  }),
  encryption: {
    prosody: 'guides/prosody/before-you-open/#what-it-finds',
    ejabberd: 'guides/ejabberd/before-you-open/#wrong-settings',
    openfire: 'guides/openfire/certificate/#tls-required',
  },
  reach: same('federation', '2-the-firewall-is-closed'),
  proof: same('federation', '4-the-two-have-no-proof-in-common'),
  account: each('bug-or-me', {
    prosody: 'what-did-the-server-see',
    ejabberd: 'where-each-part-writes-and-what-it-leaves-out',
    openfire: 'where-each-part-writes-and-what-it-leaves-out',
  }),
} satisfies Record<string, Section>);

export type SectionName = keyof typeof sections;

/** What to do, with the section for this server, or none where it differs and the server is not known. */
export type Advise = (words: string, section?: SectionName) => Fix;

export function advisor(software: Software | undefined): Advise {
  return (words, name) => {
    const section: Section | undefined = name && sections[name];
    const page = typeof section === 'object' ? software && section[software] : section;
    return page === undefined ? { words } : { words, page };
  };
}
