/**
 * Modules that the default configuration does not need. They are in a bundle of their own, which is loaded when a
 * configuration, or a line of the shell, names one of them.
 */
export const modulesOnRequest: readonly string[] = [
  'admin_adhoc',
  'announce',
  'bosh',
  'cloud_notify',
  'debug_reset',
  'external_services',
  'flags',
  'groups',
  'http',
  'http_altconnect',
  'http_errors',
  'http_file_share',
  'http_openmetrics',
  'invites',
  'invites_adhoc',
  'invites_register',
  'legacyauth',
  'limits',
  'net_multiplex',
  'proxy65',
  's2s_auth_dane_in',
  'stanza_debug',
  'tombstones',
  'websocket',
];

/** Options that have Prosody load a library which the default configuration does not need. It is in the same bundle. */
const optionsOnRequest = ['network_backend', 'statistics'];

const anyOfThem = new RegExp(`\\b(${[...modulesOnRequest, ...optionsOnRequest].join('|')})\\b`);

/** Whether a text, such as a configuration, names one of these modules or options. */
export function namesModuleOnRequest(text: string): boolean {
  return anyOfThem.test(text);
}
