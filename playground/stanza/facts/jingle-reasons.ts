/** Why a Jingle session ends (XEP-0166 section 7.4), for the row in which it does. */
export const jingleReasons: Readonly<Record<string, string>> = Object.freeze({
  'alternative-session': 'Another session goes on in its place.',
  busy: 'The user is in another session.',
  cancel: 'Who offered the session takes it back.',
  'connectivity-error': 'The network path broke.',
  decline: 'The user does not want the session.',
  expired: 'The offer is too old.',
  'failed-application': 'The content could not be started: what was offered is incomplete or cannot be used.',
  'failed-transport': 'No network path was found: compare the candidates, and check that TURN can be reached.',
  'general-error': 'Something went wrong, and nobody says what.',
  gone: 'The other side is not there any longer.',
  'incompatible-parameters': 'The two sides have no parameters in common.',
  'media-error': 'The media were interrupted or could not be played.',
  'security-error': 'The two sides could not agree on security, or a check of it failed.',
  timeout: 'It took too long.',
  'unsupported-applications': 'The other side has none of the applications that were offered.',
  'unsupported-transports': 'The other side has none of the transports that were offered.',
});
