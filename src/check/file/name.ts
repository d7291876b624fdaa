/** The check as one file, below the site's address. */
export const fileName = 'check.mjs';

/** Stands in until STANZABOX_SITE says where the site lives; `.example` never resolves (RFC 2606). Commands of pages fetch from it. */
export const unknownSite = 'https://stanzabox.example';
