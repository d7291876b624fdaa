/**
 * `npm run check` alone is the contributors' quick loop; with a domain it looks at that domain's server. One word for both, because both
 * ask "is this in order?", and nobody who means one can type the other by mistake: the loop takes no words, the other needs one. Each is
 * loaded only when it is meant, so the check of a server starts without anything that builds or tests the site.
 */
if (process.argv.length > 2) await import('./check-server.ts');
else await import('./check-code.ts');

export {};
